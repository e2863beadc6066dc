// The stack: one table for all portfolios, one topic for all alarms, and for each portfolio
// everything it has for itself. The table is the only thing that must never be lost.

import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Monitoring } from './monitoring.ts';
import { SweepResources } from './sweep.ts';
import { cycleTimeout, PortfolioResources } from './portfolio.ts';
import type { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import type { CodeOf } from './portfolio.ts';

/** The name of the stack, which is also that of the table, the topic and the group of schedules. */
export const STACK_NAME = 'Keel';

/** What is deployed, and where the code of its functions comes from. */
export type TradingStackProps = {
  readonly deployment: Deployment;
  readonly codeOf: CodeOf;
};

/** The system on AWS. */
export class TradingStack extends Stack {
  readonly table: Table;
  readonly topic: Topic;
  readonly portfolios: readonly PortfolioResources[];

  constructor(scope: Construct, props: TradingStackProps) {
    const { system, portfolios } = props.deployment;
    super(scope, STACK_NAME, {
      stackName: STACK_NAME,
      description: 'Keel: a risk-managed trading system for Polymarket',
      env: { region: system.region },
    });
    this.table = this.stateTable();
    this.topic = this.alarmTopic(system.alarmEmail);
    const group = new ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: STACK_NAME,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.portfolios = portfolios.map(
      (portfolio) =>
        new PortfolioResources(this, `Portfolio-${portfolio.id}`, {
          portfolio,
          system,
          table: this.table,
          group,
          codeOf: props.codeOf,
        }),
    );
    for (const portfolio of this.portfolios) this.watch(portfolio, system.runbookUrl);
    if (system.sweeps === 'true')
      new SweepResources(this, 'Sweeps', { system, codeOf: props.codeOf });
  }

  private watch(resources: PortfolioResources, runbookUrl: string | undefined): void {
    const { portfolio, cycle, watchdog, widget, deadLetters } = resources;
    new Monitoring(resources, 'Monitoring', {
      watched: {
        portfolio: portfolio.id,
        config: portfolio.config,
        cycle: {
          function: cycle.function,
          log: cycle.log,
          timeout: cycleTimeout(portfolio.config),
        },
        watchdog,
        deadLetters,
        table: this.table,
      },
      topic: this.topic,
      runbookUrl,
      widgetArn: widget.function.functionArn,
    });
  }

  // It has a name of its own, so that a stack that comes after this one can take it over again;
  // without `--import-existing-resources` that one refuses to make a second. A first deployment
  // that fails half-way leaves the table as well, so that every deployment has that option.
  private stateTable(): Table {
    const table = new Table(this, 'Table', {
      tableName: STACK_NAME,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expires',
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: true,
    });
    new CfnOutput(this, 'TableName', {
      description: 'Holds the state of every portfolio, and stays when the stack goes',
      value: table.tableName,
    });
    return table;
  }

  // A policy of its own replaces the one that lets the account publish: alarms need to be let in.
  private alarmTopic(email: string | undefined): Topic {
    const topic = new Topic(this, 'Alarms', {
      topicName: `${STACK_NAME}Alarms`,
      displayName: 'Keel alarms',
      enforceSSL: true,
    });
    topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    if (email !== undefined) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
