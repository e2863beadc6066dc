// What goes wrong on purpose goes wrong for the requests that it is meant for, as often as it is
// meant to, before or after the venue has done what it was asked.

import { describe, expect, it } from 'vitest';
import { seconds } from '../../../lib/units/time.ts';
import { idIn, openClient, shown } from './asking.ts';
import type { FaultEffect, WireFault } from '../../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';
import type { Client } from './asking.ts';

const ANSWER = { status: 500, body: '{"error":"could not run the execution"}', headers: {} };

const fault = (effect: FaultEffect, changes: Partial<WireFault> = {}): WireFault => ({
  endpoint: 'POST /order',
  order: 'any',
  times: 1,
  effect,
  ...changes,
});

const place = async (client: Client) => {
  const { id, body } = await client.sign({});
  return { id, reply: client.reply({ method: 'POST', path: '/order', body }) };
};

const open = (client: Client): number => client.server.venue.openOrders().length;

describe('a fault', () => {
  it.each<readonly [FaultEffect, string, number]>([
    [{ kind: 'drop', when: 'before' }, 'drop', 0],
    [{ kind: 'drop', when: 'after' }, 'drop', 1],
    [{ kind: 'silence', when: 'before' }, 'silence', 0],
    [{ kind: 'silence', when: 'after' }, 'silence', 1],
    [{ kind: 'instead', when: 'before', answer: ANSWER }, 'answer', 0],
    [{ kind: 'instead', when: 'after', answer: ANSWER }, 'answer', 1],
    [{ kind: 'quoted', answer: () => ANSWER }, 'answer', 0],
    [{ kind: 'late', by: seconds(31) }, 'late', 1],
    [{ kind: 'cut', characters: 10 }, 'cut', 1],
    [{ kind: 'malformed', body: '<html>' }, 'answer', 1],
    [{ kind: 'headed', headers: {} }, 'answer', 1],
    [{ kind: 'delayed' }, 'answer', 1],
  ])('like %o ends in %s, with %i orders taken', async (effect, kind, taken) => {
    const client = await openClient();
    client.server.faults.add(fault(effect));
    const { reply } = await place(client);
    expect(reply.kind).toBe(kind);
    expect(open(client)).toBe(taken);
    expect((await place(client)).reply.kind).toBe('answer');
  });

  it('says what it was told to say', async () => {
    const client = await openClient();
    client.server.faults.add(fault({ kind: 'instead', when: 'after', answer: ANSWER }));
    expect(shown((await place(client)).reply)).toMatchObject({ status: 500, body: ANSWER.body });
    client.server.faults.add(fault({ kind: 'malformed', body: '<html>' }));
    expect((await place(client)).reply).toMatchObject({ status: 200, body: '<html>' });
  });

  it('adds headers to the answer that it is', async () => {
    const client = await openClient();
    client.server.faults.add(fault({ kind: 'headed', headers: { 'poly-ratelimit-reset': '1' } }));
    const { id, reply } = await place(client);
    expect(shown(reply)).toMatchObject({ status: 200, body: { orderID: id } });
    expect(reply).toMatchObject({ headers: { 'poly-ratelimit-reset': '1' } });
  });

  it('refuses some orders of a request and no other, and none of the next one', async () => {
    const client = await openClient();
    const words = (place: number) => (place === 1 ? null : 'invalid expiration');
    client.server.faults.add(fault({ kind: 'sifted', words }));
    const wishes = [{}, { price: '0.41' }, {}];
    const signed = await Promise.all(wishes.map((wish) => client.sign(wish)));
    const body = `[${signed.map((order) => order.body).join(',')}]`;
    const reply = client.reply({ method: 'POST', path: '/orders', body });
    expect(shown(reply)).toMatchObject({
      status: 200,
      body: [
        { success: false, errorMsg: 'invalid expiration', orderID: '' },
        { success: true, orderID: signed[1]?.id },
        { success: false, errorMsg: 'invalid expiration', orderID: '' },
      ],
    });
    expect(open(client)).toBe(1);
    await place(client);
    expect(open(client)).toBe(2);
  });

  it('refuses an order that comes alone as it would one of many', async () => {
    const client = await openClient();
    client.server.faults.add(fault({ kind: 'sifted', words: () => 'invalid expiration' }));
    expect(shown((await place(client)).reply)).toMatchObject({
      status: 200,
      body: { success: false, errorMsg: 'invalid expiration', orderID: '' },
    });
    expect(open(client)).toBe(0);
  });

  it('quotes what it was asked', async () => {
    const client = await openClient();
    const answer = ({ path, body }: WireCall) => ({ ...ANSWER, body: `${path} ${body}` });
    client.server.faults.add(fault({ kind: 'quoted', answer }));
    const { reply } = await place(client);
    expect(reply.kind === 'answer' ? reply.body : '').toMatch(/^\/order \{.*"signature"/);
  });

  it('answers late and cut with what it would have answered', async () => {
    const client = await openClient();
    client.server.faults.add(fault({ kind: 'late', by: seconds(31) }));
    client.server.faults.add(fault({ kind: 'cut', characters: 10 }));
    const late = await place(client);
    expect(late.reply).toMatchObject({ after: seconds(31), answer: { status: 200 } });
    expect((await place(client)).reply).toMatchObject({ after: 10, answer: { status: 200 } });
  });

  it('delays a single order, and those of a batch that were taken', async () => {
    const client = await openClient();
    client.server.faults.add(fault({ kind: 'delayed' }, { times: 3 }));
    const { id, reply } = await place(client);
    expect(shown(reply).body).toEqual({
      success: true,
      errorMsg: '',
      orderID: id,
      status: 'delayed',
      makingAmount: '',
      takingAmount: '',
    });
    const [good, bad] = [await client.sign({}), await client.sign({ size: '4' })];
    const body = `[${good.body},${bad.body}]`;
    const batch = client.ask({ method: 'POST', path: '/orders', body });
    expect(batch.body).toMatchObject([{ status: 'delayed' }, { success: false, status: '' }]);
    const refused = await client.post({ size: '4' });
    expect(refused.body).toMatchObject({ error: expect.any(String) as string });
  });

  it('is for as many requests as it says, of its endpoint', async () => {
    const client = await openClient();
    const { faults } = client.server;
    faults.add(fault({ kind: 'silence', when: 'before' }, { times: 2, endpoint: 'GET /data/' }));
    const kinds = ['/data/orders', '/time', '/data/trades', '/data/orders'].map(
      (path) => client.reply({ path }).kind,
    );
    expect(kinds).toEqual(['silence', 'answer', 'silence', 'answer']);
    expect(faults.waiting()).toEqual([]);
  });

  it('may be for one order, however it is named', async () => {
    const client = await openClient();
    const { faults } = client.server;
    const [one, other] = [await client.sign({}), await client.sign({})];
    const lost = { kind: 'drop', when: 'after' } as const;
    faults.add(fault(lost, { order: one.id }));
    faults.add(fault(lost, { order: one.id, endpoint: 'DELETE /order' }));
    faults.add(fault(lost, { order: one.id, endpoint: 'GET /data/order/' }));
    const kindOf = (asked: Parameters<Client['reply']>[0]) => client.reply(asked).kind;
    const post = { method: 'POST', path: '/order' } as const;
    expect(kindOf({ ...post, body: other.body })).toBe('answer');
    expect(kindOf({ ...post, body: one.body })).toBe('drop');
    expect(kindOf({ path: `/data/order/${other.id}` })).toBe('answer');
    expect(kindOf({ path: `/data/order/${one.id}` })).toBe('drop');
    const cancel = JSON.stringify({ orderID: one.id });
    expect(kindOf({ method: 'DELETE', path: '/order', body: cancel })).toBe('drop');
    expect(kindOf({ ...post, body: 'nonsense' })).toBe('answer');
    expect(client.server.venue.openOrders().map(({ id }) => id)).toEqual([other.id]);
  });

  it('for an order is not met by orders of markets that nobody lists', async () => {
    const client = await openClient();
    const { id, body } = await client.sign({});
    client.server.faults.add(fault({ kind: 'drop', when: 'before' }, { order: id }));
    const unlisted = body.replace(/"tokenId":"\d+"/, '"tokenId":"1"');
    expect(client.reply({ method: 'POST', path: '/order', body: unlisted }).kind).toBe('answer');
    expect(client.server.faults.waiting()).toHaveLength(1);
  });

  it('for an order finds it in a batch', async () => {
    const client = await openClient();
    const [one, other] = [await client.sign({}), await client.sign({})];
    client.server.faults.add(fault({ kind: 'drop', when: 'before' }, { order: other.id }));
    const body = `[${one.body},${other.body}]`;
    expect(client.reply({ method: 'POST', path: '/orders', body }).kind).toBe('drop');
    expect(open(client)).toBe(0);
  });

  it('may be decided request by request, until all is cleared', async () => {
    const client = await openClient();
    const { faults } = client.server;
    faults.decideBy(({ endpoint }) =>
      endpoint === 'GET /time' ? { kind: 'drop', when: 'before' } : null,
    );
    expect(client.reply({ path: '/time' }).kind).toBe('drop');
    expect(client.reply({ path: '/ok' }).kind).toBe('answer');
    faults.add(fault({ kind: 'delayed' }));
    faults.clear();
    expect(client.reply({ path: '/time' }).kind).toBe('answer');
    expect(idIn(await client.post({}))).toMatch(/^0x/);
    expect(faults.waiting()).toEqual([]);
  });
});
