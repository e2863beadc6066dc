// Once a minute, and never twice for the same minute: what could not be delivered is left to the
// next one and kept as a dead letter.

import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { EVENT_AGE_MAX } from './portfolio-function.ts';
import { sendTo } from './permissions.ts';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IScheduleGroup, IScheduleTarget } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** What is called, for whom, and where events go that could not be delivered. */
export type MinuteScheduleProps = {
  readonly name: string;
  readonly portfolio: string;
  readonly group: IScheduleGroup;
  readonly calls: IFunction;
  readonly deadLetters: IQueue;
};

/** A schedule of one call a minute, with a role that can do nothing else. */
export class MinuteSchedule extends Construct {
  readonly schedule: Schedule;

  constructor(scope: Construct, id: string, props: MinuteScheduleProps) {
    super(scope, id);
    this.schedule = new Schedule(this, 'Schedule', {
      scheduleName: props.name,
      scheduleGroup: props.group,
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      target: this.target(props),
    });
  }

  private target(props: MinuteScheduleProps): IScheduleTarget {
    const { calls, deadLetters, portfolio } = props;
    const role = this.roleOf(props);
    const input = ScheduleTargetInput.fromObject({
      portfolio,
      scheduledAt: ContextAttribute.scheduledTime,
    });
    const retryPolicy = {
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: EVENT_AGE_MAX.toSeconds(),
    };
    const deadLetterConfig = { arn: deadLetters.queueArn };
    const arn = calls.functionArn;
    return { bind: () => ({ arn, role, input, retryPolicy, deadLetterConfig }) };
  }

  // Only schedules of this group, in this account, may take the role.
  private roleOf({ group, calls, deadLetters }: MinuteScheduleProps): Role {
    const call = new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [calls.functionArn],
    });
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Stack.of(this).account,
            'aws:SourceArn': group.scheduleGroupArn,
          },
        },
      }),
      inlinePolicies: { Own: new PolicyDocument({ statements: [call, sendTo(deadLetters)] }) },
    });
  }
}
