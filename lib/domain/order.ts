// An order is our instruction. What we want (desired), what we may (approved) and what the venue
// holds (resting) are different types, so that none can be taken for another.

import { minus } from '../units/quantity.ts';
import type { ConditionId, OrderId, SignalKey, TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { EpochMs, When } from '../units/time.ts';
import type { Outcome, Side } from './market.ts';
import type { Refusal } from './refusal.ts';

/** The strategies, in the order in which they act. */
export const STRATEGIES = ['ICC', 'Protect', 'MM', 'FF'] as const;

/** A strategy: inventory control, stop-loss and hedging, market making, flow following. */
export type Strategy = (typeof STRATEGIES)[number];

/** How long an order lives. A GTD order gets its expiration when it is sent. */
export type TimeInForce = 'GTC' | 'GTD' | 'FOK' | 'FAK';

/** Whether an order may match at once; post-only orders are GTC or GTD. */
export type Liquidity = 'post-only' | 'may-take';

/** An instruction on one token. Sizes are in lots of 0.01 share, prices on the market's grid. */
export type Order = {
  readonly condition: ConditionId;
  readonly token: TokenId;
  readonly outcome: Outcome;
  readonly side: Side;
  readonly price: PriceMicros;
  readonly size: ShareMicros;
  readonly timeInForce: TimeInForce;
  readonly liquidity: Liquidity;
};

/** What a strategy wants, and why. */
export type DesiredOrder = {
  readonly order: Order;
  readonly strategy: Strategy;
  readonly reason: string;
  /** The token's fair price at observation; the slippage limit is measured from it. */
  readonly reference: PriceMicros;
  /** How far the price may be worse than the reference; a strategy may widen it (stops do). */
  readonly slippage: SlippageAllowance;
  /** The signal acted on, stored so that it is tried once only. */
  readonly signal: SignalRef;
  /** A GTD order is never to live past this point. */
  readonly liveUntilMax: When;
};

/** The preset's slippage limit, or the stop's widened one in whole cents. */
export type SlippageAllowance =
  | { readonly kind: 'preset' }
  | { readonly kind: 'stop'; readonly cents: number };

/** The signal behind an order, if any. */
export type SignalRef =
  | { readonly kind: 'none' }
  | { readonly kind: 'signal'; readonly key: SignalKey };

declare const approved: unique symbol;

/** An order that passed the risk manager. Only lib/risk/risk-manager.ts makes one. */
export type ApprovedOrder = {
  readonly desired: DesiredOrder;
  /** The order to send: the desired one, perhaps smaller. */
  readonly order: Order;
  readonly effect: 'reducing' | 'adding';
  /** What made the order smaller than it was wanted; null where nothing did. */
  readonly cappedBy: Refusal | null;
  readonly [approved]: true;
};

/** An approved order with its identity and exact bytes, ready to be journalled and sent. */
export type SignedOrder = {
  readonly id: OrderId;
  readonly approved: ApprovedOrder;
  readonly expiration: Expiration;
  /** The exact request body; sending it again is the only retry. */
  readonly body: string;
};

/** When the venue removes an order by itself. */
export type Expiration = { readonly kind: 'never' } | { readonly kind: 'at'; readonly at: EpochMs };

/** An own order as the venue reports it. */
export type OpenOrder = {
  readonly id: OrderId;
  readonly condition: ConditionId;
  readonly token: TokenId;
  readonly outcome: Outcome;
  readonly side: Side;
  readonly price: PriceMicros;
  readonly originalSize: ShareMicros;
  /** Null where the venue leaves it empty: then nobody knows how much of the order was matched. */
  readonly matchedSize: ShareMicros | null;
  readonly status: OpenOrderStatus;
  readonly expiration: Expiration;
};

/**
 * Tells whether an order names the money that it spends and not its shares: a BUY that cannot rest.
 * At better prices than its limit it brings more shares than its size.
 */
export const namesMoney = ({ side, timeInForce }: Pick<Order, 'side' | 'timeInForce'>): boolean =>
  side === 'BUY' && (timeInForce === 'FAK' || timeInForce === 'FOK');

/** What may rest of an own order: all of it where the venue does not tell what was matched. */
export const openSizeOf = ({ originalSize, matchedSize }: OpenOrder): ShareMicros =>
  matchedSize === null ? originalSize : minus(originalSize, matchedSize);

/** The venue's order states, its spelling variants folded. */
export type OpenOrderStatus = 'LIVE' | 'MATCHED' | 'DELAYED' | 'CANCELED' | 'INVALID';

/** An order that the venue may still fill: resting, in flight or of unknown outcome. */
export type RestingOrder = {
  readonly id: OrderId;
  readonly order: Order;
  readonly strategy: Strategy;
  /** What may still fill, by our own books. */
  readonly remaining: ShareMicros;
  readonly expiration: Expiration;
  readonly certainty: 'confirmed' | 'unknown';
};
