// The alarms of one portfolio as resources, and the one alarm above them that says whether trading
// is healthy. Each reads one metric, since an alarm costs by the metric.

import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { cycleAlarms } from './cycle-alarms.ts';
import { riskAlarms } from './risk-alarms.ts';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { AlarmId, AlarmSpec } from './alarm-spec.ts';
import type { Watched } from './watched.ts';

/** What is watched, who is told, and where the runbook can be read. */
export type PortfolioAlarmsProps = {
  readonly watched: Watched;
  readonly topic: ITopic;
  /** The address of the folder `docs/runbook`; without one the path in the repository is named. */
  readonly runbookUrl: string | undefined;
};

const OPERATORS = {
  'at-least': ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  above: ComparisonOperator.GREATER_THAN_THRESHOLD,
  below: ComparisonOperator.LESS_THAN_THRESHOLD,
} as const satisfies Readonly<Record<AlarmSpec['threshold']['is'], ComparisonOperator>>;

/** The page of an alarm. */
export const runbookPage = (id: AlarmId | 'trading-unhealthy', url: string | undefined): string =>
  `${(url ?? 'docs/runbook').replace(/\/+$/, '')}/${id}.md`;

/** Every alarm of a portfolio. */
export const alarmSpecs = (watched: Watched): readonly AlarmSpec[] => [
  ...cycleAlarms(watched),
  ...riskAlarms(watched),
];

// `no-cycle` becomes `NoCycle`, as ids of resources are written.
const constructId = (id: string): string =>
  id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The alarms of one portfolio. */
export class PortfolioAlarms extends Construct {
  readonly alarms: readonly Alarm[];
  readonly unhealthy: CompositeAlarm;
  private readonly props: PortfolioAlarmsProps;

  constructor(scope: Construct, id: string, props: PortfolioAlarmsProps) {
    super(scope, id);
    this.props = props;
    const made = alarmSpecs(props.watched).map((spec) => ({ spec, alarm: this.alarmOf(spec) }));
    this.alarms = made.map(({ alarm }) => alarm);
    this.unhealthy = this.composite(
      made.filter(({ spec }) => spec.severity === 'unhealthy').map(({ alarm }) => alarm),
    );
  }

  private alarmOf(spec: AlarmSpec): Alarm {
    const { watched, topic, runbookUrl } = this.props;
    const [datapointsToAlarm, evaluationPeriods] = spec.periods;
    const alarm = new Alarm(this, constructId(spec.id), {
      alarmName: `keel-${watched.portfolio}-${spec.id}`,
      alarmDescription: `${spec.says} Runbook: ${runbookPage(spec.id, runbookUrl)}`,
      metric: spec.metric,
      threshold: spec.threshold.value,
      comparisonOperator: OPERATORS[spec.threshold.is],
      datapointsToAlarm,
      evaluationPeriods,
      treatMissingData: spec.missing,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    return alarm;
  }

  private composite(alarms: readonly Alarm[]): CompositeAlarm {
    const { watched, topic, runbookUrl } = this.props;
    const composite = new CompositeAlarm(this, 'TradingUnhealthy', {
      compositeAlarmName: `keel-${watched.portfolio}-trading-unhealthy`,
      alarmDescription:
        'Trading is not healthy: at least one of its alarms rings. Begin with that one. ' +
        `Runbook: ${runbookPage('trading-unhealthy', runbookUrl)}`,
      alarmRule: AlarmRule.anyOf(
        ...alarms.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM)),
      ),
    });
    composite.addAlarmAction(new SnsAction(topic));
    // Whoever was woken is told when it is over.
    composite.addOkAction(new SnsAction(topic));
    return composite;
  }
}
