// What may be wrong with the venue: single answers, and whole windows of time. Each has a name, by
// which it is counted.

import { restartEngine, setEngineMode, turn } from '../../../lib/simulation/wire/controls.ts';
import { spendersOf } from '../../../lib/simulation/wire/spenders.ts';
import { ORDINARY } from '../../../lib/simulation/wire/switches.ts';
import { durationMs, seconds } from '../../../lib/units/time.ts';
import { BUDGETS, TOO_EARLY, TOO_MANY } from './rate-limits.ts';
import { NOT_NOW, UNCERTAIN } from './refusals.ts';
import type { FaultEffect, Instead } from '../../../lib/simulation/wire/faults.ts';
import type { Named } from './named.ts';
import type { Switches } from '../../../lib/simulation/wire/switches.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';

const instead = (when: 'before' | 'after', status: number, body: string): FaultEffect => ({
  kind: 'instead',
  when,
  answer: { status, body, headers: {} },
});

const ID = /0x[0-9a-f]{64}/gi;

const cancelled = (ids: readonly string[]): Instead => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ canceled: ids, not_canceled: {} }),
});

/** A cancel that is called done, by name, of orders that rest on. */
export const SAID_AND_NOT_DONE: FaultEffect = {
  kind: 'quoted',
  answer: ({ body }) => cancelled(body.match(ID) ?? []),
};

// What an answer says of a cancel is believed by nobody: it says so of orders that rest on, and
// says nothing of others that it has cancelled.
const UNTRUE_CANCELS: readonly Named[] = [
  ['said and not done', SAID_AND_NOT_DONE],
  ['lists empty, not done', { kind: 'quoted', answer: () => cancelled([]) }],
  ['lists empty, done', { kind: 'instead', when: 'after', answer: cancelled([]) }],
];

const NO_RUN = '{"error":"could not run the execution"}';
const POST_ONLY =
  '{"error":"post-only mode: only post-only orders and cancels are allowed",' +
  '"code":"post_only_mode","retry_after_seconds":79}';
const CUT_SHORT = '[{"success":true,"errorMsg":"","orderID":"0x12';

// What the venue's gateway says where the server behind it does not answer in time.
const GATEWAY = [503, 504, 520, 521, 522, 523, 524].flatMap((status): readonly Named[] => [
  [`${String(status)} before`, instead('before', status, '')],
  [`${String(status)} after`, instead('after', status, '<html>A timeout occurred</html>')],
]);

/** What may go wrong with any request. */
export const ANYWHERE: readonly Named[] = [
  ['dropped before', { kind: 'drop', when: 'before' }],
  ['dropped after', { kind: 'drop', when: 'after' }],
  ['timed out before', { kind: 'silence', when: 'before' }],
  ['timed out after', { kind: 'silence', when: 'after' }],
  ['500 before', instead('before', 500, NO_RUN)],
  ['500 after', instead('after', 500, NO_RUN)],
  ['502', instead('before', 502, '<html>bad gateway</html>')],
  ['502 after', instead('after', 502, '<html>bad gateway</html>')],
  ...TOO_MANY,
  ...GATEWAY,
  ['cut', { kind: 'cut', characters: 20 }],
  ['truncated', { kind: 'malformed', body: CUT_SHORT }],
  ['malformed', { kind: 'malformed', body: '<html>' }],
  ['empty', { kind: 'malformed', body: '' }],
  ['late', { kind: 'late', by: durationMs(900n) }],
  ['too late', { kind: 'late', by: seconds(31) }],
];

/** What may go wrong with a placing request. */
export const POSTS: readonly Named[] = [
  ...ANYWHERE,
  ...UNCERTAIN,
  ...NOT_NOW,
  ...BUDGETS,
  ...TOO_EARLY,
  ['503 post-only', instead('before', 503, POST_ONLY)],
  ['delayed', { kind: 'delayed' }],
];

/** What may go wrong with a request that cancels. */
export const CANCELS: readonly Named[] = [
  ...ANYWHERE,
  ...BUDGETS,
  ...TOO_EARLY,
  ...UNTRUE_CANCELS,
  ['401', instead('before', 401, '{"error":"Unauthorized/Invalid api key"}')],
  ['503', instead('before', 503, '{"error":"trading is disabled"}')],
  ['no order', instead('before', 400, '{"error":"Invalid orderID"}')],
  ['too many', instead('before', 400, '{"error":"Too many orders in payload, max allowed: 1"}')],
];

