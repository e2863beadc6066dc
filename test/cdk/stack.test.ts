// Every resource of the stack, with what matters about it. The snapshot beside this file holds the
// rest; here stands what has a reason.

import { beforeAll, describe, expect, it } from 'vitest';
import { resourcesOf, templateOf, THREE } from './scene.ts';
import type { Json, Resource, Template } from './scene.ts';

let template: Template;
beforeAll(async () => {
  template = await templateOf({
    portfolios: THREE,
    alarmEmail: 'ops@example.com',
    reservedConcurrency: true,
  });
});

const IDS = Object.keys(THREE);

const named = (type: string, property: string, name: string): Resource => {
  const found = resourcesOf(template, type).filter(
    ({ Properties }) => Properties[property] === name,
  );
  expect(found).toHaveLength(1);
  return found[0] as Resource;
};

const functionOf = (id: string, name: string): Resource =>
  named('AWS::Lambda::Function', 'FunctionName', `keel-${id}-${name}`);

const logicalId = (resource: Resource): string =>
  Object.entries(template.Resources).find(([, one]) => one === resource)?.[0] ?? '';

const arnOf = (resource: Resource): Json => ({ 'Fn::GetAtt': [logicalId(resource), 'Arn'] });

const variablesOf = (id: string, name: string): Readonly<Record<string, Json>> => {
  const { Environment } = functionOf(id, name).Properties as unknown as {
    readonly Environment: { readonly Variables: Readonly<Record<string, Json>> };
  };
  return Environment.Variables;
};

it('consists of these resources and no others', () => {
  const counts = new Map<string, number>();
  for (const { Type } of Object.values(template.Resources))
    counts.set(Type, (counts.get(Type) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    'AWS::CloudWatch::Alarm': 19 * IDS.length,
    'AWS::CloudWatch::CompositeAlarm': IDS.length,
    'AWS::CloudWatch::Dashboard': IDS.length,
    'AWS::DynamoDB::Table': 1,
    'AWS::IAM::Role': 5 * IDS.length,
    'AWS::Lambda::EventInvokeConfig': 2 * IDS.length,
    'AWS::Lambda::Function': 3 * IDS.length,
    'AWS::Logs::LogGroup': 3 * IDS.length,
    'AWS::SNS::Subscription': 1,
    'AWS::SNS::Topic': 1,
    'AWS::SNS::TopicPolicy': 1,
    'AWS::SQS::Queue': IDS.length,
    'AWS::SQS::QueuePolicy': IDS.length,
    'AWS::SSM::Parameter': IDS.length,
    'AWS::Scheduler::Schedule': 2 * IDS.length,
    'AWS::Scheduler::ScheduleGroup': 1,
  });
});

