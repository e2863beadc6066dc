// What may be asked of the live view, and by whom. A page of somebody else in the same browser can
// send requests to this machine too, so that each of them has to show where it comes from.

import { timingSafeEqual } from 'node:crypto';
import { err, ok } from '../units/result.ts';
import type { Result } from '../units/result.ts';

/** A request before its body, headers as they came: a name may stand there twice. */
export type RequestHead = {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
};

/** Whether the view may stop trading, and by which word its own page is known. */
export type Controls =
  | { readonly kind: 'none' }
  | { readonly kind: 'kill'; readonly token: string };

/** What is asked. */
export type Wish =
  | { readonly kind: 'page' | 'live' | 'report'; readonly seen: string; readonly bodyless: boolean }
  | { readonly kind: 'kill' };

/** Why it is not answered. */
export type Refused = { readonly status: 400 | 403 | 404 | 413 | 415; readonly words: string };

/** The header that carries the word of the page. */
export const TOKEN_HEADER = 'x-keel-token';

/** Where the page finds what it asks for. */
export const PATHS = {
  page: '/',
  live: '/live.json',
  report: '/report.json',
  kill: '/kill',
} as const;

const refuse = (status: Refused['status'], words: string): Result<never, Refused> =>
  err({ status, words });

const allOf = ({ headers }: RequestHead, name: string): readonly string[] =>
  headers.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);

// None where it is missing, and none where it stands twice: then nobody knows which one counts.
const oneOf = (head: RequestHead, name: string): string | undefined => {
  const [value, ...more] = allOf(head, name);
  return more.length === 0 ? value : undefined;
};

// A name of this machine that needs no name server, which somebody else might answer. The port may
// be another one than ours, at the near end of a tunnel.
const OUR_HOST = /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/;

const isSame = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};

const isJson = (type: string | undefined): boolean =>
  /^application\/json *(?:; *charset=utf-8)?$/i.test(type ?? '');

const readKill = (head: RequestHead, host: string, token: string): Result<Wish, Refused> => {
  if (oneOf(head, 'origin') !== `http://${host}`)
    return refuse(403, 'This was not sent by the page of this view.');
  const site = allOf(head, 'sec-fetch-site');
  if (site.length > 1 || (site[0] ?? 'same-origin') !== 'same-origin')
    return refuse(403, 'This was sent by another site.');
  if (!isSame(oneOf(head, TOKEN_HEADER) ?? '', token))
    return refuse(403, 'This page is of another session: load it again.');
  if (!isJson(oneOf(head, 'content-type'))) return refuse(415, 'Only JSON is read.');
  return ok({ kind: 'kill' });
};

const READ_ONLY = 'This view is read-only.';

/**
 * Reads the head of a request.
 * Refuses: another host than this machine, anything but reading where the view has no controls, and
 * a command that its own page has not sent.
 */
export const readRequest = (head: RequestHead, controls: Controls): Result<Wish, Refused> => {
  const host = oneOf(head, 'host')?.toLowerCase();
  if (host === undefined || !OUR_HOST.test(host))
    return refuse(403, 'This view answers to 127.0.0.1 and localhost only.');
  const { method, target } = head;
  if (method === 'GET' || method === 'HEAD') {
    const reading = { seen: oneOf(head, 'if-none-match') ?? '', bodyless: method === 'HEAD' };
    for (const kind of ['page', 'live', 'report'] as const)
      if (target === PATHS[kind]) return ok({ kind, ...reading });
    return refuse(404, 'There is nothing here.');
  }
  if (controls.kind === 'none' || method !== 'POST') return refuse(403, READ_ONLY);
  return target === PATHS.kill
    ? readKill(head, host, controls.token)
    : refuse(404, 'There is nothing here.');
};
