// Which markets the followed wallets trade in. A signal is tested against a move, and a move needs
// prices from before it: so where a wallet traded once, the books are read for a while, and its
// next trade there can be judged.

import { elapsed, hours } from '../units/time.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { StrategyMemory } from '../domain/strategy-memory.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Signal } from './flow-signals.ts';
import type { Concern } from './notices.ts';

// Long enough for a wallet that builds a position in parts, short enough for a few books to read.
const WATCHED_FOR: DurationMs = hours(1);
const WATCHED_MAX = 10;

type Followed = StrategyMemory['followedMarkets'];

/** Adds the markets of the wallets' latest trades; the oldest leave, and at most ten stay. */
export const followedMarkets = (
  before: Followed,
  { targets, now }: Pick<Snapshot, 'targets' | 'now'>,
): Followed => {
  const trades = targets.kind === 'known' ? targets.value : [];
  const latest = new Map(before);
  for (const { condition, at } of trades) {
    const known = latest.get(condition);
    if (known === undefined || known < at) latest.set(condition, at);
  }
  const recent = [...latest].filter(([, at]) => elapsed(at, now) <= WATCHED_FOR);
  const newestFirst = recent.toSorted(([, a], [, b]) => (a > b ? -1 : Number(a < b)));
  return new Map(newestFirst.slice(0, WATCHED_MAX));
};

/** Says of a followed wallet's trade that nothing could be made of it, where that is so. */
export const unheard = (signals: readonly Signal[]): readonly Concern[] =>
  signals
    .filter(({ source }) => source === 'target')
    .map(({ condition, outcome }) => ({
      condition,
      topic: 'unheard',
      text: `a followed wallet traded for ${outcome} of ${condition}, whose price is not known`,
    }));
