// The archived client logs in, reads, signs and posts as it always did, and the venue does not take
// what it signs. This is the evidence behind the choice of its successor.

import { Chain, ClobClient, OrderType, Side } from '@polymarket/clob-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startWireServer } from '../../lib/simulation/wire/face.ts';
import { officialSigner } from '../adapters/polymarket/signing/official-orders.ts';
import { KEY, NEG_RISK, openWire, PLAIN } from '../simulation/wire/markets.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';

// Nothing said means that the key holds its funds itself.
const EOA = undefined;

const open = async (): Promise<{ readonly server: WireServer; readonly client: ClobClient }> => {
  const server = openWire();
  const { url, stop } = await startWireServer(server);
  onTestFinished(stop);
  const signer = officialSigner(KEY);
  // The seventh and eighth arguments are a token for blocked regions and the use of server time.
  const anonymous = new ClobClient(url, Chain.POLYGON, signer, undefined, EOA, undefined, '', true);
  const creds = await anonymous.createOrDeriveApiKey();
  const client = new ClobClient(url, Chain.POLYGON, signer, creds, EOA, undefined, '', true);
  return { server, client };
};

describe('the archived client', () => {
  it('logs in and reads', async () => {
    const { client } = await open();
    expect(await client.getOpenOrders()).toEqual([]);
    expect(await client.getTickSize(PLAIN.yes)).toBe('0.01');
  });

  it.each([
    ['a plain market', PLAIN],
    ['a market of negative risk', NEG_RISK],
  ])('is refused every order on %s for its version, and nothing rests', async (_kind, market) => {
    const { server, client } = await open();
    const wish = { tokenID: market.yes, price: 0.4, size: 10, side: Side.BUY };
    const order = await client.createOrder(wish);
    expect(order).toMatchObject({ nonce: '0', feeRateBps: expect.any(String) as string });
    expect(await client.postOrder(order, OrderType.GTC)).toEqual({
      error: 'invalid order version, please use the latest clob-client',
      status: 400,
    });
    expect(server.venue.openOrders()).toEqual([]);
  });
});
