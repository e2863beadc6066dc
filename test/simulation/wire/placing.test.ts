// Placing over the wire: who may, which orders, and in which words the others are refused.

import { describe, expect, it } from 'vitest';
import { errorIn, login, openClient } from './asking.ts';
import { depositAccount, KEY, NEG_RISK, openWire, PLAIN, THIRD, WALLET } from './markets.ts';
import type { Client, Shown } from './asking.ts';

const postChanged = async (
  client: Client,
  change: (body: Record<string, unknown>, order: Record<string, unknown>) => unknown,
): Promise<Shown> => {
  const { body } = await client.sign({});
  const read = JSON.parse(body) as Record<string, unknown>;
  const changed = change(read, read['order'] as Record<string, unknown>);
  return client.ask({ method: 'POST', path: '/order', body: JSON.stringify(changed) });
};

describe('an order', () => {
  it.each([
    ['a plain market', PLAIN],
    ['a market of negative risk', NEG_RISK],
    ['a market of the third exchange', THIRD],
  ])('on %s rests under the id that its signer knew before', async (_kind, market) => {
    const client = await openClient();
    const { id, body } = await client.sign({ market });
    const answer = client.ask({ method: 'POST', path: '/order', body });
    expect(answer).toMatchObject({
      status: 200,
      body: { success: true, errorMsg: '', orderID: id, status: 'live', makingAmount: '' },
    });
  });

  it('that meets the book is matched, with what it gave and got', async () => {
    const client = await openClient();
    const { body } = await client.post({ price: '0.53', size: '150' });
    expect(body).toMatchObject({
      status: 'matched',
      makingAmount: '78.5',
      takingAmount: '150',
      tradeIDs: ['wire-trade-1', 'wire-trade-2'],
    });
    const { transactionsHashes } = body as { transactionsHashes: readonly string[] };
    expect(new Set(transactionsHashes).size).toBe(2);
    expect(transactionsHashes[0]).toMatch(/^0x[0-9a-f]{64}$/);
  });

  it('of a deposit wallet is unwrapped', async () => {
    const client = await openClient({ account: depositAccount });
    expect((await client.post({})).body).toMatchObject({ status: 'live' });
  });
});

const PLAIN_ONE = `0x${'5'.repeat(40)}`;

describe('refuses an order', () => {
  it.each([
    ['nothing', () => null],
    ['a list', (body: object) => [body]],
    ['no order', () => ({ owner: 'x', orderType: 'GTC' })],
    ['another type', (body: object) => ({ ...body, orderType: 'IOC' })],
    [
      'an unreadable amount',
      (body: object, order: object) => ({
        ...body,
        order: { ...order, makerAmount: '1.5' },
      }),
    ],
    [
      'an amount beyond 256 bits',
      (body: object, order: object) => ({
        ...body,
        order: { ...order, makerAmount: '9'.repeat(78) },
      }),
    ],
    [
      'a wallet type that does not exist',
      (body: object, order: object) => ({
        ...body,
        order: { ...order, signatureType: 4 },
      }),
    ],
  ])('whose body is %s', async (_what, change) => {
    const refused = await postChanged(await openClient(), change);
    expect(refused).toMatchObject({ status: 400, body: { error: 'Invalid order payload' } });
  });

  it('of the form of the first exchange', async () => {
    const refused = await postChanged(await openClient(), (body, order) => ({
      ...body,
      order: { ...order, taker: WALLET, nonce: '0', feeRateBps: '0', timestamp: undefined },
    }));
    expect(errorIn(refused)).toBe('invalid order version, please use the latest clob-client');
  });

  it('that names another owner', async () => {
    const refused = await postChanged(await openClient(), (body) => ({ ...body, owner: 'other' }));
    expect(errorIn(refused)).toBe('the order owner has to be the owner of the API KEY');
  });

  it('of a token that is not listed', async () => {
    const refused = await postChanged(await openClient(), (body, order) => ({
      ...body,
      order: { ...order, tokenId: '1' },
    }));
    expect(refused).toMatchObject({ status: 404, body: { error: 'market not found' } });
  });

  it.each(['salt', 'makerAmount', 'takerAmount', 'timestamp'])(
    'whose %s is not the signed one',
    async (field) => {
      const refused = await postChanged(await openClient(), (body, order) => ({
        ...body,
        order: { ...order, [field]: '7000000' },
      }));
      expect(errorIn(refused)).toBe('invalid signature');
    },
  );

  it('whose signature cannot be read', async () => {
    const refused = await postChanged(await openClient(), (body, order) => ({
      ...body,
      order: { ...order, signature: '0x1234' },
    }));
    expect(errorIn(refused)).toBe('invalid signature');
  });

  it.each([
    ['is cut', (signature: string) => signature.slice(0, -4)],
    ['ends after the inner one', (signature: string) => signature.slice(0, 132)],
    [
      'names another struct',
      (signature: string) => `${signature.slice(0, 200)}00${signature.slice(202)}`,
    ],
    ['is of another key inside', (signature: string) => `0x00${signature.slice(4)}`],
  ])('of a deposit wallet whose signature %s', async (_how, change) => {
    const refused = await postChanged(
      await openClient({ account: depositAccount }),
      (body, order) => ({
        ...body,
        order: { ...order, signature: change(String(order['signature'])) },
      }),
    );
    expect(errorIn(refused)).toBe('invalid signature');
  });

  it('of a wallet that is not the account', async () => {
    const server = openWire();
    const client = await login(server, KEY, depositAccount);
    expect(errorIn(await client.post({}))).toBe(
      'maker address not allowed, please use the deposit wallet flow',
    );
  });

  it('of another type of wallet', async () => {
    const server = openWire({ account: depositAccount });
    const client = await login(server, KEY, { ...depositAccount, signatureType: 2 });
    expect(errorIn(await client.post({}))).toBe('invalid signature');
  });

  it('that says a deposit wallet signs for another', async () => {
    const refused = await postChanged(
      await openClient({ account: depositAccount }),
      (body, order) => ({
        ...body,
        order: { ...order, signer: order['signer'], maker: PLAIN_ONE },
      }),
    );
    expect(errorIn(refused)).toBe('the order signer address has to be the address of the API KEY');
  });
});
