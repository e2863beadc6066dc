// What the venue answers to orders and cancels, and what any answer of HTTP may be: statuses,
// headers, bodies that are none.

import { outcomeFor, cancelWire } from '../../../lib/adapters/polymarket/orders/cancel-answer.ts';
import { outcomesOf } from '../../../lib/adapters/polymarket/orders/place-answer.ts';
import { askJson } from '../../../lib/adapters/polymarket/json-answer.ts';
import { createTransport } from '../../../lib/adapters/polymarket/transport.ts';
import { createRelayerApi } from '../../../lib/adapters/polymarket/relayer/relayer-api.ts';
import { readWire } from '../../../lib/adapters/polymarket/wire.ts';
import { orderId, walletAddress } from '../../../lib/units/ids.ts';
import { ok } from '../../../lib/units/result.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { seconds } from '../../../lib/units/time.ts';
import { example } from '../../adapters/polymarket/examples.ts';
import { batch, brief, idAt, signed } from '../../adapters/polymarket/orders/scenes.ts';
import { manualClock } from '../../loopback/clocks.ts';
import { claim, jsonTarget, verdictOf } from '../target.ts';
import { memberOf, membersOf } from './answers.ts';
import type { WireAnswer } from '../../../lib/adapters/polymarket/http.ts';
import type { SignedOrder } from '../../../lib/domain/order.ts';
import type { Target, Verdict } from '../target.ts';

const headersOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(Object(value) as Record<string, unknown>).flatMap(([name, one]) =>
      typeof one === 'string' ? [[name, one]] : [],
    ),
  );

// A tree that is too deep to be written comes from no server either.
const bodyOf = (body: unknown): string => {
  if (typeof body === 'string') return body;
  try {
    return JSON.stringify(body ?? '');
  } catch {
    return `${'['.repeat(9_000)}${']'.repeat(9_000)}`;
  }
};

// An answer as a socket could bring it: its status is a number, its body is text.
const answerOf = (value: unknown): WireAnswer => {
  const said = memberOf(value, 'status');
  const status = typeof said === 'number' && Number.isInteger(said) ? said : 500;
  return {
    status: status >= 100 && status <= 999 ? status : 500,
    headers: headersOf(memberOf(value, 'headers')),
    body: bodyOf(memberOf(value, 'body')),
    isCut: memberOf(value, 'isCut') === true,
  };
};

const answered = (body: unknown, status = 200, headers = {}): string =>
  JSON.stringify({ status, headers, body, isCut: false });

const placed = (orders: readonly SignedOrder[], value: unknown): Verdict => {
  const answer = answerOf(value);
  const outcomes = outcomesOf({
    answer,
    orders,
    endpoint: 'POST /order',
    hide: (text) => text,
    clock: manualClock(),
  });
  claim(
    outcomes.length === orders.length && outcomes.every(({ id }, i) => id === orders[i]?.id),
    'each order has its outcome, in its place',
  );
  const settled = outcomes.filter(({ kind }) => kind !== 'unknown');
  for (const { id, kind } of outcomes)
    if (kind === 'placed' || kind === 'matched')
      claim(
        answer.body.toLowerCase().includes(id.toLowerCase()) || /duplicat/i.test(answer.body),
        'an order is called placed where it is named, or known already',
      );
  return settled.length > 0
    ? { kind: 'accepted', value: outcomes.map((one) => ({ kind: brief(one) })) }
    : { kind: 'refused', reason: outcomes.map((one) => brief(one)).join() };
};

const named = (name: string, index = 0): Record<string, unknown> => ({
  ...example(name),
  orderID: idAt(index),
});

const order = jsonTarget({
  name: 'answer to an order',
  seeds: [
    answered(named('order-live')),
    answered(named('order-matched')),
    answered(named('order-delayed')),
    answered(example('order-refused'), 400),
    answered({ error: 'not enough balance / allowance' }, 400),
    answered({ error: 'order invalid. Duplicated.' }, 400),
    answered('<html><title>Attention Required! | Cloudflare</title>', 403),
    answered({ error: 'post-only mode', retry_after_seconds: 30 }, 503, { 'retry-after': '30' }),
  ],
  required: [],
  run: (value) => placed([signed()], value),
});