/** What may go wrong with a batch that is handed to the relayer. */
export const SUBMITS: readonly Named[] = [
  ...ANYWHERE,
  ['408 before', instead('before', 408, '')],
  ['408 after', instead('after', 408, '')],
  ['400', instead('before', 400, '{"error":"nonce is not the next one"}')],
  ['401', instead('before', 401, '{"error":"invalid authorization"}')],
  ['503', instead('before', 503, '{"error":"the relayer is busy"}')],
];

/** What may go wrong with a request that reads. */
export const READS: readonly Named[] = [
  ...ANYWHERE,
  ['401', instead('before', 401, '{"error":"Unauthorized/Invalid api key"}')],
];

/** What a venue tells in one way or another for as long as it is looked at. */
type Habits = Pick<Switches, 'takerRows' | 'combos' | 'redemptions' | 'pageRows' | 'matchedSizes'>;

const habitsOf = ({ switches }: WireServer): Habits => {
  const { takerRows, combos, redemptions, pageRows, matchedSizes } = switches.get();
  return { takerRows, combos, redemptions, pageRows, matchedSizes };
};

/** The venue as it is when nothing is wrong with it. */
export const calm = (server: WireServer): void => {
  setEngineMode(server, 'normal');
  turn(server, { ...ORDINARY, ...habitsOf(server) });
};

const ALL_SPENDERS = spendersOf(137).map(({ spender }) => spender);

/** A time in which the venue as a whole is not itself, by name. */
export type Window = readonly [name: string, open: (server: WireServer) => void];

// A cycle asks some fifteen times in a row, and has 50 s. In real time it is not to be waited for.
const SLOW = { virtual: durationMs(1_500n), real: durationMs(25n) } as const;

/**
 * The windows there are, in virtual time or in real time. An empty list is only ever seen while the
 * engine is not up: then it proves nothing. A blocked region is not among them: after one nothing
 * is sent for an hour.
 */
export const windowsIn = (time: keyof typeof SLOW): readonly Window[] => [
  ['restart', (server) => restartEngine(server, seconds(90))],
  ['post-only', (server) => setEngineMode(server, 'post-only')],
  ['cancel-only', (server) => setEngineMode(server, 'cancel-only')],
  ['disabled', (server) => setEngineMode(server, 'disabled')],
  ['closed-only', (server) => turn(server, { standing: 'closed-only' })],
  ['stale balances', (server) => turn(server, { funds: 'copy' })],
  ['doubled balance', (server) => turn(server, { doubledBalance: 'once' })],
  ['late hashes', (server) => turn(server, { hashes: 'late' })],
  ['no hashes', (server) => turn(server, { hashes: 'missing' })],
  ['only live orders', (server) => turn(server, { orderReads: 'live-only' })],
  ['no orders by id', (server) => turn(server, { orderReads: 'none' })],
  ['trades shown late', (server) => turn(server, { tradesAfter: seconds(75) })],
  ['orders shown late', (server) => turn(server, { shownAfter: seconds(75) })],
  ['prefixed statuses', (server) => turn(server, { tradeStatuses: 'prefixed' })],
  ['no trades of orders', (server) => turn(server, { associateTrades: 'null' })],
  ['feeds behind', (server) => turn(server, { lag: seconds(40) })],
  ['down', (server) => turn(server, { service: 'down' })],
  ['changed hashes', (server) => turn(server, { hashes: 'changed' })],
  ['trades the other way round', (server) => turn(server, { tradeRows: 'reversed' })],
  ['trades twice', (server) => turn(server, { tradeRows: 'repeated' })],
  ['trades missing', (server) => turn(server, { tradeRows: 'gappy' })],
  ['feeds the other way round', (server) => turn(server, { feedRows: 'reversed' })],
  ['feeds twice', (server) => turn(server, { feedRows: 'repeated' })],
  ['feeds with gaps', (server) => turn(server, { feedRows: 'gappy' })],
  ['feeds cached', (server) => turn(server, { cdn: 'on' })],
  ['reads seconds old', (server) => turn(server, { cached: seconds(8) })],
  ['reads a minute old', (server) => turn(server, { cached: seconds(75) })],
  ['announced version', (server) => turn(server, { version: 3 })],
  ['unknown version', (server) => turn(server, { version: 4 })],
  ['no approvals', (server) => turn(server, { unapproved: ALL_SPENDERS })],
  ['slow answers', (server) => turn(server, { latency: SLOW[time] })],
  [
    'restart, lists empty',
    (server) => {
      restartEngine(server, seconds(50));
      turn(server, { lists: 'empty' });
    },
  ],
];
