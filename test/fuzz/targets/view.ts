// What may be asked of the live view: the head of a request and the body of its one command.

import { parseKillOrder, WHY_MAX } from '../../../lib/view/kill-request.ts';
import { readRequest } from '../../../lib/view/request.ts';
import { claim, jsonIn, verdictOf } from '../target.ts';
import type { Target } from '../target.ts';

const TOKEN = 'a-token';

const head = (method: string, target: string, headers: readonly (readonly string[])[]): string =>
  JSON.stringify({ method, target, headers });

type Loose = { method?: unknown; target?: unknown; headers?: unknown };

// Node gives texts, whatever a client sends.
const headOf = (input: string) => {
  const { method, target, headers } = Object(jsonIn(input)?.value) as Loose;
  const pairs = Array.isArray(headers) ? (headers as unknown[]) : [];
  const word = (value: unknown): string => (typeof value === 'string' ? value : 'no text');
  return {
    method: word(method),
    target: word(target),
    headers: pairs.map((pair): [string, string] => {
      const [name, value] = Array.isArray(pair) ? (pair as unknown[]) : [];
      return [word(name), word(value)];
    }),
  };
};

const OURS = [
  ['host', '127.0.0.1:8080'],
  ['origin', 'http://127.0.0.1:8080'],
  ['x-keel-token', TOKEN],
  ['content-type', 'application/json'],
] as const;

const requests: Target = {
  name: 'requests of the view',
  form: 'json',
  seeds: [
    head('POST', '/kill', OURS),
    head('GET', '/', [['host', 'localhost:1']]),
    head('HEAD', '/live.json', [
      ['Host', '127.0.0.1'],
      ['if-none-match', '"a-1-1"'],
    ]),
  ],
  required: [],
  run: (input) => {
    const request = headOf(input);
    const read = readRequest(request, { kind: 'kill', token: TOKEN });
    const readOnly = readRequest(request, { kind: 'none' });
    claim(!readOnly.ok || readOnly.value.kind !== 'kill', 'what is read-only turns nothing');
    const isKill = read.ok && read.value.kind === 'kill';
    const words = request.headers.map(([, value]) => value);
    claim(!isKill || (request.method === 'POST' && words.includes(TOKEN)), 'a kill has its token');
    return verdictOf(read);
  },
};

const orders: Target = {
  name: 'commands of the view',
  form: 'json',
  seeds: [
    JSON.stringify({ to: 'halt', word: 'halt', why: 'a reason' }),
    JSON.stringify({ to: 'reduce-only', word: 'reduce', why: '' }),
  ],
  required: ['to', 'word', 'why'],
  run: (input) => {
    const read = parseKillOrder(input);
    claim(!read.ok || !/[\p{Cc}\u2028]/u.test(read.value.why), 'a reason is one line');
    claim(!read.ok || read.value.why.length <= WHY_MAX, 'a reason is short');
    return verdictOf(read);
  },
};

/** What may be asked of the live view. */
export const VIEW: readonly Target[] = [requests, orders];
