// Charts of series: each says what it shows and in which unit, and draws the limits that its values
// must not reach.

import { Color, GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { cycleTimeMs, SLOW_SHARE, STATE_SIZE_ALARM } from './cycle-alarms.ts';
import { dollars, partOf, percent } from './numbers.ts';
import { DRAWDOWN_SHARE, EXPOSURE_SHARE, UNRESOLVED_SECONDS } from './risk-alarms.ts';
import { ownMetric, PERIOD } from './metrics.ts';
import { HALF, THIRD } from './places.ts';
import type { HorizontalAnnotation, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { SeriesName } from '../../lib/adapters/telemetry/series.ts';
import type { Statistic } from './metrics.ts';
import type { Watched } from './watched.ts';

type Chart = {
  readonly title: string;
  readonly left: readonly IMetric[];
  readonly limits?: readonly HorizontalAnnotation[];
  readonly max?: number;
  readonly min?: number;
};

const limit = (value: number, label: string): HorizontalAnnotation => ({
  value,
  label,
  color: Color.RED,
});

const early = (value: number, label: string): HorizontalAnnotation => ({
  value,
  label,
  color: Color.ORANGE,
});

const chart = ({ title, left, limits = [], min, max }: Chart, place: typeof HALF | typeof THIRD) =>
  new GraphWidget({
    ...place,
    title,
    left: [...left],
    leftAnnotations: [...limits],
    leftYAxis: {
      showUnits: false,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    },
    period: PERIOD,
  });

type Line = readonly [name: SeriesName, label: string];

const lines = (
  { portfolio }: Watched,
  statistic: Statistic,
  names: readonly Line[],
): readonly IMetric[] =>
  names.map(([name, label]) => ownMetric(portfolio, name, { statistic, label }));

/** Money: what there is and how much of the peak is lost. */
export const moneyCharts = (watched: Watched): readonly GraphWidget[] => {
  const drawdownMax = percent(watched.config.limits.drawdownMax);
  return [
    chart({ title: 'Equity ($)', left: lines(watched, 'Average', [['Equity', 'equity']]) }, HALF),
    chart(
      {
        title: 'Drawdown from the session peak (%)',
        left: lines(watched, 'Maximum', [['Drawdown', 'drawdown']]),
        limits: [
          limit(drawdownMax, 'breaker opens'),
          early(partOf(drawdownMax, DRAWDOWN_SHARE), 'alarm'),
        ],
        min: 0,
      },
      HALF,
    ),
  ];
};

/** What each strategy has earned, and what may be lost at worst. */
export const riskCharts = (watched: Watched): readonly GraphWidget[] => {
  const exposureMax = dollars(watched.config.limits.exposureMax);
  return [
    chart(
      {
        title: 'Net PnL by strategy ($)',
        left: lines(watched, 'Average', [
          ['NetPnlMM', 'MM'],
          ['NetPnlFF', 'FF'],
          ['NetPnlICC', 'ICC'],
          ['NetPnlProtect', 'Protect'],
        ]),
      },
      HALF,
    ),
    chart(
      {
        title: 'Exposure: worst-case loss ($)',
        left: lines(watched, 'Maximum', [['Exposure', 'exposure']]),
        limits: [
          limit(exposureMax, 'nothing above is sent'),
          early(partOf(exposureMax, EXPOSURE_SHARE), 'alarm'),
        ],
        min: 0,
      },
      HALF,
    ),
  ];
};

/** What keeps new risk out. */
export const brakeCharts = (watched: Watched): readonly GraphWidget[] => [
  chart(
    {
      title: 'Kill switch (0 off, 1 reduce-only, 2 halt, 3 unreadable)',
      left: lines(watched, 'Maximum', [['KillSwitch', 'kill switch']]),
      limits: [early(2, 'halt'), limit(3, 'unreadable')],
      min: 0,
      max: 3,
    },
    THIRD,
  ),
  chart(
    {
      title: 'Breakers, block and broken invariant (1 = holds new risk)',
      left: lines(watched, 'Maximum', [
        ['BreakerOpenConsecutiveRejects', 'rejects'],
        ['BreakerOpenApiHealth', 'API health'],
        ['BreakerOpenDrawdown', 'drawdown'],
        ['VenueBlocked', 'venue blocks us'],
        ['InvariantBroken', 'invariant broken'],
      ]),
      min: 0,
      max: 1,
    },
    THIRD,
  ),
  chart(
    {
      title: 'Oldest order of unknown outcome (s), markets whose books differ (count)',
      left: lines(watched, 'Maximum', [
        ['UnresolvedIntentAge', 'age of the oldest unresolved order'],
        ['BelievedVsVenueMismatch', 'books differ'],
      ]),
      limits: [limit(UNRESOLVED_SECONDS, 'alarm')],
      min: 0,
    },
    THIRD,
  ),
];

/** Whether cycles run, and how long they take. */
export const cycleCharts = (watched: Watched): readonly GraphWidget[] => {
  const timeMs = cycleTimeMs(watched);
  return [
    chart(
      {
        title: 'Cycle duration (ms)',
        left: lines(watched, 'Maximum', [['CycleDuration', 'slowest cycle']]),
        limits: [limit(timeMs, 'no time left'), early(partOf(timeMs, SLOW_SHARE), 'alarm')],
        min: 0,
      },
      THIRD,
    ),
    chart(
      {
        title: 'Cycles saved (count per minute) and watchdog (0 idle, 1 cancelled, 2 could not)',
        left: [
          ...lines(watched, 'Sum', [['CycleSaved', 'cycles saved']]),
          ...lines(watched, 'Maximum', [['Watchdog', 'watchdog']]),
        ],
        limits: [limit(2, 'watchdog could not cancel')],
        min: 0,
      },
      THIRD,
    ),
  ];
};

/** The state item, whose size has an end. */
export const stateChart = (watched: Watched): GraphWidget =>
  chart(
    {
      title: 'State item (bytes)',
      left: lines(watched, 'Maximum', [['StateSize', 'state']]),
      limits: [early(STATE_SIZE_ALARM, 'alarm')],
      min: 0,
    },
    THIRD,
  );
