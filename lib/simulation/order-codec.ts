// Own orders as text: the body that is sent and hashed, and the rows of a checkpoint.

import { conditionId, tokenId } from '../units/ids.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { msOf, timeAt } from './micros.ts';
import type { Expiration, Order } from '../domain/order.ts';
import type { RecordReader } from './record-reader.ts';

/** What an order is about: one outcome token of one market. */
export type Instrument = Pick<Order, 'condition' | 'token' | 'outcome'>;

/** An order and when it expires. */
export type OrderTerms = { readonly order: Order; readonly expiration: Expiration };

/** The fields of an instrument, in the order in which they are written. */
export const instrumentFields = ({ condition, token, outcome }: Instrument): Instrument => ({
  condition,
  token,
  outcome,
});

/** Reads what `instrumentFields` wrote. */
export const readInstrument = (reader: RecordReader): Instrument => ({
  condition: conditionId(reader.text('condition')),
  token: tokenId(reader.text('token')),
  outcome: reader.oneOf('outcome', ['YES', 'NO']),
});

/** The fields of an order beside its instrument, in the order in which they are written. */
export const termFields = ({ order, expiration }: OrderTerms) => ({
  side: order.side,
  price: formatPrice(order.price),
  size: formatShares(order.size),
  timeInForce: order.timeInForce,
  liquidity: order.liquidity,
  expiration: expiration.kind === 'at' ? msOf(expiration.at) : null,
});

/** Reads what `termFields` wrote. */
export const readTerms = (reader: RecordReader, instrument: Instrument): OrderTerms => {
  const order: Order = {
    ...instrument,
    side: reader.oneOf('side', ['BUY', 'SELL']),
    price: reader.price('price'),
    size: reader.shares('size'),
    timeInForce: reader.oneOf('timeInForce', ['GTC', 'GTD', 'FOK', 'FAK']),
    liquidity: reader.oneOf('liquidity', ['post-only', 'may-take']),
  };
  const at = reader.countOr('expiration', [null]);
  return { order, expiration: at === null ? { kind: 'never' } : { kind: 'at', at: timeAt(at) } };
};
