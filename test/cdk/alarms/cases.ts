// What goes wrong for how long, which alarms must ring on it, and until when.

import { RAIN, tradeOf } from '../../backtest/markets.ts';
import {
  BROKEN,
  MORE_CASH,
  ORDERS_UNREAD,
  readsFailing,
  rejectingAs,
  slowBy,
  stateOf,
  switchedTo,
  UNANSWERED,
  UNLOADED,
  UNSAVED,
} from './failures.ts';
import type { AlarmId } from '../../../cdk/monitoring/alarm-spec.ts';
import type { Minute } from './world.ts';

/** An alarm, or the one over all. */
export type Rings = AlarmId | 'trading-unhealthy';

/** A failure by itself, among healthy minutes. */
export type Failure = {
  readonly what: string;
  /** The failing minutes, which come after ten healthy ones. */
  readonly minutes: readonly Minute[];
  /** Which alarms ring, and in which failing minute at the latest. Nothing else may. */
  readonly rings: Readonly<Partial<Record<Rings, number>>>;
  /** Alarms that still ring after twenty healthy minutes. */
  readonly stays?: readonly Rings[];
  readonly env?: Readonly<Record<string, string>>;
  /** What is otherwise in the healthy minutes after it. */
  readonly after?: Minute;
};

const times = (count: number, minute: Minute): readonly Minute[] =>
  Array.from({ length: count }, () => minute);

const MACHINE: readonly Failure[] = [
  {
    what: 'no cycle for two minutes',
    minutes: times(2, { cycle: 'is not called' }),
    rings: {},
  },
  {
    what: 'no cycle for three minutes',
    minutes: times(3, { cycle: 'is not called' }),
    rings: { 'no-cycle': 3, 'trading-unhealthy': 3 },
  },
  { what: 'one cycle that is not saved', minutes: [UNSAVED], rings: {} },
  {
    what: 'two cycles of five that are not saved',
    minutes: [UNSAVED, {}, {}, {}, UNSAVED],
    rings: { 'cycle-failed': 5, 'trading-unhealthy': 5 },
  },
  {
    what: 'cycles that cannot load their state',
    minutes: times(5, UNLOADED),
    rings: { 'cycle-failed': 2, 'no-cycle': 3, 'trading-unhealthy': 2 },
  },
  {
    what: 'a function that ends in an error',
    minutes: [{ cycle: 'crashes' }],
    rings: { 'cycle-errors': 1, 'trading-unhealthy': 1 },
  },
  {
    what: 'a function that always ends in an error',
    minutes: times(5, { cycle: 'crashes' }),
    rings: { 'cycle-errors': 1, 'no-cycle': 3, 'trading-unhealthy': 1 },
  },
  { what: 'cycles of a millisecond under 36 s', minutes: times(10, slowBy(35_999)), rings: {} },
  {
    what: 'cycles of 36 s',
    minutes: times(10, slowBy(36_000)),
    rings: { 'cycle-slow': 3 },
  },
  { what: 'two slow cycles of five', minutes: [slowBy(45_000), {}, slowBy(45_000)], rings: {} },
  {
    what: 'cycles of 16 s where one starts every 20 s',
    minutes: times(10, slowBy(16_000)),
    rings: { 'cycle-slow': 3 },
    env: { CYCLE_SECONDS: '20' },
  },
  { what: 'one throttled minute', minutes: [{ cycle: 'is throttled' }], rings: {} },
  {
    what: 'two throttled minutes',
    minutes: [{ cycle: 'is throttled' }, {}, { cycle: 'is throttled' }],
    rings: { 'cycle-throttled': 3, 'trading-unhealthy': 3 },
  },
  {
    what: 'an event that could not be served',
    minutes: times(5, { deadLetters: 1 }),
    rings: { 'dead-letters': 1 },
  },
  { what: 'a state a byte under 16 KB', minutes: times(5, stateOf(16_383)), rings: {} },
  {
    what: 'a state of 16 KB',
    minutes: [stateOf(16_384)],
    rings: { 'state-size': 1 },
  },
  {
    what: 'a watchdog that cancelled',
    minutes: [{ watchdog: 1 }],
    rings: { 'watchdog-acted': 1, 'trading-unhealthy': 1 },
  },
  {
    what: 'a watchdog that could not cancel',
    minutes: [{ watchdog: 2 }],
    rings: { 'watchdog-acted': 1, 'trading-unhealthy': 1 },
  },
  { what: 'a watchdog silent for four minutes', minutes: times(4, { watchdog: null }), rings: {} },
  {
    what: 'a watchdog silent for five minutes',
    minutes: times(5, { watchdog: null }),
    rings: { 'watchdog-silent': 5, 'trading-unhealthy': 5 },
  },
];

