// The metrics of a finished cycle.

import { feesOf, realizedOf } from '../accounting/pnl.ts';
import { STRATEGIES } from '../domain/order.ts';
import { BREAKERS } from '../domain/risk-state.ts';
import { computeDrawdown } from '../risk/drawdown.ts';
import { minus, plus } from '../units/quantity.ts';
import { ratioOf } from '../units/ratio.ts';
import { exposuresOf } from './books.ts';
import type { Metric, MetricName, Telemetry } from '../ports/telemetry.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const usd = (name: MetricName, amount: UsdcMicros, detail: string | null = null): Metric => ({
  name,
  value: { kind: 'usd', amount },
  detail,
});

const count = (name: MetricName, value: number, detail: string | null = null): Metric => ({
  name,
  value: { kind: 'count', count: value },
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

const riskMetrics = (working: Working, settings: CycleSettings): readonly Metric[] => {
  const { risk } = working.state;
  const { total } = exposuresOf(working);
  const reading = working.snapshot.killSwitch;
  const isOff = reading.kind === 'read' && reading.position === 'off';
  return [
    usd('Exposure', total),
    share('ExposureShare', ratioOf(total, settings.limits.exposureMax, 'up')),
    ...BREAKERS.map((reason) =>
      count('BreakerOpen', risk.breakers[reason].kind === 'closed' ? 0 : 1, reason),
    ),
    count('KillSwitch', isOff ? 0 : 1),
    count('BelievedVsVenueMismatch', risk.mismatches.filter((one) => one.halted).length),
  ];
};

const orderMetrics = ({ deeds, state }: Working): readonly Metric[] => {
  const refused = Map.groupBy(
    deeds.orders.filter((order) => order.result.startsWith('refused ')),
    (order) => /^refused ([A-Z_]+(?:: [A-Z_]+$)?)/.exec(order.result)?.[1] ?? 'UNKNOWN',
  );
  const unresolved = state.intents.filter((intent) => intent.phase.kind === 'unknown').length;
  return [
    count('OrdersSubmitted', deeds.placed),
    count(
      'OrdersRejected',
      deeds.orders.filter((order) => order.result.startsWith('REJECTED')).length,
    ),
    ...[...refused].map(([code, orders]) => count('OrdersRefused', orders.length, code)),
    count('Fills', deeds.fills.length),
    count('OpenOrders', state.intents.length),
    count('UnresolvedIntents', unresolved),
  ];
};

/** Emits the metrics of a finished cycle. */
export const emitMetrics = (
  telemetry: Telemetry,
  settings: CycleSettings,
  working: Working,
): void => {
  const metrics = [
    ...worthMetrics(working),
    ...riskMetrics(working, settings),
    ...orderMetrics(working),
  ];
  for (const metric of metrics) telemetry.metric(metric);
};
