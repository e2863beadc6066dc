// The page an operator looks at: is it healthy, what is it worth, what does it risk, what does it
// do, what holds it back, how does the machine do, what does it cost.

import {
  AlarmStatusWidget,
  Column,
  CustomWidget,
  Dashboard,
  Row,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { brakeCharts, cycleCharts, moneyCharts, riskCharts, stateChart } from './charts.ts';
import { costCharts } from './cost-charts.ts';
import { dollars } from './numbers.ts';
import { FULL_WIDTH, HEIGHT, THIRD } from './places.ts';
import {
  ages,
  complaints,
  exposureByCategory,
  orders,
  refusedByCode,
  venueErrors,
  venueLatency,
} from './queries.ts';
import type { IAlarm, IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { Watched } from './watched.ts';

/** What the dashboard shows. */
export type PortfolioDashboardProps = {
  readonly watched: Watched;
  /** The alarms, the one that stands for all first. */
  readonly alarms: readonly IAlarm[];
  readonly runbookUrl: string | undefined;
  /** The function that draws cycles, positions and the button of the kill switch. */
  readonly widgetArn: string;
};

const WIDGET_HEIGHT = 12;

/** The dashboard of one portfolio. */
export class PortfolioDashboard extends Construct {
  readonly dashboard: Dashboard;
  private readonly props: PortfolioDashboardProps;

  constructor(scope: Construct, id: string, props: PortfolioDashboardProps) {
    super(scope, id);
    this.props = props;
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: `Keel-${props.watched.portfolio}`,
      defaultInterval: Duration.hours(12),
      widgets: this.rows().map((row) => [...row]),
    });
  }

  private rows(): readonly (readonly IWidget[])[] {
    const { watched } = this.props;
    const { log } = watched.cycle;
    const { exposurePerCategoryMax } = watched.config.limits;
    return [
      [this.heading()],
      [this.alarmStates()],
      moneyCharts(watched),
      riskCharts(watched),
      [this.tables(), this.besideTables()],
      [
        orders(log, THIRD),
        refusedByCode(log, THIRD),
        exposureByCategory(log, dollars(exposurePerCategoryMax), THIRD),
      ],
      brakeCharts(watched),
      [...cycleCharts(watched), ages(log, THIRD)],
      [stateChart(watched), ...costCharts(watched)],
      [complaints([log, watched.watchdog.log], { width: FULL_WIDTH, height: HEIGHT })],
    ];
  }

  private heading(): TextWidget {
    const { watched, runbookUrl } = this.props;
    const runbook = runbookUrl === undefined ? '`docs/runbook`' : `[runbook](${runbookUrl})`;
    return new TextWidget({
      width: FULL_WIDTH,
      height: 1,
      markdown: `**Keel, portfolio ${watched.portfolio}**: each alarm has a page in ${runbook}.`,
    });
  }

  private alarmStates(): AlarmStatusWidget {
    return new AlarmStatusWidget({
      width: FULL_WIDTH,
      height: 3,
      title: 'Alarms',
      alarms: [...this.props.alarms],
    });
  }

  private tables(): CustomWidget {
    const { watched, widgetArn } = this.props;
    return new CustomWidget({
      width: FULL_WIDTH - THIRD.width,
      height: WIDGET_HEIGHT,
      title: 'Kill switch, latest cycles, open positions',
      functionArn: widgetArn,
      updateOnRefresh: true,
      params: { portfolio: watched.portfolio },
    });
  }

  private besideTables(): IWidget {
    const { log } = this.props.watched.cycle;
    return new Column(new Row(venueLatency(log, THIRD)), new Row(venueErrors(log, THIRD)));
  }
}
