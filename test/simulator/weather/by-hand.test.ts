// An order that the owner placed beside us is read as the account's, and known to be nobody's here.

import { describe, expect, it } from 'vitest';
import { placeByHand } from './by-hand.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { openClient } from '../../simulation/wire/asking.ts';
import { openWire, PLAIN } from '../../simulation/wire/markets.ts';
import type { HandOrder } from './by-hand.ts';

const BID: HandOrder = {
  token: PLAIN.yes,
  side: 'BUY',
  price: price('0.40'),
  size: shares('10'),
  kind: 'rests',
};

describe('an order by hand', () => {
  it('rests among the orders of the account, and is marked', async () => {
    const client = await openClient();
    expect(placeByHand(client.server, BID)).toMatchObject({ kind: 'placed' });
    const { body } = client.ask({ path: '/data/orders' });
    expect(body).toMatchObject({
      data: [{ side: 'BUY', price: '0.4', original_size: '10', order_type: 'GTC' }],
    });
    expect(client.server.received.taken()).toMatchObject([{ by: 'hand' }]);
    expect(client.server.received.posts().size).toBe(0);
  });

  it('takes at once, and is read as a trade of the account as taker', async () => {
    const client = await openClient();
    const order: HandOrder = { ...BID, price: price('0.52'), kind: 'takes' };
    expect(placeByHand(client.server, order)).toMatchObject({ kind: 'matched' });
    expect(client.ask({ path: '/data/trades' }).body).toMatchObject({
      data: [{ trader_side: 'TAKER', size: '10', owner: client.credentials.key }],
    });
  });

  it('is refused like any other where it sells what is not held', async () => {
    const client = await openClient();
    await client.post({ outcome: 'NO', price: '0.52', size: '10' });
    const order: HandOrder = { ...BID, token: PLAIN.no, side: 'SELL', price: price('0.60') };
    expect(placeByHand(client.server, order).kind).toBe('rejected');
    expect(client.server.received.taken()).toMatchObject([{ by: 'wire' }]);
  });

  it('is not possible without a key, nor in no market', async () => {
    expect(placeByHand(openWire(), BID)).toEqual({ kind: 'not-possible' });
    const { server } = await openClient();
    const nowhere = { ...BID, token: '1' as HandOrder['token'] };
    expect(placeByHand(server, nowhere)).toEqual({ kind: 'not-possible' });
  });
});