const orders = jsonTarget({
  name: 'answer to a batch',
  seeds: [
    answered([named('order-live', 0), named('order-matched', 1), example('order-refused')]),
    answered([example('order-refused'), named('order-live', 1), named('order-live', 2)]),
    answered({ error: `order ${idAt(1)} is invalid` }, 400),
  ],
  required: [],
  run: (value) => placed(batch(3), value),
});

const IDS = [...(example('cancel')['canceled'] as string[]), idAt(5)].map(orderId);

const cancel = jsonTarget({
  name: 'answer to a cancel',
  seeds: [JSON.stringify(example('cancel'))],
  required: ['canceled'],
  run: (value) => {
    const read = readWire(cancelWire, value);
    if (!read.ok) return verdictOf(read);
    const { canceled, notCanceled } = outcomeFor(IDS, read.value);
    claim(canceled.length + notCanceled.length === IDS.length, 'each order has its outcome');
    const listed = membersOf(value, 'canceled').map((id) => String(id).toLowerCase());
    for (const id of canceled) claim(listed.includes(id.toLowerCase()), 'what is not named is not');
    return { kind: 'accepted', value: { canceled, notCanceled } };
  },
});

const http = jsonTarget({
  name: 'answer of http',
  seeds: [
    answered({ a: 1 }),
    answered({ error: 'slow down' }, 429, { 'retry-after': '5' }),
    answered('', 429, { 'retry-after': 'Sun, 22 Nov 2026 12:00:05 GMT' }),
    answered('{"error":"region","detail":"Trading restricted in your region"}', 403),
  ],
  required: [],
  run: async (value) => {
    const clock = manualClock();
    const send = () => Promise.resolve(ok(answerOf(value)));
    const transport = createTransport({ send, clock, deadline: seconds(5) });
    const request = {
      endpoint: 'GET /x',
      method: 'GET',
      url: 'http://venue.example/x',
      headers: {},
      body: null,
      effect: 'read',
    } as const;
    const first = await askJson(transport, clock, request);
    // What the first answer asked us to wait for is on now.
    await askJson(transport, clock, request);
    if (first.ok) return { kind: 'accepted', value: null };
    claim(first.error.detail.length <= 260, 'an error is one line of some length');
    return { kind: 'refused', reason: `${first.error.kind} ${first.error.retryAfter.kind}` };
  },
});

const RELAYER_SEEDS = [
  answered({ transactionID: 'abc', state: 'STATE_CONFIRMED', signature: '0x1b' }),
  answered([{ transactionID: 'abc', state: 'STATE_NEW', proxyAddress: '0x11' }]),
  answered({ nonce: '12', address: '0x1111111111111111111111111111111111111111' }),
  answered({ deployed: true }),
  answered({ error: 'quota exceeded' }, 429),
] as const;

const relayer = jsonTarget({
  name: 'answer of the relayer',
  seeds: [...RELAYER_SEEDS],
  required: [],
  run: async (value) => {
    const api = createRelayerApi({
      transport: () => Promise.resolve(ok(answerOf(value))),
      clock: manualClock(),
      base: 'http://relayer.example',
      credentials: {
        kind: 'relayer-key',
        key: secretOf('key'),
        address: walletAddress('0x1111111111111111111111111111111111111111'),
      },
    });
    const wallet = walletAddress('0x1111111111111111111111111111111111111111');
    const reads = [
      await api.fetchBatch('abc'),
      await api.fetchRecent(),
      await api.fetchTurn(wallet, 'SAFE'),
      await api.fetchDeployed(wallet, 'SAFE'),
    ];
    const handed = await api.submit('{}');
    const values = reads.flatMap((read): unknown[] => (read.ok ? [read.value] : []));
    if (values.length > 0) return { kind: 'accepted', value: values };
    return { kind: 'refused', reason: handed.kind };
  },
});

/** Answers to what we send. */
export const ORDER_WIRE: readonly Target[] = [order, orders, cancel, http, relayer];
