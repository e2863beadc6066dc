// Everything that one portfolio has for itself: its cycle, its watchdog, its widget, its switch and
// the queue of what could not be done. Portfolios share the table and nothing else, so that no
// mistake in one of them reaches another.

import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { ParameterTier, StringParameter } from 'aws-cdk-lib/aws-ssm';
import { CfnOutput, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { secretsNamedIn } from '../lib/config/secret-parameters.ts';
import { seconds } from '../lib/units/time.ts';
import { DEAD_LETTER_QUEUE, keepFinding } from './findings.ts';
import { MinuteSchedule } from './minute-schedule.ts';
import { PortfolioFunction } from './portfolio-function.ts';
import { killSwitchName } from './portfolio-settings.ts';
import {
  claimWallet,
  readHistory,
  readParameters,
  readState,
  signWith,
  writeParameter,
  writeState,
} from './permissions.ts';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { IScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Config } from '../lib/config/config.ts';
import type { Portfolio } from './portfolio-settings.ts';
import type { Calling, PortfolioFunctionProps } from './portfolio-function.ts';
import type { FunctionName, PortfolioFunctionName } from './bundle.ts';
import type { System } from './system-settings.ts';

/** Where the code of a function comes from. */
export type CodeOf = (name: FunctionName) => Code;

/** What the stack gives a portfolio. */
export type PortfolioProps = {
  readonly portfolio: Portfolio;
  readonly system: System;
  readonly table: Table;
  readonly group: IScheduleGroup;
  readonly codeOf: CodeOf;
};

/**
 * Megabytes, which also set the share of a processor, and the longest run of each function.
 *
 * Measured: a process of the built cycle on fifty markets took 214 MB at its highest on live
 * cycles, and 223 MB on paper, 92 MB of it before the first one. A live cycle computes for 150 ms
 * on a whole processor, half a second on the share of 512 MB, beside 0.4 s of waiting; twice the
 * memory would save a quarter of a second and cost as much again. Watchdog and widget hold 82 and
 * 76 MB.
 */
export const SIZES = {
  cycle: { memoryMb: 512, timeout: Duration.seconds(45) },
  watchdog: { memoryMb: 256, timeout: Duration.seconds(50) },
  widget: { memoryMb: 256, timeout: Duration.seconds(20) },
} as const satisfies Readonly<Record<PortfolioFunctionName, unknown>>;

// A process that is killed leaves its lease for 5 s, and clocks may be 5 s apart: so a cycle a
// minute is ended early enough for the next one to find the portfolio free. Several cycles a minute
// fill the minute instead, and a killed one costs some of the next.
const SEVERAL_A_MINUTE = Duration.seconds(55);
const MINUTE = seconds(60);

/** The longest run of a portfolio's cycle function. */
export const cycleTimeout = ({ cycle }: Pick<Config, 'cycle'>): Duration =>
  cycle === MINUTE ? SIZES.cycle.timeout : SEVERAL_A_MINUTE;

// Long enough to be looked at after a holiday.
const DEAD_LETTERS_KEPT = Duration.days(14);

const SWITCH_MEANING =
  'off trades, reduce-only only lowers exposure, halt cancels all orders. The stack writes halt.';

type OwnProps = Pick<PortfolioFunctionProps, 'description' | 'concurrency' | 'calling' | 'may'> & {
  readonly timeout?: Duration;
  readonly variables?: Readonly<Record<string, string>>;
};

/** The resources of one portfolio. */
export class PortfolioResources extends Construct {
  readonly portfolio: Portfolio;
  readonly cycle: PortfolioFunction;
  readonly watchdog: PortfolioFunction;
  readonly widget: PortfolioFunction;
  readonly killSwitch: StringParameter;
  readonly deadLetters: Queue;
  private readonly props: PortfolioProps;
  private readonly switchName: string;

  constructor(scope: Construct, id: string, props: PortfolioProps) {
    super(scope, id);
    this.props = props;
    this.portfolio = props.portfolio;
    this.switchName = killSwitchName(props.portfolio.id);
    this.deadLetters = this.queue();
    this.killSwitch = this.switch();
    this.cycle = this.cycleFunction();
    this.watchdog = this.watchdogFunction();
    this.widget = this.widgetFunction();
    this.everyMinute('cycle', this.cycle);
    this.everyMinute('watchdog', this.watchdog);
    this.tell();
  }

  private queue(): Queue {
    const queue = new Queue(this, 'DeadLetters', {
      queueName: `keel-${this.portfolio.id}-dead-letters`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: DEAD_LETTERS_KEPT,
    });
    keepFinding(queue, DEAD_LETTER_QUEUE);
    return queue;
  }

  // CloudFormation may write its own value back, whatever the operator had set: that has to be the
  // one that does no harm.
  private switch(): StringParameter {
    return new StringParameter(this, 'KillSwitch', {
      parameterName: this.switchName,
      description: SWITCH_MEANING,
      stringValue: 'halt',
      allowedPattern: '^(off|reduce-only|halt)$',
      tier: ParameterTier.STANDARD,
    });
  }

  private cycleFunction(): PortfolioFunction {
    const { table, portfolio, system } = this.props;
    const { config } = portfolio;
    return this.functionOf('cycle', {
      description: `One trading cycle of the portfolio ${portfolio.id}`,
      concurrency: system.reservedConcurrency === 'true' ? 'one' : 'shared',
      calling: this.scheduled(),
      timeout: cycleTimeout(config),
      may: [
        writeState(table, portfolio),
        ...(config.mode === 'live' ? [claimWallet(table, config)] : []),
        readParameters(this, [this.switchName, ...this.keyNames(), ...this.secretNames()]),
        ...this.signing(),
      ],
    });
  }

  // It cancels and does nothing else, so that it needs the key and no other secret.
  private watchdogFunction(): PortfolioFunction {
    const { table, portfolio, system } = this.props;
    return this.functionOf('watchdog', {
      description: `Cancels the orders of ${portfolio.id} when no cycle does`,
      concurrency: 'shared',
      calling: this.scheduled(),
      variables: { WATCHDOG_MINUTES: String(system.watchdogMinutes) },
      may: [
        readState(table, portfolio),
        readParameters(this, [this.switchName, ...this.keyNames()]),
        ...this.signing(),
      ],
    });
  }

  private widgetFunction(): PortfolioFunction {
    const { table, portfolio } = this.props;
    return this.functionOf('widget', {
      description: `Shows ${portfolio.id} on the dashboard, and turns its kill switch`,
      concurrency: 'shared',
      calling: { kind: 'direct' },
      may: [
        readHistory(table, portfolio),
        readParameters(this, [this.switchName]),
        writeParameter(this, this.switchName),
      ],
    });
  }

  private scheduled(): Calling {
    return { kind: 'scheduled', deadLetters: this.deadLetters };
  }

  private functionOf(name: PortfolioFunctionName, own: OwnProps): PortfolioFunction {
    const { portfolio, system, codeOf } = this.props;
    return new PortfolioFunction(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, {
      ...SIZES[name],
      ...own,
      name,
      portfolio: portfolio.id,
      code: codeOf(name),
      variables: { ...this.variables(), ...own.variables },
      retention: system.logRetention,
    });
  }

  private variables(): Readonly<Record<string, string>> {
    const { portfolio, table } = this.props;
    return {
      ...portfolio.variables,
      PORTFOLIO_ID: portfolio.id,
      TABLE_NAME: table.tableName,
      KILL_SWITCH_PARAM: this.switchName,
    };
  }

  private secretNames(): readonly string[] {
    const { config, variables } = this.portfolio;
    if (config.mode === 'paper') return [];
    return secretsNamedIn(variables).map(({ parameter }) => parameter);
  }

  private keyNames(): readonly string[] {
    const { config } = this.portfolio;
    if (config.mode === 'paper' || config.wallet.key.kind !== 'ssm') return [];
    return [config.wallet.key.parameter];
  }

  private signing(): readonly PolicyStatement[] {
    const { config } = this.portfolio;
    if (config.mode === 'paper' || config.wallet.key.kind !== 'kms') return [];
    return [signWith(this, config.wallet.key.keyId)];
  }

  private everyMinute(name: 'cycle' | 'watchdog', calls: PortfolioFunction): void {
    const { group, portfolio } = this.props;
    new MinuteSchedule(calls, 'EveryMinute', {
      name: `keel-${portfolio.id}-${name}`,
      portfolio: portfolio.id,
      group,
      calls: calls.function,
      deadLetters: this.deadLetters,
    });
  }

  private tell(): void {
    new CfnOutput(this, 'TurnOff', {
      description: `Lets the portfolio ${this.portfolio.id} trade; --value halt stops it`,
      value:
        `aws ssm put-parameter --region ${this.props.system.region} --overwrite ` +
        `--name ${this.switchName} --value off`,
    });
  }
}
