// The request body of one order, byte for byte what the official client sends. It is stored before
// it is sent, and sending it again is the only retry.

import { epochSeconds, msOfEpoch } from '../../../units/time.ts';
import { ZERO_BYTES32 } from './order-struct.ts';
import type { Expiration, Liquidity, TimeInForce } from '../../../domain/order.ts';
import type { OrderStruct } from './order-struct.ts';

/** What the venue is told of an order and nobody signs. */
export type OrderTerms = {
  /** The API key in whose name the order is sent. */
  readonly owner: string;
  readonly timeInForce: TimeInForce;
  readonly liquidity: Liquidity;
  readonly expiration: Expiration;
};

/**
 * Writes the body of POST /order; that of POST /orders is a list of them.
 * Rounding: the expiration down to a second, so that no order outlives what was approved.
 * Source: @polymarket/clob-client-v2 1.1.0, ordersV2.ts, read 2026-11-22.
 */
export const orderBody = (order: OrderStruct, signature: string, terms: OrderTerms): string => {
  const { expiration } = terms;
  const until = expiration.kind === 'never' ? 0n : epochSeconds(expiration.at, 'down');
  return JSON.stringify({
    deferExec: false,
    postOnly: terms.liquidity === 'post-only',
    order: {
      salt: Number(order.salt),
      maker: order.maker,
      signer: order.signer,
      tokenId: order.token,
      makerAmount: order.amounts.maker.toString(),
      takerAmount: order.amounts.taker.toString(),
      side: order.side,
      signatureType: order.signatureType,
      timestamp: msOfEpoch(order.madeAt).toString(),
      expiration: until.toString(),
      metadata: ZERO_BYTES32,
      builder: ZERO_BYTES32,
      signature,
    },
    owner: terms.owner,
    orderType: terms.timeInForce,
  });
};
