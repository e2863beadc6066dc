// The metrics of a finished cycle.

import { feesOf, realizedOf } from '../accounting/pnl.ts';
import { STRATEGIES } from '../domain/order.ts';
import { BREAKERS } from '../domain/risk-state.ts';
import { isShut, shutsOut } from '../risk/cooldowns.ts';
import { computeDrawdown } from '../risk/drawdown.ts';
import { larger, minus, plus } from '../units/quantity.ts';
import { ratioOf } from '../units/ratio.ts';
import { elapsed, msOfDuration, seconds } from '../units/time.ts';
import { exposuresOf } from './books.ts';
import { counted } from './counted.ts';
import { refusalCode } from '../domain/refusal-code.ts';
import type { Intent } from '../domain/intent.ts';
import type { Metric, MetricName, Telemetry } from '../ports/telemetry.ts';
import type { DurationMs, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { EpochMs } from '../units/time.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const usd = (name: MetricName, amount: UsdcMicros, detail: string | null = null): Metric => ({
  name,
  value: { kind: 'usd', amount },
  detail,
});

const age = (name: MetricName, length: DurationMs, detail: string | null = null): Metric => ({
  name,
  value: { kind: 'ms', ms: Number(msOfDuration(length)) },
  detail,
});

const share = (name: MetricName, ratio: Ratio): Metric => ({
  name,
  value: { kind: 'ratio', ratio },
  detail: null,
});

// What is not known has no value, and a metric without a value is left out rather than shown as 0.
const worthMetrics = ({ equity, state }: Working): readonly Metric[] => {
  const { ledger, risk } = state;
  const realized = realizedOf(ledger);
  const fees = feesOf(ledger);
  const booked = [usd('RealizedPnl', realized), usd('Fees', fees)];
  if (equity.kind === 'unknown') return booked;
  const { unrealized, unrealizedBy } = equity;
  const net = minus(plus(realized, unrealized), fees);
  const drawdown = computeDrawdown(risk.session, equity);
  return [
    ...booked,
    usd('Equity', equity.equity),
    usd('UnrealizedPnl', unrealized),
    usd('NetPnl', net),
    ...STRATEGIES.map((strategy) => {
      const own = ledger.totals[strategy];
      const gained = plus(own.realized, unrealizedBy[strategy]);
      return usd('NetPnl', minus(gained, own.fees), strategy);
    }),
    ...(drawdown === null ? [] : [share('Drawdown', drawdown)]),
  ];
};

// Pauses say what the venue answered to orders, and the reads what it answers to everything else.
const isShutOut = ({ state, snapshot }: Working): boolean => {
  const { mode, universe, books, openOrders, fills, activity, balances } = snapshot;
  const account = [openOrders, fills, activity, balances];
  const market = [mode, universe, ...books.values(), snapshot.prints, snapshot.targets];
  return (
    state.risk.cooldowns.some((one) => shutsOut(one, snapshot.now)) ||
    [...account, ...market].some((read) => read.kind === 'unknown' && isShut(read.error))
  );
};

const riskMetrics = (working: Working, settings: CycleSettings): readonly Metric[] => {
  const { risk } = working.state;
  const { total, byCategory } = exposuresOf(working);
  return [
    usd('Exposure', total),
    ...[...byCategory].map(([category, exposure]) => usd('Exposure', exposure, category)),
    share('ExposureShare', ratioOf(total, settings.limits.exposureMax, 'up')),
    ...BREAKERS.map((reason) =>
      counted('BreakerOpen', risk.breakers[reason].kind === 'closed' ? 0 : 1, reason),
    ),
    counted('VenueBlocked', isShutOut(working) ? 1 : 0),
    counted('InvariantBroken', risk.integrity.kind === 'intact' ? 0 : 1),
    counted('BelievedVsVenueMismatch', risk.mismatches.filter((one) => one.halted).length),
  ];
};

// An order that rested for long and is not found has been open for all that time.
const oldestOpen = (unresolved: readonly Intent[], now: EpochMs): DurationMs =>
  unresolved
    .map(({ journaledAt }) => elapsed(journaledAt, now))
    .reduce((a, b) => larger(a, b), seconds(0));

const orderMetrics = ({ deeds, state, snapshot }: Working): readonly Metric[] => {
  const codes = deeds.orders.flatMap(({ result }) => refusalCode(result) ?? []);
  const refused = Map.groupBy(codes, (code) => code);
  // An order whose cancel is not proven yet may still fill: its end is as open as an unknown one's.
  const unresolved = state.intents.filter(({ phase }) => phase.kind !== 'resting');
  return [
    counted('OrdersSubmitted', deeds.placed),
    counted(
      'OrdersRejected',
      deeds.orders.filter((order) => order.result.startsWith('REJECTED')).length,
    ),
    counted('OrdersRefused', codes.length),
    ...[...refused].map(([code, ones]) => counted('OrdersRefused', ones.length, code)),
    counted('Fills', deeds.fills.length),
    counted('OpenOrders', state.intents.length),
    counted('UnresolvedIntents', unresolved.length),
    age('UnresolvedIntentAge', oldestOpen(unresolved, snapshot.now)),
  ];
};

// How old what was read is already: of the books the oldest one counts.
const lagMetrics = ({ snapshot }: Working): readonly Metric[] => {
  const { now, prints, targets, books } = snapshot;
  const ats = [...books.values()].flatMap((book) => (book.kind === 'known' ? [book.at] : []));
  const [oldest] = ats.toSorted((a, b) => Number(a > b) - Number(a < b));
  return [
    ...(prints.kind === 'known' ? [age('DataLag', elapsed(prints.at, now), 'prints')] : []),
    ...(targets.kind === 'known' ? [age('DataLag', elapsed(targets.at, now), 'targets')] : []),
    ...(oldest === undefined ? [] : [age('DataLag', elapsed(oldest, now), 'books')]),
  ];
};

/** A cycle that was saved, and what the save said of it. */
export type Finished = {
  readonly working: Working;
  readonly bytes: number;
  /** When the cycle before this one was saved. */
  readonly savedBefore: EpochMs | null;
};

/** Emits the metrics of a finished cycle. */
export const emitMetrics = (
  telemetry: Telemetry,
  settings: CycleSettings,
  { working, bytes, savedBefore }: Finished,
): void => {
  const metrics = [
    ...worthMetrics(working),
    ...riskMetrics(working, settings),
    ...orderMetrics(working),
    ...lagMetrics(working),
    ...(savedBefore === null ? [] : [age('CycleAge', elapsed(savedBefore, working.snapshot.now))]),
    { name: 'StateSize', value: { kind: 'bytes', bytes }, detail: null } as const,
  ];
  for (const metric of metrics) telemetry.metric(metric);
};
