// What a portfolio may still read about its own past. A real venue keeps everything; a simulated
// one is written down at every cycle, and what nobody can ask for again would only make it larger.

import type { OrderId, TradeId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';

type Some<T> = { readonly has: (one: T) => boolean };

/** The part of its past that a portfolio may still read; what is not over is always in it. */
export type NeededPast = {
  /** Orders that may be looked up, or sent once more, although they have ended. */
  readonly orders: Some<OrderId>;
  /** Trades that are read however old they are. */
  readonly trades: Some<TradeId>;
  /** The other trades are read from here on. */
  readonly tradesFrom: EpochMs;
  readonly activityFrom: EpochMs;
};
