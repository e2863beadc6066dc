// The answers that the venue gives to a placing request, in every shape that was seen of them, and
// some that were not.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomesOf } from '../../../../lib/adapters/polymarket/orders/place-answer.ts';
import { seconds } from '../../../../lib/units/time.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json } from '../../../loopback/server.ts';
import { example } from '../examples.ts';
import { batch, brief, idAt, outcomesUnder, scene, signed } from './scenes.ts';

const LIVE = example('order-live');
const MATCHED = example('order-matched');
const DELAYED = example('order-delayed');
const REFUSED = example('order-refused');
const at = (index: number, row: object = LIVE): object => ({ ...row, orderID: idAt(index) });
const OTHER = `0x${'ee'.repeat(32)}`;
const LIMITED = 'Rate limit exceeded for tokenId 71321045679252212594626385532706912750332728571';

describe('a request', () => {
  it('with one order has exactly its bytes', async () => {
    const { writes, server } = await scene(() => json(LIVE));
    await writes.postOrder([signed()]);
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/order', body: signed().body },
    ]);
  });

  it('with no order is none', async () => {
    const { writes, server } = await scene(() => json(LIVE));
    expect(await writes.postOrder([])).toEqual([]);
    expect(server.requests).toHaveLength(0);
  });

  it.each([2, 14, 15])('with %i orders is one, with the bytes of each', async (count) => {
    const { writes, server } = await scene(() => json([]));
    const orders = batch(count);
    await writes.postOrder(orders);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/orders' });
    expect(server.requests[0]?.body).toBe(`[${orders.map(({ body }) => body).join(',')}]`);
  });

  it('with one order more than it may carry is a bug of ours', async () => {
    const { writes } = await scene(() => json([]));
    await expect(writes.postOrder(batch(16))).rejects.toThrow('a batch is what one request');
  });

  it('carries any bytes as they are, and is signed over them', async () => {
    const { writes, server, clock } = await scene(() => json([]), {
      signedHeaders: ({ method, path, body }) =>
        Promise.resolve({
          ok: true,
          value: { signed: Buffer.from(`${method}${path}${body}`).toString('base64') },
        }),
    });
    const bodies = fc.array(fc.json(), { minLength: 1, maxLength: 15 });
    const sent = async (texts: readonly string[]): Promise<void> => {
      clock.advance(seconds(1));
      await writes.postOrder(texts.map((body, index) => ({ ...signed(index), body })));
      const { method, path, body, headers } = server.requests.at(-1) ?? {};
      expect(body).toBe(texts.length === 1 ? texts[0] : `[${texts.join(',')}]`);
      const over = Buffer.from(String(headers?.['signed']), 'base64').toString();
      expect(over).toBe(`${String(method)}${String(path)}${String(body)}`);
    };
    await fc.assert(fc.asyncProperty(bodies, sent), { numRuns: 500 });
  });
});