describe('the table', () => {
  const table = (): Resource => named('AWS::DynamoDB::Table', 'TableName', 'Keel');

  it('has the keys of the store, and is paid by the request', () => {
    expect(table().Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  });

  it('can be restored to any second, and cannot be deleted', () => {
    expect(table().Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
  });

  it('outlives the stack and its own replacement', () => {
    expect(table()).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('lets go of history by the attribute that the store writes', () => {
    expect(table().Properties['TimeToLiveSpecification']).toEqual({
      AttributeName: 'expires',
      Enabled: true,
    });
  });
});

describe.each(IDS)('the functions of %s', (id) => {
  it.each(['cycle', 'watchdog', 'widget'])('%s runs on arm64 and the pinned runtime', (name) => {
    expect(functionOf(id, name).Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
    });
  });

  it('end before the next minute begins', () => {
    expect(functionOf(id, 'cycle').Properties['Timeout']).toBe(45);
    expect(functionOf(id, 'watchdog').Properties['Timeout']).toBe(50);
    expect(functionOf(id, 'widget').Properties['Timeout']).toBe(20);
  });

  it('reserve one execution for the cycle and none for others', () => {
    const reserved = (name: string): Json | undefined =>
      functionOf(id, name).Properties['ReservedConcurrentExecutions'];
    expect(['cycle', 'watchdog', 'widget'].map(reserved)).toEqual([1, undefined, undefined]);
  });

  it.each(['cycle', 'watchdog'])('%s tries no event twice and none after a minute', (name) => {
    const fn = functionOf(id, name);
    const queue = named('AWS::SQS::Queue', 'QueueName', `keel-${id}-dead-letters`);
    const configs = resourcesOf(template, 'AWS::Lambda::EventInvokeConfig').filter(
      ({ Properties }) =>
        JSON.stringify(Properties['FunctionName']) === JSON.stringify({ Ref: logicalId(fn) }),
    );
    expect(configs.map(({ Properties }) => Properties)).toEqual([
      {
        FunctionName: { Ref: logicalId(fn) },
        Qualifier: '$LATEST',
        MaximumRetryAttempts: 0,
        MaximumEventAgeInSeconds: 60,
        DestinationConfig: { OnFailure: { Destination: arnOf(queue) } },
      },
    ]);
  });

  it.each(['cycle', 'watchdog', 'widget'])('%s writes to a log of its own', (name) => {
    const log = named('AWS::Logs::LogGroup', 'LogGroupName', `/keel/${id}/${name}`);
    expect(functionOf(id, name).Properties['LoggingConfig']).toEqual({
      LogGroup: { Ref: logicalId(log) },
    });
    expect(log.Properties['RetentionInDays']).toBe(30);
    expect(log).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it.each(['cycle', 'watchdog', 'widget'])('%s is told its portfolio and its places', (name) => {
    const table = named('AWS::DynamoDB::Table', 'TableName', 'Keel');
    expect(variablesOf(id, name)).toEqual({
      ...THREE[id as keyof typeof THREE],
      PORTFOLIO_ID: id,
      TABLE_NAME: { Ref: logicalId(table) },
      KILL_SWITCH_PARAM: `/keel/${id}/kill-switch`,
      ...(name === 'watchdog' && { WATCHDOG_MINUTES: '5' }),
    });
  });
});

describe.each(IDS)('the kill switch of %s', (id) => {
  it('stands at halt, and takes only the three words', () => {
    const { Properties } = named('AWS::SSM::Parameter', 'Name', `/keel/${id}/kill-switch`);
    expect(Properties).toMatchObject({
      Type: 'String',
      Value: 'halt',
      AllowedPattern: '^(off|reduce-only|halt)$',
    });
  });
});

describe.each(IDS)('the schedules of %s', (id) => {
  it.each(['cycle', 'watchdog'])('call %s once a minute, and never again', (name) => {
    const { Properties } = named('AWS::Scheduler::Schedule', 'Name', `keel-${id}-${name}`);
    const queue = named('AWS::SQS::Queue', 'QueueName', `keel-${id}-dead-letters`);
    expect(Properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      GroupName: 'Keel',
      Target: {
        Arn: arnOf(functionOf(id, name)),
        DeadLetterConfig: { Arn: arnOf(queue) },
        RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      },
    });
  });

  it.each(['cycle', 'watchdog'])('tell %s whose minute it is, and which', (name) => {
    const { Properties } = named('AWS::Scheduler::Schedule', 'Name', `keel-${id}-${name}`);
    const { Input } = Properties['Target'] as { readonly Input: string };
    expect(JSON.parse(Input)).toEqual({
      portfolio: id,
      scheduledAt: '<aws.scheduler.scheduled-time>',
    });
  });
});

describe.each(IDS)('the dead letters of %s', (id) => {
  it('are encrypted and kept for two weeks', () => {
    const queue = named('AWS::SQS::Queue', 'QueueName', `keel-${id}-dead-letters`);
    expect(queue.Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
    });
  });
});

describe('who is told', () => {
  it('is the address of the context', () => {
    expect(resourcesOf(template, 'AWS::SNS::Subscription')[0]?.Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  });

  it('is nobody while there is no address', async () => {
    const quiet = await templateOf();
    expect(resourcesOf(quiet, 'AWS::SNS::Subscription')).toEqual([]);
    expect(resourcesOf(quiet, 'AWS::SNS::Topic')).toHaveLength(1);
  });
});

describe('the template that a checkout comes with', () => {
  it('reserves no execution, which a new account could not', async () => {
    const young = await templateOf();
    expect(JSON.stringify(young)).not.toContain('ReservedConcurrentExecutions');
  });
});

describe('the outputs', () => {
  it('say how a portfolio is let trade', () => {
    expect(JSON.stringify(template.Outputs)).toContain(
      'aws ssm put-parameter --region eu-west-1 --overwrite ' +
        '--name /keel/live/kill-switch --value off',
    );
  });
});
