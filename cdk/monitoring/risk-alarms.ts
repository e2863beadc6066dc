// Alarms on the money: breakers, limits, books that differ and orders of unknown fate.
//
// All of them watch a state that each saved cycle tells anew. A minute that tells nothing changes
// none of it, so that missing data leaves the alarm as it is; that cycles are missing is an alarm
// of its own.

import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { dollars, partOf, percent } from './numbers.ts';
import { ownMetric } from './metrics.ts';
import type { SeriesName } from '../../lib/adapters/telemetry/series.ts';
import type { AlarmId, AlarmSpec } from './alarm-spec.ts';
import type { Watched } from './watched.ts';

/** The share of the drawdown limit at which somebody is told before the breaker opens. */
export const DRAWDOWN_SHARE = 0.8;

/** The share of the exposure limit at which next to no new risk fits. */
export const EXPOSURE_SHARE = 0.95;

/** The age from which an order of unknown outcome is no matter of one bad minute. Seconds. */
export const UNRESOLVED_SECONDS = 180;

const { IGNORE: UNCHANGED } = TreatMissingData;

type State = Omit<AlarmSpec, 'metric' | 'missing'> & { readonly series: SeriesName };

const stateAlarm =
  ({ portfolio }: Watched) =>
  ({ series, ...rest }: State): AlarmSpec => ({
    ...rest,
    metric: ownMetric(portfolio, series, { statistic: 'Maximum' }),
    missing: UNCHANGED,
  });

const breaker = (id: AlarmId, series: SeriesName, says: string): State => ({
  id,
  series,
  threshold: { is: 'at-least', value: 1 },
  periods: [1, 1],
  says,
  severity: 'unhealthy',
});

const BREAKERS: readonly State[] = [
  breaker(
    'breaker-consecutive-rejects',
    'BreakerOpenConsecutiveRejects',
    'The venue rejected order after order: only reducing orders go out. Check pUSD balance, ' +
      'approvals and region; the breaker tries again by itself.',
  ),
  breaker(
    'breaker-api-health',
    'BreakerOpenApiHealth',
    'The venue could not be read for over a minute: only reducing orders go out. Look at its ' +
      'status page; the breaker tries again by itself.',
  ),
  breaker(
    'breaker-drawdown',
    'BreakerOpenDrawdown',
    'Drawdown has reached its limit: only reducing orders go out. Find out what was lost and ' +
      'why before `session reset`.',
  ),
];

const limits = ({ config }: Watched): readonly State[] => [
  {
    id: 'drawdown',
    series: 'Drawdown',
    threshold: {
      is: 'at-least',
      value: partOf(percent(config.limits.drawdownMax), DRAWDOWN_SHARE),
    },
    periods: [2, 3],
    says:
      'Drawdown is at 80 % of the limit at which the breaker opens. Look at PnL by strategy and ' +
      'decide whether to go on, to reduce only or to halt.',
    severity: 'warning',
  },
  {
    id: 'exposure',
    series: 'Exposure',
    threshold: {
      is: 'at-least',
      value: partOf(dollars(config.limits.exposureMax), EXPOSURE_SHARE),
    },
    periods: [3, 5],
    says:
      'Worst-case loss is at 95 % of its limit. Nothing above the limit is sent; look at which ' +
      'market or category holds it.',
    severity: 'warning',
  },
];

const REST: readonly State[] = [
  {
    id: 'books-differ',
    series: 'BelievedVsVenueMismatch',
    threshold: { is: 'at-least', value: 1 },
    periods: [1, 1],
    says:
      'Our books and the venue differ for two cycles: the market is halted, or only reducing ' +
      'orders go out where cash differs. Find the difference before anything else.',
    severity: 'unhealthy',
  },
  {
    id: 'orders-unresolved',
    series: 'UnresolvedIntentAge',
    threshold: { is: 'above', value: UNRESOLVED_SECONDS },
    periods: [2, 2],
    says:
      'The fate of an order has been open for more than 3 minutes. It counts as exposure and ' +
      'blocks its market side; look it up at the venue.',
    severity: 'unhealthy',
  },
  {
    id: 'venue-blocked',
    series: 'VenueBlocked',
    threshold: { is: 'at-least', value: 1 },
    periods: [2, 3],
    says:
      'The venue shuts out our region, our address or our login. Nothing is sent meanwhile; do ' +
      'not route around it.',
    severity: 'unhealthy',
  },
  {
    id: 'kill-switch-unreadable',
    series: 'KillSwitch',
    threshold: { is: 'at-least', value: 3 },
    periods: [2, 2],
    says:
      'The kill switch could not be read for two cycles. Nothing new is sent and nothing is ' +
      'cancelled: a halt would not arrive. Cancel by hand if you wanted one.',
    severity: 'unhealthy',
  },
  {
    id: 'invariant-broken',
    series: 'InvariantBroken',
    threshold: { is: 'at-least', value: 1 },
    periods: [1, 1],
    says:
      'A rule of our own did not hold. All orders were cancelled and only reducing ones follow ' +
      'until somebody has looked and run `session reset`.',
    severity: 'unhealthy',
  },
];

/** The alarms on what a portfolio risks, believes and may do. */
export const riskAlarms = (watched: Watched): readonly AlarmSpec[] =>
  [...BREAKERS, ...limits(watched), ...REST].map(stateAlarm(watched));
