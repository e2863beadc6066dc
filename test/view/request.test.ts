import { describe, expect, it } from 'vitest';
import { parseKillOrder, WHY_MAX } from '../../lib/view/kill-request.ts';
import { readRequest } from '../../lib/view/request.ts';
import type { RequestHead } from '../../lib/view/request.ts';

const TOKEN = 'abc';
const KILL = { kind: 'kill', token: TOKEN } as const;
const NONE = { kind: 'none' } as const;
const HOST = '127.0.0.1:8080';

type Headers = Readonly<Record<string, string | undefined>>;

const head = (method: string, target: string, headers: Headers = {}): RequestHead => ({
  method,
  target,
  headers: Object.entries<string | undefined>({ host: HOST, ...headers }).flatMap(
    ([name, value]) => (value === undefined ? [] : [[name, value] as const]),
  ),
});

const OURS = {
  origin: `http://${HOST}`,
  'x-keel-token': TOKEN,
  'content-type': 'application/json',
  'sec-fetch-site': 'same-origin',
};

const statusOf = (request: RequestHead, controls: typeof KILL | typeof NONE = KILL): number => {
  const read = readRequest(request, controls);
  return read.ok ? 200 : read.error.status;
};

describe('a request of the view', () => {
  it.each([
    ['127.0.0.1:8080', 200],
    ['localhost:8080', 200],
    ['LOCALHOST', 200],
    ['evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['127.0.0.1:8080@evil.example', 403],
    ['[::1]:8080', 403],
    ['0.0.0.0:8080', 403],
    ['127.0.0.1:123456', 403],
    ['', 403],
  ])('for the host %j is answered with %i', (host, status) => {
    expect(statusOf(head('GET', '/', { host }))).toBe(status);
  });

  it('is refused without a host, and with two', () => {
    expect(statusOf(head('GET', '/', { host: undefined }))).toBe(403);
    const { headers, ...rest } = head('GET', '/');
    expect(statusOf({ ...rest, headers: [...headers, ['Host', HOST]] })).toBe(403);
  });

  it.each(['/', '/live.json', '/report.json'])('reads %s', (target) => {
    expect(statusOf(head('GET', target), NONE)).toBe(200);
    expect(statusOf(head('HEAD', target), NONE)).toBe(200);
  });

  it.each(['/kill', '/x', '//', '/../', '/live.json?x', 'http://127.0.0.1/', '*', ''])(
    'finds nothing at %j',
    (target) => {
      expect(statusOf(head('GET', target))).toBe(404);
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'get', ''])(
    'that is %j is refused where the view is read-only',
    (method) => {
      expect(statusOf(head(method, '/kill', OURS), NONE)).toBe(403);
      expect(statusOf(head(method, '/', OURS), NONE)).toBe(403);
    },
  );

  it('stops trading when it comes from the page of the view', () => {
    expect(readRequest(head('POST', '/kill', OURS), KILL)).toEqual({
      ok: true,
      value: { kind: 'kill' },
    });
    const older = { ...OURS, 'sec-fetch-site': undefined };
    expect(statusOf(head('POST', '/kill', older))).toBe(200);
  });

  it.each([
    ['no origin', { origin: undefined }, 403],
    ['another origin', { origin: 'http://evil.example' }, 403],
    ['another port', { origin: 'http://127.0.0.1:8081' }, 403],
    ['another scheme', { origin: `https://${HOST}` }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['no token', { 'x-keel-token': undefined }, 403],
    ['another token', { 'x-keel-token': 'abd' }, 403],
    ['a longer token', { 'x-keel-token': 'abcd' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'content-type': 'text/plain' }, 415],
  ])('to stop is refused with %s', (_what, change, status) => {
    expect(statusOf(head('POST', '/kill', { ...OURS, ...change }))).toBe(status);
  });

  it('to stop is refused when a header stands there twice', () => {
    const request = head('POST', '/kill', OURS);
    for (const name of ['origin', 'x-keel-token', 'content-type'] as const)
      expect(statusOf({ ...request, headers: [...request.headers, [name, OURS[name]]] })).not.toBe(
        200,
      );
  });
});

describe('a command to stop', () => {
  const body = (changes: object): string =>
    JSON.stringify({ to: 'halt', word: 'halt', why: '', ...changes });

  it('is confirmed by the word for what it does', () => {
    expect(parseKillOrder(body({ why: ' a\nb\u001b[2J ' }))).toEqual({
      ok: true,
      value: { to: 'halt', why: 'a b [2J' },
    });
    expect(parseKillOrder(body({ to: 'reduce-only', word: ' REDUCE ' })).ok).toBe(true);
  });

  it.each([
    ['no word', { word: '' }],
    ['another word', { word: 'yes' }],
    ['the word for the other', { to: 'reduce-only' }],
    ['a position that lets go', { to: 'off', word: 'off' }],
    ['one field more', { more: 1 }],
    ['one character too many', { why: 'x'.repeat(WHY_MAX + 1) }],
  ])('is refused with %s', (_what, changes) => {
    expect(parseKillOrder(body(changes)).ok).toBe(false);
  });

  it.each(['', 'null', '[]', '{', '"halt"'])('is refused when it is %j', (text) => {
    expect(parseKillOrder(text).ok).toBe(false);
  });

  it('takes a reason of the greatest length', () => {
    expect(parseKillOrder(body({ why: 'x'.repeat(WHY_MAX) })).ok).toBe(true);
  });
});
