// Orders whose terms the venue does not take, and in which words it says so.

import { describe, expect, it } from 'vitest';
import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import { after, durationMs } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { errorIn, openClient } from './asking.ts';
import { bookEvent, NEG_RISK, PLAIN } from './markets.ts';
import type { Expiration } from '../../../lib/domain/order.ts';
import type { Client, Shown } from './asking.ts';

const at = (ms: number): Expiration => ({ kind: 'at', at: after(NOON, durationMs(BigInt(ms))) });

const postChanged = async (
  client: Client,
  change: (body: Record<string, unknown>, order: Record<string, unknown>) => unknown,
): Promise<Shown> => {
  const { body } = await client.sign({});
  const read = JSON.parse(body) as Record<string, unknown>;
  const changed = change(read, read['order'] as Record<string, unknown>);
  return client.ask({ method: 'POST', path: '/order', body: JSON.stringify(changed) });
};

// Fuzzing, seed f9cb2e30dd: such an address made the server throw. Its letters are a checksum and
// no more, so that the bytes that were signed are the same.
it.each(['maker', 'signer'])('takes an order whose %s has a wrong checksum', async (name) => {
  const turned = (address: string): string =>
    address.replace(/[a-f]/gi, (letter) =>
      letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
    );
  const posted = await postChanged(await openClient(), (body, order) => ({
    ...body,
    order: { ...order, [name]: `0x${turned(String(order[name]).slice(2))}` },
  }));
  expect([posted.status, errorIn(posted)]).toEqual([200, 'undefined']);
});

describe('refuses an order', () => {
  it('beside the grid of the market', async () => {
    const client = await openClient();
    const market = { ...PLAIN, tick: NEG_RISK.tick };
    const refused = await client.post({ market, price: '0.405' });
    expect(errorIn(refused)).toMatch(
      /^order 0x[0-9a-f]{64} is invalid\. Price \(0\.405\) breaks minimum tick size rule: 0\.01$/,
    );
  });

  it.each([
    ['4.99', 'below', /Size \(4\.99\) lower than the minimum: 5$/],
    ['5', 'at', /undefined/],
    ['5.01', 'above', /undefined/],
  ])('of %s shares when that is %s the minimum', async (size, _where, error) => {
    const client = await openClient();
    expect(errorIn(await client.post({ size }))).toMatch(error);
  });

  it.each([
    [179_000, 'invalid expiration'],
    [180_000, 'undefined'],
    [181_000, 'undefined'],
  ])('that expires in %i ms with "%s"', async (ms, error) => {
    const client = await openClient();
    const posted = await client.post({ timeInForce: 'GTD', expiration: at(ms) });
    expect(errorIn(posted)).toBe(error);
  });

  it('that rests for good and expires', async () => {
    const refused = await postChanged(await openClient(), (body, order) => ({
      ...body,
      order: { ...order, expiration: '1795349800' },
    }));
    expect(errorIn(refused)).toBe('invalid expiration');
  });

  it('that only rests and would match', async () => {
    const client = await openClient();
    const refused = await client.post({ price: '0.52', liquidity: 'post-only' });
    expect(errorIn(refused)).toBe('invalid post-only order: order crosses book');
  });

  it.each([
    ['FOK', "order couldn't be fully filled. FOK orders are fully filled or killed."],
    [
      'FAK',
      'no orders found to match with FAK order. ' +
        'FAK orders are partially filled or killed if no match is found.',
    ],
  ] as const)('that finds nothing by %s', async (timeInForce, error) => {
    const client = await openClient();
    const refused = await client.post({ timeInForce, price: '0.51' });
    expect(refused).toMatchObject({ status: 400, body: { error } });
  });

  it('that costs more than there is', async () => {
    const client = await openClient({ cash: '3.99' });
    expect(errorIn(await client.post({}))).toBe('not enough balance / allowance');
  });

  it('a second time, even after it was cancelled', async () => {
    const client = await openClient();
    const { id, body } = await client.sign({});
    const send = () => client.ask({ method: 'POST', path: '/order', body });
    send();
    expect(send()).toMatchObject({
      status: 400,
      body: { error: `order ${id} is invalid. Duplicated.` },
    });
    client.ask({ method: 'DELETE', path: '/order', body: JSON.stringify({ orderID: id }) });
    expect(errorIn(send())).toMatch(/Duplicated\.$/);
    expect(client.server.received.posts().get(id)).toBe(3);
  });

  it('of a market that is over', async () => {
    const client = await openClient({ markets: [{ ...PLAIN, status: { kind: 'closed' } }] });
    expect(await client.post({})).toMatchObject({
      status: 404,
      body: { error: 'No orderbook exists for the requested token id' },
    });
  });

  it('of a market whose book is not known', async () => {
    const client = await openClient();
    applyToServer(client.server, { kind: 'gap', at: NOON, token: PLAIN.yes, cause: 'silence' });
    expect(errorIn(await client.post({}))).toBe(
      'the market is not yet ready to process new orders',
    );
    applyToServer(client.server, bookEvent(PLAIN, NOON));
    expect((await client.post({})).status).toBe(200);
  });
});
