// Everything that lets an operator see one portfolio and be told of it: its alarms and its
// dashboard. What they watch is handed in.

import { Construct } from 'constructs';
import { PortfolioAlarms } from './monitoring/portfolio-alarms.ts';
import { PortfolioDashboard } from './monitoring/portfolio-dashboard.ts';
import type { PortfolioAlarmsProps } from './monitoring/portfolio-alarms.ts';

/** What is watched, who is told, and the function that draws the dashboard's tables. */
export type MonitoringProps = PortfolioAlarmsProps & { readonly widgetArn: string };

/** Alarms and dashboard of one portfolio. */
export class Monitoring extends Construct {
  readonly alarms: PortfolioAlarms;
  readonly dashboard: PortfolioDashboard;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    this.alarms = new PortfolioAlarms(this, 'Alarms', props);
    this.dashboard = new PortfolioDashboard(this, 'Dashboard', {
      ...props,
      alarms: [this.alarms.unhealthy, ...this.alarms.alarms],
    });
  }
}