const VENUE: readonly Failure[] = [
  {
    what: 'order after order rejected',
    minutes: times(5, rejectingAs('tick')),
    rings: { 'breaker-consecutive-rejects': 5, 'trading-unhealthy': 5 },
  },
  {
    what: 'a venue that cannot be read for longer than a minute',
    // The breaker cancels what adds exposure, and nobody can say whether that is gone.
    minutes: times(5, readsFailing('TIMEOUT')),
    rings: { 'breaker-api-health': 3, 'orders-unresolved': 5, 'trading-unhealthy': 3 },
  },
  { what: 'a venue that cannot be read once', minutes: [readsFailing('TIMEOUT')], rings: {} },
  {
    what: 'a refused region',
    minutes: times(5, rejectingAs('region')),
    rings: { 'venue-blocked': 4, 'trading-unhealthy': 4 },
    stays: ['venue-blocked', 'trading-unhealthy'],
  },
  {
    what: 'a refused login',
    minutes: times(5, rejectingAs('authentication')),
    rings: { 'venue-blocked': 4, 'trading-unhealthy': 4 },
  },
  {
    what: 'reads that are forbidden for two minutes',
    minutes: times(2, readsFailing('FORBIDDEN')),
    rings: { 'venue-blocked': 2, 'breaker-api-health': 2, 'trading-unhealthy': 2 },
  },
  { what: 'an unanswered order that is looked up', minutes: [UNANSWERED], rings: {} },
  {
    what: 'an unanswered order that nobody can look up',
    minutes: [UNANSWERED, ...times(7, ORDERS_UNREAD)],
    rings: { 'orders-unresolved': 6, 'trading-unhealthy': 6 },
  },
  {
    what: 'more cash at the venue than in our books',
    minutes: times(3, MORE_CASH),
    rings: { 'books-differ': 2, 'trading-unhealthy': 2 },
  },
  { what: 'more cash at the venue for one cycle', minutes: [MORE_CASH], rings: {} },
];

const OPERATOR: readonly Failure[] = [
  { what: 'a halt', minutes: times(10, switchedTo('halt')), rings: {} },
  { what: 'a position of reduce-only', minutes: times(10, switchedTo('reduce-only')), rings: {} },
  {
    what: 'a kill switch unreadable once',
    minutes: [switchedTo('failed')],
    rings: {},
    after: switchedTo('off'),
  },
  {
    what: 'a kill switch unreadable twice',
    minutes: times(2, switchedTo('failed')),
    rings: { 'kill-switch-unreadable': 2, 'trading-unhealthy': 2 },
    after: switchedTo('off'),
  },
  {
    what: 'a broken invariant',
    minutes: [BROKEN],
    rings: { 'invariant-broken': 1, 'trading-unhealthy': 1 },
    stays: ['invariant-broken', 'trading-unhealthy'],
  },
];

// 100 YES are bought at 0.48 and as many bid for: $96 of exposure. Of a thousand dollars 5.6 % are
// lost on the fallen market.
const THOUSAND = { PAPER_BALANCE_USD: '1000' };
const BOUGHT: Minute = {
  events: (second) => [tradeOf(RAIN, second + 1, { taker: 'SELL', price: '0.47', size: '6000' })],
};
const FALLEN: Minute = { shape: { bid: '0.2', ask: '0.24', size: '2000' } };

const MONEY: readonly Failure[] = [
  {
    what: 'a loss at the drawdown limit',
    minutes: [BOUGHT, {}, ...times(5, FALLEN)],
    rings: { 'breaker-drawdown': 3, drawdown: 4, 'trading-unhealthy': 3 },
    stays: ['breaker-drawdown', 'drawdown', 'trading-unhealthy'],
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '2' },
    after: FALLEN,
  },
  {
    what: 'a loss of 80 % of the drawdown limit',
    minutes: [BOUGHT, {}, ...times(5, FALLEN)],
    rings: { drawdown: 4 },
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '7' },
  },
  {
    what: 'a loss of less than 80 % of the drawdown limit',
    minutes: [BOUGHT, {}, ...times(5, FALLEN)],
    rings: {},
    env: { ...THOUSAND, MAX_DRAWDOWN_PCT: '7.01' },
  },
  {
    what: 'exposure of 95 % of its limit',
    minutes: [BOUGHT, ...times(5, {})],
    rings: { exposure: 4 },
    stays: ['exposure'],
    env: { MAX_EXPOSURE_USD: '101' },
  },
  {
    what: 'exposure of less than 95 % of its limit',
    minutes: [BOUGHT, ...times(5, {})],
    rings: {},
    env: { MAX_EXPOSURE_USD: '102' },
  },
];

/** All of them. */
export const FAILURES: readonly Failure[] = [...MACHINE, ...VENUE, ...OPERATOR, ...MONEY];
