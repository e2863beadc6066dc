// A fill is one execution of one own order. The venue's trade behind it settles on chain later and
// may fail, so its state travels with it.

import type { ConditionId, OrderId, TokenId, TradeId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Outcome, Side } from './market.ts';

/** How far settlement has come. CONFIRMED and FAILED are final. */
export type TradeStatus = 'MATCHED' | 'MINED' | 'CONFIRMED' | 'RETRYING' | 'FAILED';

/** Tells whether a trade can change no more. */
export const isFinal = (status: TradeStatus): boolean =>
  status === 'CONFIRMED' || status === 'FAILED';

/** Our part of one trade. Keyed by (trade, order): an order may appear in many trades. */
export type Fill = {
  readonly trade: TradeId;
  readonly order: OrderId;
  readonly condition: ConditionId;
  readonly token: TokenId;
  readonly outcome: Outcome;
  readonly side: Side;
  readonly price: PriceMicros;
  readonly size: ShareMicros;
  readonly fee: UsdcMicros;
  readonly role: 'maker' | 'taker';
  readonly status: TradeStatus;
  readonly matchedAt: EpochMs;
};

/** The key under which a fill is applied once. */
export const fillKey = (fill: Pick<Fill, 'trade' | 'order'>): string =>
  `${fill.trade}|${fill.order}`;
