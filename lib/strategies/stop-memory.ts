// What a stop remembers from cycle to cycle: how often it was breached, how far an exit under way
// has widened its slippage, and until when the token is not to be bought again.

import { after } from '../units/time.ts';
import { unseenPositions } from './holdings.ts';
import { widenedNow } from './stop-slippage.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { ProtectParameters } from '../domain/parameters.ts';
import type { StopMemory } from '../domain/strategy-memory.ts';
import type { EpochMs } from '../units/time.ts';
import type { Holding } from './holdings.ts';
import type { StopCheck } from './stop.ts';

/** One holding, what its stop says, and what was remembered of it. */
export type StopOutlook = {
  readonly holding: Holding;
  readonly check: StopCheck;
  readonly before: StopMemory;
  /** Whether an exit may be sent at all this cycle. */
  readonly exits: 'possible' | 'impossible';
};

const rememberStop = (
  { check, before, exits }: StopOutlook,
  params: ProtectParameters,
  now: EpochMs,
): StopMemory => {
  const { breaches } = check;
  if (check.kind !== 'fires') {
    const hasRecovered = check.kind === 'quiet' && breaches === 0;
    return { ...before, breaches, widenedCents: hasRecovered ? null : before.widenedCents };
  }
  if (exits === 'impossible') return { ...before, breaches };
  return {
    ...before,
    breaches,
    widenedCents: widenedNow(before, params.stopSlippageMaxCents),
    noEntryUntil: after(now, params.noEntryAfterStop),
  };
};

const isWorthKeeping = (stop: StopMemory, now: EpochMs): boolean =>
  stop.breaches > 0 ||
  stop.widenedCents !== null ||
  (stop.noEntryUntil !== null && now < stop.noEntryUntil);

/**
 * The memory of all stops after this cycle. That of positions which cannot be seen stays as it is.
 * Of tokens that are no longer held only the entry ban stays, until it is over: the list is no
 * longer than the positions of one ban's length.
 */
export const rememberStops = (
  view: StrategyView,
  params: ProtectParameters,
  outlooks: readonly StopOutlook[],
): readonly StopMemory[] => {
  const { now } = view.snapshot;
  const held = new Set(outlooks.map(({ holding }) => holding.token));
  const current = outlooks.map((outlook) => rememberStop(outlook, params, now));
  const unseen = new Set(unseenPositions(view).map(({ token }) => token));
  const others = view.memory.stops
    .filter((stop) => !held.has(stop.token))
    .map((stop) => (unseen.has(stop.token) ? stop : { ...stop, breaches: 0, widenedCents: null }));
  return [...current, ...others].filter((stop) => isWorthKeeping(stop, now));
};
