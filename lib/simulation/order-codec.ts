// Own orders as text: the body that is sent and hashed, and the rows of a checkpoint.

import { conditionId, tokenId } from '../units/ids.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { msOf, timeAt } from './micros.ts';
import type { Expiration, Order } from '../domain/order.ts';
import type { RecordReader } from './record-reader.ts';

/** The fields of an order and its expiration, in the order in which they are written. */
export const orderFields = (order: Order, expiration: Expiration) => ({
  condition: order.condition,
  token: order.token,
  outcome: order.outcome,
  side: order.side,
  price: formatPrice(order.price),
  size: formatShares(order.size),
  timeInForce: order.timeInForce,
  liquidity: order.liquidity,
  expiration: expiration.kind === 'at' ? msOf(expiration.at) : null,
});

/** Reads what `orderFields` wrote. */
export const readOrder = (
  reader: RecordReader,
): { readonly order: Order; readonly expiration: Expiration } => {
  const order: Order = {
    condition: conditionId(reader.text('condition')),
    token: tokenId(reader.text('token')),
    outcome: reader.oneOf('outcome', ['YES', 'NO']),
    side: reader.oneOf('side', ['BUY', 'SELL']),
    price: reader.price('price'),
    size: reader.shares('size'),
    timeInForce: reader.oneOf('timeInForce', ['GTC', 'GTD', 'FOK', 'FAK']),
    liquidity: reader.oneOf('liquidity', ['post-only', 'may-take']),
  };
  const at = reader.countOrNull('expiration');
  return { order, expiration: at === null ? { kind: 'never' } : { kind: 'at', at: timeAt(at) } };
};
