// Whatever the venue quotes back at us, and however a request fails, what is told of it holds
// nothing that authenticates us and no signature.

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hideSecrets } from '../../../../lib/adapters/polymarket/hide-secrets.ts';
import { err } from '../../../../lib/units/result.ts';
import { json, text } from '../../../loopback/server.ts';
import {
  API_KEY,
  API_SECRET,
  batch,
  idAt,
  ORDER,
  PASSPHRASE,
  scene,
  signatureAt,
  signed,
} from './scenes.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';

// Everything that came with a request, the way a careless gateway prints it.
const quoted = ({ headers, body }: Exchange): string =>
  `${Object.values(headers).join(' ')} ${body}`;

const QUOTING: readonly [string, (exchange: Exchange) => Reply][] = [
  ...[400, 401, 403, 404, 425, 429, 500, 502, 503].flatMap(
    (status): [string, (exchange: Exchange) => Reply][] => [
      [`in a plain ${String(status)}`, (asked) => text(status, quoted(asked))],
      [
        `in a ${String(status)} of JSON`,
        (asked) => text(status, JSON.stringify({ error: `invalid signature: ${quoted(asked)}` })),
      ],
    ],
  ),
  ['in a page', (asked) => text(403, `<title>${quoted(asked)}</title>`)],
  ['in a success that is no JSON', (asked) => text(200, quoted(asked))],
  ['in a cut success', (asked) => text(200, `{"error":"${quoted(asked)}`)],
  ['as an error', (asked) => json({ success: false, errorMsg: quoted(asked), orderID: '' })],
  [
    'as a refusal',
    (asked) => json({ success: false, errorMsg: `invalid nonce ${quoted(asked)}`, orderID: '' }),
  ],
  ['as another id', (asked) => json({ success: true, errorMsg: '', orderID: quoted(asked) })],
  ['as a status', (asked) => json({ orderID: idAt(0), status: quoted(asked) })],
  [
    'in the errors of a batch',
    (asked) => json(batch(2).map(() => ({ success: false, errorMsg: quoted(asked) }))),
  ],
  ['as a reason', (asked) => json({ canceled: [], not_canceled: { [idAt(0)]: quoted(asked) } })],
  ['as an order', (asked) => json({ canceled: [quoted(asked)] })],
  ['as a key', (asked) => json({ canceled: [], not_canceled: { [quoted(asked)]: 'no' } })],
  ['nowhere, with a reset', () => ({ kind: 'reset' })],
];

const shown = (value: unknown): string =>
  inspect(value, { depth: null, showHidden: true, maxStringLength: null }).toLowerCase();

// A part would be found in a log just as well.
const parts = (secret: string): readonly string[] =>
  Array.from({ length: Math.max(1, secret.length - 12) }, (_, start) =>
    secret.toLowerCase().slice(start, start + 12),
  );

const secretsIn = (value: unknown, requests: readonly Exchange[]): readonly string[] => {
  const codes = requests.map(({ headers }) => String(headers['poly_signature']));
  const secrets = [API_SECRET, PASSPHRASE, API_KEY, ...codes];
  const signatures = [0, 1].map((index) => signatureAt(index).slice(2));
  const found = shown(value);
  return [...secrets, ...signatures].filter((one) =>
    parts(one).some((part) => found.includes(part)),
  );
};

describe('a request that is quoted', () => {
  it.each(QUOTING)('%s is told without what proves who sent it', async (_where, reply) => {
    const { writes, server } = await scene(reply);
    const told = [
      await writes.postOrder([signed()]),
      await writes.postOrder(batch(2)),
      await writes.cancelOrders([signed().id]),
      await writes.cancelAll(),
    ];
    expect(server.requests.length).toBeGreaterThan(1);
    expect(secretsIn(told, server.requests)).toEqual([]);
  });

  it('would be found if it were told', async () => {
    const { writes, server } = await scene(() => json(null));
    await writes.postOrder([signed()]);
    const [asked] = server.requests;
    expect(asked && secretsIn(quoted(asked), server.requests)).toHaveLength(4);
  });

  it('by our own client, since a header cannot be sent, is not told', async () => {
    const { writes } = await scene(() => json(null), {
      signedHeaders: () =>
        Promise.resolve({ ok: true, value: { POLY_PASSPHRASE: `${PASSPHRASE}\n${API_SECRET}` } }),
    });
    const told = [await writes.postOrder([signed()]), await writes.cancelAll()];
    expect(told).toMatchObject([[{ kind: 'unknown' }], { kind: 'unknown' }]);
    expect(secretsIn(told, [])).toEqual([]);
  });

  it('by nobody, since its headers failed, is not told', async () => {
    const error = {
      kind: 'SERVER',
      endpoint: 'GET /auth/derive-api-key',
      detail: 'HTTP 500: ',
      retryAfter: { kind: 'unspecified' },
    } as const;
    const { writes } = await scene(() => json(null), {
      signedHeaders: () => Promise.resolve(err(error)),
    });
    expect(secretsIn([await writes.postOrder(batch(2)), await writes.cancelAll()], [])).toEqual([]);
  });
});

describe('what the calls are made of', () => {
  it('does not show in them', async () => {
    const { writes } = await scene(() => json(null));
    expect(secretsIn(writes, [])).toEqual([]);
  });
});

describe('a text of the venue', () => {
  it.each([
    ['an order id', `order ${idAt(0)} is invalid`],
    ['a token', `Rate limit exceeded for tokenId ${ORDER.token}`],
    ['an address', "'0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266' address banned"],
    ['numbers', 'the balance is not enough -> balance: 1, order amount: 2'],
  ])('keeps %s', (_what, words) => {
    expect(hideSecrets(words, { POLY_API_KEY: API_KEY, EMPTY: '' })).toBe(words);
  });

  it.each([
    ['one digit below', 64, true],
    ['one digit above', 65, false],
  ])('keeps hex that is %s the length of an id: %i', (_where, digits, keeps) => {
    const words = `0x${'a'.repeat(digits)}`;
    expect(hideSecrets(words, {}) === words).toBe(keeps);
  });
});
