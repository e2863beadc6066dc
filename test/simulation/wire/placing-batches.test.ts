// Placing by accounts that may not do everything, and placing many orders at once.

import { describe, expect, it } from 'vitest';
import { advanceServer } from '../../../lib/simulation/wire/server.ts';
import { turn } from '../../../lib/simulation/wire/controls.ts';
import { after, minutes, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { errorIn, idIn, openClient } from './asking.ts';
import { NEG_RISK, PLAIN, THIRD } from './markets.ts';
import type { Client, OrderWish, Shown } from './asking.ts';

describe('an account', () => {
  it('that may only close sells and does not buy', async () => {
    const client = await openClient();
    await client.post({ price: '0.52' });
    advanceServer(client.server, after(NOON, minutes(1)));
    turn(client.server, { standing: 'closed-only' });
    expect(client.ask({ path: '/auth/ban-status/closed-only' }).body).toEqual({
      closed_only: true,
    });
    expect(errorIn(await client.post({}))).toMatch(/^'0x\w{40}' address in closed only mode$/);
    expect((await client.post({ side: 'SELL', price: '0.6' })).status).toBe(200);
  });

  it('that is banned does neither', async () => {
    const client = await openClient();
    turn(client.server, { standing: 'banned' });
    expect(errorIn(await client.post({ side: 'SELL', price: '0.6' }))).toMatch(/address banned$/);
  });

  it('that has not approved an exchange places nothing there', async () => {
    const client = await openClient();
    turn(client.server, { unapproved: ['0xE111180000D2663C0091E4F400237545B87B996B'] });
    expect(errorIn(await client.post({}))).toBe('not enough balance / allowance');
    expect((await client.post({ market: NEG_RISK })).status).toBe(200);
  });

  it('sells what it has bought only after an update, where orders go by the copy', async () => {
    const client = await openClient();
    const { server } = client;
    turn(server, { funds: 'copy' });
    const shares = `asset_type=CONDITIONAL&token_id=${PLAIN.yes}&signature_type=0`;
    client.ask({ path: `/balance-allowance?${shares}` });
    await client.post({ price: '0.52' });
    advanceServer(server, after(NOON, seconds(2)));
    const sale: OrderWish = { side: 'SELL', price: '0.6' };
    expect(errorIn(await client.post(sale))).toBe(
      'not enough balance / allowance: the balance is not enough -> ' +
        'balance: 0, order amount: 10',
    );
    client.ask({ path: `/balance-allowance/update?${shares}` });
    expect((await client.post(sale)).status).toBe(200);
  });
});

describe('a batch', () => {
  const batchOf = async (client: Client, wishes: readonly OrderWish[]): Promise<Shown> => {
    const signed = await Promise.all(wishes.map((wish) => client.sign(wish)));
    const body = `[${signed.map((order) => order.body).join(',')}]`;
    return client.ask({ method: 'POST', path: '/orders', body });
  };

  it('takes some orders and refuses others, in their order', async () => {
    const client = await openClient();
    const { status, body } = await batchOf(client, [{ size: '4' }, {}]);
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { success: false, orderID: '', status: '', makingAmount: '' },
      { success: true, errorMsg: '', status: 'live' },
    ]);
  });

  it.each([
    [14, 200],
    [15, 200],
    [16, 400],
  ])('of %i orders is answered by %i', async (count, status) => {
    const client = await openClient();
    const answer = await batchOf(
      client,
      Array.from({ length: count }, () => ({ size: '5' })),
    );
    expect(answer.status).toBe(status);
    const error = `Too many orders in payload: ${String(count)}, max allowed: 15`;
    expect(errorIn(answer)).toBe(status === 400 ? error : 'undefined');
  });

  it.each(['[]', '{}', 'nonsense'])('is refused as %s', async (body) => {
    const client = await openClient();
    expect(errorIn(client.ask({ method: 'POST', path: '/orders', body }))).toBe(
      'Invalid order payload',
    );
  });

  it('may pay out of cash that another market counts too', async () => {
    const client = await openClient({ cash: '5' });
    const { body } = await batchOf(client, [{}, { market: THIRD }, {}]);
    expect(body).toMatchObject([{ success: true }, { success: true }, { success: false }]);
    expect(idIn({ status: 200, headers: {}, body: (body as unknown[])[2] })).toBe('');
  });
});
