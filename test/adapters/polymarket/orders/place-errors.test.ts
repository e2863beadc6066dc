// Every row of the venue's error catalogue, as it comes over the wire: to one order, to a batch,
// and inside the answer to a batch.

import { describe, expect, it } from 'vitest';
import { json, text } from '../../../loopback/server.ts';
import { seconds } from '../../../../lib/units/time.ts';
import { BARE, REFUSALS } from './catalogue.ts';
import { batch, brief, idAt, outcomesUnder, scene, signed } from './scenes.ts';
import type { Reply } from '../../../loopback/server.ts';

const saying = (status: number, error: string): Reply => text(status, JSON.stringify({ error }));
const element = (errorMsg: string, more: object = {}): object => ({
  success: false,
  errorMsg,
  orderID: '',
  status: '',
  makingAmount: '',
  takingAmount: '',
  ...more,
});

describe('one order', () => {
  it.each(REFUSALS)('that is answered %i %s is %s', async (status, error, means) => {
    const [outcome] = await outcomesUnder(saying(status, error));
    expect(brief(outcome)).toBe(means);
  });

  it.each(BARE)('that is answered %i and %j is %s', async (status, body, means) => {
    const [outcome] = await outcomesUnder(text(status, body));
    expect(brief(outcome)).toBe(means);
  });

  it('to sell that lacks balance may be the lag of a purchase', async () => {
    const reply = saying(400, 'not enough balance / allowance');
    const [outcome] = await outcomesUnder(reply, [signed(0, 'SELL')]);
    expect(outcome).toEqual({
      id: idAt(0),
      kind: 'rejected',
      class: 'balance-lag',
      message: 'not enough balance / allowance',
      retryAfter: { kind: 'unspecified' },
    });
  });

  it('to sell that lacks an approval lags behind nothing', async () => {
    const reply = saying(400, 'not enough balance / allowance: the allowance is not enough');
    const [outcome] = await outcomesUnder(reply, [signed(0, 'SELL')]);
    expect(brief(outcome)).toBe('rejected approval');
  });

  it.each([
    [403, '<title>Attention Required! | Cloudflare</title>', 'Cloudflare: Attention Required!'],
    [401, '{"error":"Unauthorized/Invalid api key"}', 'Unauthorized/Invalid api key'],
    [500, '{"error":"could not insert order"}', 'could not insert order'],
  ])('that is answered %i tells status and text', async (status, body, words) => {
    const [outcome] = await outcomesUnder(text(status, body));
    const shown = JSON.stringify(outcome);
    expect(shown).toContain(words);
    expect(shown).toContain(`HTTP ${String(status)}`);
  });
});

describe('a batch', () => {
  // Only one order can have landed before, and here nothing says which.
  const forAll = (means: string): string => (means === 'placed' ? 'unknown' : means);

  it.each(REFUSALS)('that is answered %i %s as a whole', async (status, error, means) => {
    const outcomes = await outcomesUnder(saying(status, error), batch(3));
    expect(outcomes.map(brief)).toEqual([forAll(means), forAll(means), forAll(means)]);
  });

  it.each(BARE)('that is answered %i and %j is %s', async (status, body, means) => {
    const outcomes = await outcomesUnder(text(status, body), batch(2));
    expect(outcomes.map(brief)).toEqual([means, means]);
  });

  it('of a purchase and a sale that lacks balance has a class for each', async () => {
    const reply = saying(400, 'not enough balance / allowance');
    const outcomes = await outcomesUnder(reply, [signed(0, 'BUY'), signed(1, 'SELL')]);
    expect(outcomes.map(brief)).toEqual(['rejected funds', 'rejected balance-lag']);
  });

  it.each([
    ['is invalid. Duplicated.', ['unknown', 'placed', 'unknown']],
    ['is invalid. Size (4) lower than the minimum: 5', ['unknown', 'rejected size', 'unknown']],
  ])('of which one order %s leaves the others open', async (words, expected) => {
    const reply = saying(400, `order ${idAt(1).toUpperCase().replace('X', 'x')} ${words}`);
    expect((await outcomesUnder(reply, batch(3))).map(brief)).toEqual(expected);
  });

  it('that was not let in is not sent, whichever order the answer names', async () => {
    const reply = saying(503, `trading is disabled for ${idAt(1)}`);
    const outcomes = await outcomesUnder(reply, batch(2));
    expect(outcomes.map(brief)).toEqual(['not-sent unavailable', 'not-sent unavailable']);
  });

  it('that may match is not sent in post-only mode, nor what was sent beside it', async () => {
    const body = {
      error: 'post-only mode: only post-only orders and cancels are allowed',
      code: 'post_only_mode',
      retry_after_seconds: 79,
    };
    const outcomes = await outcomesUnder(text(503, JSON.stringify(body)), batch(2));
    const retryAfter = { kind: 'after', wait: seconds(79) };
    expect(outcomes).toMatchObject([
      { kind: 'not-sent', cause: 'post-only', retryAfter },
      { kind: 'not-sent', cause: 'post-only', retryAfter },
    ]);
  });

  it.each(REFUSALS.filter(([status]) => status === 400))(
    'with an element of %i %s is %s for that order',
    async (_status, error, means) => {
      const live = { success: true, errorMsg: '', orderID: idAt(0), status: 'live' };
      const outcomes = await outcomesUnder(json([live, element(error)]), batch(2));
      expect(outcomes.map(brief)).toEqual(['placed', means]);
    },
  );
});

describe('a wait', () => {
  const wait = (count: number) => ({ kind: 'after', wait: seconds(count) });

  it.each([
    ['in a header', text(429, 'slow down', { 'retry-after': '7' }), 7],
    ['of a restart', text(425, 'service not ready', { 'retry-after': '30' }), 30],
    [
      'in a body',
      text(503, '{"error":"post-only mode","code":"post_only_mode","retry_after_seconds":79}'),
      79,
    ],
  ])('that is told %s is passed on', async (_where, reply, count) => {
    const outcomes = await outcomesUnder(reply, batch(2));
    expect(outcomes).toMatchObject([{ retryAfter: wait(count) }, { retryAfter: wait(count) }]);
  });

  it('that is not over sends nothing', async () => {
    const { writes, server } = await scene(() => text(429, '', { 'retry-after': '7' }));
    await writes.postOrder([signed()]);
    expect(await writes.postOrder([signed(1)])).toEqual([
      { id: idAt(1), kind: 'not-sent', cause: 'rate-limited', retryAfter: wait(7) },
    ]);
    expect(server.requests).toHaveLength(1);
  });
});
