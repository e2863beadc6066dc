// The answers of the live view. Every one of them says that nothing may be kept, framed or guessed
// of it, and that nothing may run in it but what its page names by hash.

import type { Refused } from './request.ts';

/** An answer. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

const LOCKED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const EVERYWHERE = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

const answer = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>>,
): Answer => ({
  status,
  body,
  headers: {
    ...EVERYWHERE,
    'content-security-policy': LOCKED,
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
  },
});

/** The page, under its own policy. */
export const pageAnswer = (page: string, policy: string): Answer =>
  answer(200, page, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `${policy}; frame-ancestors 'none'`,
  });

/** How a value is told: its version where it has one, and what is taken out of its texts. */
export type Telling = {
  readonly version: string | null;
  readonly redact: (text: string) => string;
};

/** A value. */
export const jsonAnswer = (value: unknown, { version, redact }: Telling): Answer =>
  answer(
    200,
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === 'string' ? redact(part) : part,
    ),
    {
      'content-type': 'application/json; charset=utf-8',
      ...(version !== null && { etag: version }),
    },
  );

/** Nothing new since somebody asked last. */
export const sameAsBefore = (version: string): Answer => answer(304, '', { etag: version });

/** A refusal. */
export const refusal = ({ status, words }: Refused): Answer =>
  answer(status, `${words}\n`, { 'content-type': 'text/plain; charset=utf-8' });

/** A fault of ours. */
export const faultAnswer = (): Answer =>
  answer(500, 'The view broke; trading is not concerned.\n', {
    'content-type': 'text/plain; charset=utf-8',
  });
