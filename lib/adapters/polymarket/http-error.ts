// What an answer that is no success means to us. Every status has exactly one class, so that
// nothing the venue says ends as an exception or as an empty value.
//
// Source: the venue's error catalogue and Data API v2 conventions, read 2026-11-22.

import { larger, smaller } from '../../units/quantity.ts';
import { elapsed, epochMs, seconds } from '../../units/time.ts';
import type { RetryAfter, VenueError } from '../../domain/venue-outcome.ts';
import type { EpochMs } from '../../units/time.ts';

/** An answer that was no success, as far as it was read. */
export type FailedAnswer = {
  readonly endpoint: string;
  readonly status: number;
  /** The `Retry-After` header; empty where there is none. */
  readonly retryAfter: string;
  readonly body: string;
  readonly at: EpochMs;
};

// Long enough for every message of the catalogue, short enough for one log line.
const DETAIL_MAX = 200;
// Nobody is told to wait for longer than a day; a larger number is a broken header.
const WAIT_SECONDS_MAX = 86_400;

/** Shortens foreign text to one printable line. */
export const oneLine = (text: string): string => {
  const flat = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return flat.length > DETAIL_MAX ? `${flat.slice(0, DETAIL_MAX)}...` : flat;
};

const kindOf = (status: number): VenueError['kind'] => {
  if (status === 401) return 'UNAUTHORIZED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 425) return 'RESTARTING';
  if (status === 429) return 'RATE_LIMITED';
  if (status === 503) return 'UNAVAILABLE';
  // What remains below 500 says that our request was not understood: a contract that has changed.
  return status >= 500 ? 'SERVER' : 'MALFORMED';
};

// An operator does different things about a blocked region and a blocked address.
const forbiddenDetail = (body: string): string => {
  if (/restricted in your region/i.test(body)) return `region: ${oneLine(body)}`;
  const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1];
  return title === undefined ? oneLine(body) : `Cloudflare: ${oneLine(title)}`;
};

const waitOf = (count: number): RetryAfter => ({
  kind: 'after',
  wait: seconds(Math.min(Math.ceil(count), WAIT_SECONDS_MAX)),
});

/** Reads a `Retry-After` header: a number of seconds, or the date at which to come back. */
export const parseRetryAfter = (header: string, now: EpochMs): RetryAfter => {
  if (/^\d{1,9}$/.test(header)) return waitOf(Number(header));
  const date = header.endsWith(' GMT') ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(date)) return { kind: 'unspecified' };
  const wait = elapsed(now, epochMs(BigInt(date)));
  return { kind: 'after', wait: larger(seconds(0), smaller(wait, seconds(WAIT_SECONDS_MAX))) };
};

// Answers in post-only mode carry the wait in the body as well.
const waitInBody = (body: string): RetryAfter => {
  const found = /"retry_after_seconds"\s*:\s*(\d{1,9})/.exec(body)?.[1];
  return found === undefined ? { kind: 'unspecified' } : waitOf(Number(found));
};

/** Turns an answer that was no success into its error. */
export const errorOfAnswer = (answer: FailedAnswer): VenueError => {
  const { endpoint, status, body, at } = answer;
  const kind = kindOf(status);
  const said = parseRetryAfter(answer.retryAfter, at);
  return {
    kind,
    endpoint,
    detail: `HTTP ${status}: ${kind === 'FORBIDDEN' ? forbiddenDetail(body) : oneLine(body)}`,
    retryAfter: said.kind === 'after' ? said : waitInBody(body),
  };
};

/** An error without a wait. */
export const plainError = (
  kind: VenueError['kind'],
  endpoint: string,
  detail: string,
): VenueError => ({
  kind,
  endpoint,
  detail: oneLine(detail),
  retryAfter: { kind: 'unspecified' },
});
