// What the venue says with its headers: how long to wait, and how much of the budgets for orders
// and cancels is left. It says the latter of requests that it took as well.
//
// Source: venue reference 3.1 to 3.3, read 2026-11-22.

import type { FaultEffect } from '../../../lib/simulation/wire/faults.ts';
import type { Named } from './named.ts';

type Headers = Readonly<Record<string, string>>;

const TOO_MANY_WORDS = '{"error":"Too Many Requests"}';

const refusing = (status: number, body: string, headers: Headers): FaultEffect => ({
  kind: 'instead',
  when: 'before',
  answer: { status, body, headers },
});

const LONG_PAST = 'Thu, 01 Jan 2026 00:00:00 GMT';

/** Refusals by the number of requests, with a wait and without. Any request may meet with them. */
export const TOO_MANY: readonly Named[] = [
  ['429', refusing(429, TOO_MANY_WORDS, {})],
  ['1015', refusing(429, 'error code: 1015', { 'retry-after': '2' })],
  ...['0', '2', '60', '150', LONG_PAST, 'soon'].map(
    (wait): Named => [
      `429 retry-after ${wait}`,
      refusing(429, TOO_MANY_WORDS, { 'retry-after': wait }),
    ],
  ),
];

/** Refusals while the engine restarts, with a wait and without. */
export const TOO_EARLY: readonly Named[] = [
  ['425', refusing(425, 'service not ready', {})],
  ...['1', '30', '200'].map(
    (wait): Named => [
      `425 retry-after ${wait}`,
      refusing(425, 'service not ready', { 'retry-after': wait }),
    ],
  ),
];

// Seconds; a large number is a point in time, here one that is always far ahead, or long past.
const FAR_AHEAD = '4102444800';
const LONG_AGO = '1767225600';

type Told = { readonly name: string; readonly headers: Headers };

const told = (remaining: string, reset: string, more: Headers = {}): Told => ({
  name: [`remaining ${remaining}, reset ${reset}`, ...Object.values(more)].join(', '),
  headers: { 'poly-ratelimit-remaining': remaining, 'poly-ratelimit-reset': reset, ...more },
});

const SPENT: readonly Told[] = [
  told('0', '1'),
  told('0', '60'),
  told('-40', '1.5'),
  told('0', '3600', { 'retry-after': '60' }),
  told('0', FAR_AHEAD),
  told('0.5', LONG_AGO, { 'retry-after': '1' }),
  // Of the request alone there was not enough for all of its orders.
  told('3', '1'),
];

const NEARLY_SPENT: readonly Told[] = [
  told('0', '60'),
  told('1', '60'),
  told('2', '1'),
  told('14', '2', { 'poly-ratelimit-tier': 'Standard' }),
  told('5', '1', { 'poly-ratelimit-tier': 'elite' }),
  // The limits of this account only warn yet.
  told('-3', '2', { 'poly-ratelimit-warning': 'true' }),
  told('many', 'soon'),
];

/** What is said of the budget for orders or for cancels, by the request that is counted in it. */
export const BUDGETS: readonly Named[] = [
  ...SPENT.map(
    ({ name, headers }): Named => [`429 ${name}`, refusing(429, TOO_MANY_WORDS, headers)],
  ),
  ...NEARLY_SPENT.map(
    ({ name, headers }): Named => [`taken, ${name}`, { kind: 'headed', headers }],
  ),
];
