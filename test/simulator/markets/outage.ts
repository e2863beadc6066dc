// A venue that fails: calm markets at an exchange that now takes only quotes, now only cancels, now
// nothing, and that cannot be reached at all for minutes. The markets go on meanwhile.

import { calm } from './calm.ts';
import { within } from './street.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { Family, FamilySetup, Move } from './family.ts';

const BEGINS_CHANCE = 0.09;
const MINUTES_MAX = 6;

/** What may be wrong with the venue for some minutes. */
const KINDS = ['down', 'disabled', 'cancel-only', 'post-only'] as const;

type Outage = { readonly kind: (typeof KINDS)[number]; readonly left: number };

const next = (random: Random, now: Outage | null): Outage | null => {
  if (now !== null && now.left > 1) return { ...now, left: now.left - 1 };
  if (!random.chance(BEGINS_CHANCE)) return null;
  const kind = KINDS[random.below(KINDS.length)] ?? 'down';
  return { kind, left: 1 + random.below(MINUTES_MAX) };
};

// It is said anew in each minute: whatever else happens to the venue, this goes on.
const movesOf = (outage: Outage | null, at: EpochMs): readonly Move[] => {
  if (outage === null)
    return [
      { kind: 'mode', at, mode: 'normal' },
      { kind: 'service', at, service: 'up' },
    ];
  return outage.kind === 'down'
    ? [{ kind: 'service', at, service: 'down' }]
    : [
        { kind: 'service', at, service: 'up' },
        { kind: 'mode', at, mode: outage.kind },
      ];
};

/** Makes calm markets at a venue that fails. */
export const outage = (setup: FamilySetup): Family => {
  const { random } = setup;
  const markets = calm(setup);
  let now: Outage | null = null;
  return {
    universe: markets.universe,
    minute: (from) => {
      const before = now;
      now = next(random, now);
      // What begins, begins in the middle of a cycle.
      const at = within(from, 50 + random.below(1_500));
      const said = before === null && now === null ? [] : movesOf(now, at);
      return [...markets.minute(from), ...said].toSorted(
        (a, b) => Number(a.at > b.at) - Number(a.at < b.at),
      );
    },
  };
};
