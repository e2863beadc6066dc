// A function of a portfolio: its own role, its own log, and nothing that is tried twice. An event
// that could not be served in its minute is worth nothing in the next: it becomes a dead letter.

import { PolicyDocument, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { sendTo, writeLog } from './permissions.ts';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Code, EventInvokeConfigOptions, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { PortfolioFunctionName } from './bundle.ts';

/** How long an event may wait before it is dropped: the next one is as good. Range: from 60 s. */
export const EVENT_AGE_MAX = Duration.seconds(60);

/** How a function is called: by a schedule, or by a person who waits for the answer. */
export type Calling =
  | { readonly kind: 'scheduled'; readonly deadLetters: IQueue }
  | { readonly kind: 'direct' };

/** What a function is made of. */
export type PortfolioFunctionProps = {
  readonly name: PortfolioFunctionName;
  readonly portfolio: string;
  readonly description: string;
  readonly code: Code;
  readonly memoryMb: number;
  readonly timeout: Duration;
  readonly variables: Readonly<Record<string, string>>;
  readonly may: readonly PolicyStatement[];
  readonly calling: Calling;
  readonly concurrency: 'one' | 'shared';
  readonly retention: RetentionDays;
};

const onceOrNever = (calling: Calling): EventInvokeConfigOptions => {
  if (calling.kind === 'direct') return {};
  const destination = calling.deadLetters.queueArn;
  return {
    retryAttempts: 0,
    maxEventAge: EVENT_AGE_MAX,
    onFailure: { bind: () => ({ destination }) },
  };
};

/** A function with its role and its log. */
export class PortfolioFunction extends Construct {
  readonly function: IFunction;
  readonly log: LogGroup;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: PortfolioFunctionProps) {
    super(scope, id);
    this.log = this.logOf(props);
    this.role = this.roleOf(props);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: `keel-${props.portfolio}-${props.name}`,
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.code,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      environment: { ...props.variables },
      role: this.role,
      logGroup: this.log,
      ...onceOrNever(props.calling),
      ...(props.concurrency === 'one' && { reservedConcurrentExecutions: 1 }),
    });
  }

  // The log tells what happened to money, so that it outlives the stack; what is in it expires.
  private logOf({ name, portfolio, retention }: PortfolioFunctionProps): LogGroup {
    return new LogGroup(this, 'Log', {
      logGroupName: `/keel/${portfolio}/${name}`,
      retention,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  // Written into the role itself: a policy beside it might come after the function that needs it.
  private roleOf({ may, calling }: PortfolioFunctionProps): Role {
    const onFailure = calling.kind === 'scheduled' ? [sendTo(calling.deadLetters)] : [];
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        Own: new PolicyDocument({ statements: [...may, writeLog(this.log), ...onFailure] }),
      },
    });
  }
}
