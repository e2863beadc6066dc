// How far the settlement of an own trade has come. It depends on nothing but the time since the
// match and on the trade's fate, so that no schedule has to be kept or stored.

import { minutes, msOfDuration, seconds } from '../units/time.ts';
import type { TradeStatus } from '../domain/fill.ts';
import type { DurationMs } from '../units/quantity.ts';

/**
 * The ways a trade may go on chain: as usual, at the second attempt, not at all, into a block and
 * out of it again, or only after minutes.
 */
export const TRADE_FATES = ['settles', 'retries', 'fails', 'reverts', 'lingers'] as const;

/** What becomes of a trade on chain. Tests choose it; otherwise every trade settles. */
export type TradeFate = (typeof TRADE_FATES)[number];

/** How long the two steps of settlement take, counted from the match. */
export type SettlementDelays = {
  readonly minedAfter: DurationMs;
  readonly confirmedAfter: DurationMs;
};

/** One Polygon block to be mined in, and three more to be final. */
export const DEFAULT_DELAYS: SettlementDelays = {
  minedAfter: seconds(2),
  confirmedAfter: seconds(6),
};

type Step = { readonly after: number; readonly status: TradeStatus };

/** How much later a trade that lingers is mined: trades were seen to stay matched for minutes. */
const LINGERS = minutes(10);

const stepsOf = (fate: TradeFate, delays: SettlementDelays): readonly Step[] => {
  const first = Number(msOfDuration(delays.minedAfter));
  const second = Number(msOfDuration(delays.confirmedAfter));
  const late = Number(msOfDuration(LINGERS));
  const steps = (...all: readonly (readonly [number, TradeStatus])[]): readonly Step[] =>
    all.map(([after, status]) => ({ after, status }));
  switch (fate) {
    case 'settles':
      return steps([first, 'MINED'], [second, 'CONFIRMED']);
    case 'fails':
      return steps([first, 'RETRYING'], [second, 'FAILED']);
    case 'reverts':
      return steps([first, 'MINED'], [second, 'FAILED']);
    case 'lingers':
      return steps([late + first, 'MINED'], [late + second, 'CONFIRMED']);
    case 'retries':
      return steps([first, 'RETRYING'], [second, 'MINED'], [first + second, 'CONFIRMED']);
  }
};

/** Where a trade stands, and when it moves on: never, once it is final. */
export type Settlement = { readonly status: TradeStatus; readonly nextAfter: number };

/**
 * Tells where a trade stands some time after its match.
 * Unit: ms since the match.
 */
export const settlementAfter = (
  age: number,
  fate: TradeFate,
  delays: SettlementDelays,
): Settlement => {
  const steps = stepsOf(fate, delays);
  const reached = steps.findLast((step) => step.after <= age);
  const next = steps.find((step) => step.after > age);
  return { status: reached?.status ?? 'MATCHED', nextAfter: next?.after ?? Infinity };
};

/** Tells whether a trade is on its way to the chain: matched, and neither mined nor failed. */
export const isInFlight = (status: TradeStatus): boolean =>
  status === 'MATCHED' || status === 'RETRYING';