describe('the answer to one order', () => {
  it.each<[string, unknown, string]>([
    ['rests', LIVE, 'placed'],
    ['matched', MATCHED, 'matched'],
    ['is delayed', DELAYED, 'delayed'],
    ['was marketable and rests', { ...LIVE, status: 'unmatched' }, 'placed'],
    ['was refused inside a success', REFUSED, 'rejected funds'],
    ['rests, in capitals', { ...LIVE, status: 'LIVE', orderID: idAt(0).toUpperCase() }, 'placed'],
    ['was taken, without a status', { ...LIVE, status: '' }, 'placed'],
    ['was taken, and no more is said', { orderID: idAt(0) }, 'placed'],
    ['was taken, with nulls', { success: true, orderID: idAt(0), errorMsg: null }, 'placed'],
    ['was taken, in snake case', { success: true, error_msg: '', orderID: idAt(0) }, 'placed'],
    ['has a status that nobody knows', { ...LIVE, status: 'parked' }, 'unknown'],
    ['is another one', { ...LIVE, orderID: OTHER }, 'unknown'],
    ['is another one, refused', { ...REFUSED, orderID: OTHER }, 'unknown'],
    ['has no id', { ...LIVE, orderID: '' }, 'unknown'],
    ['has a null id', { ...LIVE, orderID: null }, 'unknown'],
    ['has failed and says nothing', { ...REFUSED, errorMsg: '' }, 'unknown'],
    ['has failed with its id and says nothing', { ...LIVE, success: false }, 'unknown'],
    ['is live and has an error', { ...LIVE, errorMsg: 'invalid signature' }, 'unknown'],
    [
      'is no failure, has its id and an error',
      { ...LIVE, status: '', errorMsg: 'invalid signature' },
      'unknown',
    ],
    [
      'has failed, has its id and an error',
      { ...REFUSED, orderID: idAt(0), errorMsg: 'invalid signature' },
      'rejected invalid',
    ],
    ['is a success with an error and no id', { ...REFUSED, success: true }, 'rejected funds'],
    [
      'has an error in snake case',
      { success: false, error_msg: 'invalid nonce' },
      'rejected invalid',
    ],
    ['has an error in one word', { error: 'invalid nonce' }, 'rejected invalid'],
    ['has an error that nobody knows', { ...REFUSED, errorMsg: 'ouch' }, 'refused'],
    ['has such an error and an id', { ...REFUSED, orderID: idAt(0), errorMsg: 'ouch' }, 'unknown'],
    ['has such an error and a status', { ...REFUSED, status: 'live', errorMsg: 'ouch' }, 'unknown'],
    ['has such an error and claims success', { success: true, errorMsg: 'ouch' }, 'unknown'],
    ['was limited while delayed', { ...REFUSED, status: 'delayed', errorMsg: LIMITED }, 'unknown'],
    [
      'is delayed with a reason',
      { ...DELAYED, errorMsg: 'order match delayed due to market conditions' },
      'delayed',
    ],
    [
      'had landed before',
      { ...REFUSED, errorMsg: `order ${OTHER} is invalid. Duplicated.` },
      'placed',
    ],
    ['had landed before and rests', { ...LIVE, errorMsg: 'Duplicated.' }, 'placed'],
    [
      'found the venue closed',
      { ...REFUSED, errorMsg: 'trading is disabled' },
      'not-sent unavailable',
    ],
    ['has an id that is a number', { ...LIVE, orderID: 1 }, 'unknown'],
    ['is a list', [LIVE], 'unknown'],
    ['is null', null, 'unknown'],
    ['is a text', 'OK', 'unknown'],
  ])('that %s means %s', async (_what, answer, means) => {
    const [outcome] = await outcomesUnder(json(answer));
    expect(brief(outcome)).toBe(means);
  });
});

describe('the answer to a batch', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['is in order', [at(0), at(1, MATCHED), REFUSED], ['placed', 'matched', 'rejected funds']],
    ['is out of order', [at(2), at(0, MATCHED), at(1, DELAYED)], ['matched', 'delayed', 'placed']],
    [
      'is out of order, which leaves nobody to refuse',
      [at(1), at(0), REFUSED],
      ['placed', 'placed', 'unknown'],
    ],
    [
      'is out of order, but names whom it refuses',
      [{ ...REFUSED, errorMsg: `order ${idAt(2)} is invalid` }, at(0), at(1)],
      ['placed', 'placed', 'rejected invalid'],
    ],
    ['is one short', [at(0), at(2)], ['placed', 'unknown', 'placed']],
    ['is one short with a refusal', [at(0), REFUSED], ['placed', 'unknown', 'unknown']],
    ['is one long', [at(0), at(1), at(2), REFUSED], ['placed', 'placed', 'placed']],
    ['names one twice', [at(0), at(0, MATCHED), at(2)], ['unknown', 'unknown', 'placed']],
    [
      'names a stranger',
      [at(0), { ...LIVE, orderID: OTHER }, at(2)],
      ['placed', 'unknown', 'placed'],
    ],
    ['has a gap', [at(0), null, at(2)], ['placed', 'unknown', 'placed']],
    ['is empty', [], ['unknown', 'unknown', 'unknown']],
    ['is one for all', REFUSED, ['unknown', 'unknown', 'unknown']],
  ])('that %s settles what it names', async (_what, answer, means) => {
    expect((await outcomesUnder(json(answer), batch(3))).map(brief)).toEqual(means);
  });

  const rows = fc.oneof(
    fc.nat(4).map((index) => at(index)),
    fc.nat(4).map((index) => at(index, MATCHED)),
    fc.constantFrom<unknown>(REFUSED, DELAYED, null, 7, { ...LIVE, orderID: OTHER }),
    fc.jsonValue(),
  );

  it('gives one outcome to each order, and takes none as placed that it does not name', () => {
    const answers = fc.oneof(fc.array(rows, { maxLength: 7 }), fc.jsonValue());
    const property = (answer: unknown): void => {
      const body = JSON.stringify(answer);
      const outcomes = outcomesOf({
        answer: { status: 200, headers: {}, body, isCut: false },
        hide: (text) => text,
        endpoint: 'POST /orders',
        orders: batch(5),
        clock: manualClock(),
      });
      expect(outcomes.map(({ id }) => id)).toEqual(batch(5).map(({ id }) => id));
      const placed = outcomes.filter(({ kind }) => kind === 'placed' || kind === 'matched');
      expect(placed.filter(({ id }) => !body.includes(id))).toEqual([]);
    };
    fc.assert(fc.property(answers, property), { numRuns: 10_000 });
  });
});
