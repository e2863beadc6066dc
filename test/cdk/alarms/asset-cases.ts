// What goes wrong around the built assets for how long, and which alarms must ring on it.

import { turn } from '../../../lib/simulation/wire/controls.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { booksAfter, unapproved, withFinals, withVariance } from './asset-failures.ts';
import type { AssetMinute, AssetSetup } from './asset.ts';
import type { Rings } from './cases.ts';

/** A failure by itself, after healthy minutes. */
export type AssetFailure = AssetSetup & {
  readonly what: string;
  readonly minutes: readonly (readonly [count: number, minute: AssetMinute])[];
  readonly rings: readonly Rings[];
  /** What is otherwise in the minutes before. */
  readonly before?: AssetMinute;
};

const PAPER: readonly Omit<AssetFailure, 'mode'>[] = [
  { what: 'a halt', minutes: [[5, { killSwitch: 'halt' }]], rings: [] },
  {
    what: 'a kill switch that cannot be read once',
    minutes: [[1, { killSwitch: 'unreadable' }]],
    rings: [],
  },
  {
    what: 'a kill switch that cannot be read twice',
    minutes: [[2, { killSwitch: 'unreadable' }]],
    rings: ['kill-switch-unreadable', 'trading-unhealthy'],
  },
  { what: 'a table that is away once', minutes: [[1, { table: 'away' }]], rings: [] },
  {
    what: 'a table that is away for three minutes',
    minutes: [[3, { table: 'away' }]],
    rings: ['cycle-failed', 'no-cycle', 'trading-unhealthy'],
  },
  {
    what: 'a venue that is away',
    minutes: [[5, { venue: 'away' }]],
    rings: ['breaker-api-health', 'orders-unresolved', 'trading-unhealthy'],
  },
  {
    what: 'a venue that shuts us out',
    minutes: [[5, { venue: 'forbidden' }]],
    rings: ['breaker-api-health', 'orders-unresolved', 'trading-unhealthy', 'venue-blocked'],
  },
];

// A book that falls through our bid: 100 YES are bought at 0.48 and are worth 0.20 then, which is
// 2.8 % of a thousand dollars.
const THOUSAND = { PAPER_BALANCE_USD: '1000' };
const FALLEN = [5, { best: [20, 24] }] as const;
// Two ticks apart at least, or nobody quotes.
const NARROW: AssetMinute = { best: [49, 50] };

const MONEY: readonly Omit<AssetFailure, 'mode'>[] = [
  {
    what: 'a loss at the drawdown limit',
    minutes: [FALLEN],
    rings: ['breaker-drawdown', 'drawdown', 'trading-unhealthy'],
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '2' },
  },
  {
    what: 'a loss of 80 % of the drawdown limit',
    minutes: [FALLEN],
    rings: ['drawdown'],
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '3.5' },
  },
  {
    what: 'a loss of less than 80 % of the drawdown limit',
    minutes: [FALLEN],
    rings: [],
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '3.51' },
  },
  {
    what: 'exposure of 95 % of its limit',
    before: NARROW,
    minutes: [[5, {}]],
    rings: ['exposure'],
    env: { MAX_EXPOSURE_USD: '50.5' },
  },
];

// Where a cycle begins every 5 s it may take 4 s, which are real ones here; the call is too short
// for a second cycle.
const EVERY_FIVE_SECONDS = { env: { CYCLE_SECONDS: '5' }, timeoutMs: 18_000 };

const LIVE: readonly Omit<AssetFailure, 'mode'>[] = [
  { what: 'a halt', minutes: [[3, { killSwitch: 'halt' }]], rings: [] },
  {
    what: 'two orders rejected, and the pause after them',
    minutes: [[5, { before: unapproved }]],
    rings: [],
  },
  {
    // Both sides are tried at once, and again after pauses of 10 and of 20 minutes.
    what: 'five orders rejected in a row',
    minutes: [[36, { before: unapproved }]],
    rings: ['breaker-consecutive-rejects', 'trading-unhealthy'],
  },
  {
    what: 'a balance that is shown doubled once',
    minutes: [
      [1, { before: ({ server }) => turn(server, { doubledBalance: 'once' }) }],
      [3, {}],
    ],
    rings: [],
  },
  {
    what: 'cash that nobody can explain',
    minutes: [
      [1, { before: ({ server }) => server.venue.transfer(usdc('10')) }],
      [2, {}],
    ],
    rings: ['books-differ', 'trading-unhealthy'],
  },
  {
    what: 'a stored value that breaks a rule',
    minutes: [
      [1, { before: withVariance(-1) }],
      [2, { before: withVariance(0) }],
    ],
    rings: ['invariant-broken', 'trading-unhealthy'],
  },
  {
    what: 'a state just below 16 KB',
    minutes: [[1, { before: withFinals(385) }]],
    rings: [],
  },
  {
    what: 'a state just above 16 KB',
    minutes: [[1, { before: withFinals(405) }]],
    rings: ['state-size'],
  },
  {
    what: 'a venue that takes its time',
    minutes: [[3, booksAfter(2_000)]],
    rings: [],
    ...EVERY_FIVE_SECONDS,
  },
  {
    what: 'a venue that takes too much of it',
    minutes: [[3, booksAfter(4_100)]],
    rings: ['cycle-slow'],
    ...EVERY_FIVE_SECONDS,
  },
  {
    what: 'no cycle for three minutes',
    minutes: [[3, { cycle: 'is not called' }]],
    rings: ['no-cycle', 'trading-unhealthy'],
  },
  {
    what: 'a watchdog silent for four minutes',
    minutes: [[4, { watchdog: 'is not called' }]],
    rings: [],
  },
  {
    what: 'a watchdog silent for five minutes',
    minutes: [[5, { watchdog: 'is not called' }]],
    rings: ['trading-unhealthy', 'watchdog-silent'],
  },
  {
    what: 'orders that rest under a halt without a cycle',
    minutes: [[1, { cycle: 'is not called', killSwitch: 'halt' }]],
    rings: ['trading-unhealthy', 'watchdog-acted'],
  },
  {
    what: 'orders that rest under a halt without a cycle at a venue that is away',
    minutes: [[1, { cycle: 'is not called', killSwitch: 'halt', venue: 'away' }]],
    rings: ['trading-unhealthy', 'watchdog-acted'],
  },
];

const inMode = (mode: AssetFailure['mode'], failures: readonly Omit<AssetFailure, 'mode'>[]) =>
  failures.map((failure) => ({ ...failure, mode }));

/** All of them. */
export const ASSET_FAILURES: readonly AssetFailure[] = [
  ...inMode('paper', [...PAPER, ...MONEY]),
  ...inMode('live', LIVE),
];
