import { beforeAll, describe, expect, it } from 'vitest';
import { FUNDER, KMS_KEY, templateOf, THREE } from './scene.ts';
import { statementsOf, textOf } from './statements.ts';
import type { Json, Template } from './scene.ts';
import type { Statement } from './statements.ts';

let template: Template;
let statements: readonly Statement[];
beforeAll(async () => {
  template = await templateOf({ portfolios: THREE });
  statements = statementsOf(template);
});

const ACCOUNT = '<AWS::AccountId>';
const SWITCH = (id: string): string =>
  `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/keel/${id}/kill-switch`;

const logicalId = (type: string, property: string, name: string): string => {
  const found = Object.entries(template.Resources).filter(
    ([, one]) => one.Type === type && one.Properties[property] === name,
  );
  expect(found).toHaveLength(1);
  return found[0]?.[0] ?? '';
};

const roleOf = (id: string, name: string): string => {
  const fn = logicalId('AWS::Lambda::Function', 'FunctionName', `keel-${id}-${name}`);
  const role = template.Resources[fn]?.Properties['Role'] as { readonly 'Fn::GetAtt': string[] };
  return role['Fn::GetAtt'][0] ?? '';
};

type Allowed = {
  readonly actions: readonly string[];
  readonly on: readonly string[];
  readonly if?: Json;
};

const allowedTo = (role: string): readonly Allowed[] =>
  statements
    .filter(({ of, principal }) => of === role && principal === undefined)
    .map(({ actions, resources, condition }) => ({
      actions,
      on: resources,
      ...(condition !== undefined && { if: condition }),
    }));

const partition = (operator: string, key: string): Json => ({
  [`ForAllValues:${operator}`]: { 'dynamodb:LeadingKeys': [key] },
});

const common = (id: string, name: string): readonly Allowed[] => [
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    on: [`<${logicalId('AWS::Logs::LogGroup', 'LogGroupName', `/keel/${id}/${name}`)}.Arn>`],
  },
  ...(name === 'widget'
    ? []
    : [
        {
          actions: ['sqs:SendMessage'],
          on: [`<${logicalId('AWS::SQS::Queue', 'QueueName', `keel-${id}-dead-letters`)}.Arn>`],
        },
      ]),
];

const table = (): readonly string[] => [
  `<${logicalId('AWS::DynamoDB::Table', 'TableName', 'Keel')}.Arn>`,
];

const SIGN: Allowed = {
  actions: ['kms:GetPublicKey', 'kms:Sign'],
  on: [`arn:aws:kms:eu-west-1:${ACCOUNT}:key/${KMS_KEY}`],
};

const LIVE_CYCLE = ['dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'];
const CLAIM = ['dynamodb:GetItem', 'dynamodb:PutItem'];
const PARAMETER = (name: string): string => `arn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/${name}`;

describe('a cycle', () => {
  it('of a paper portfolio reaches its own state and its own switch', () => {
    expect(allowedTo(roleOf('main', 'cycle'))).toEqual([
      {
        actions: [...LIVE_CYCLE, 'dynamodb:PutItem'].sort(),
        on: table(),
        if: partition('StringEquals', 'PORTFOLIO#paper#main'),
      },
      { actions: ['ssm:GetParameter'], on: [SWITCH('main')] },
      ...common('main', 'cycle'),
    ]);
  });

  it('of a live portfolio claims its wallet, and reads its own secrets', () => {
    expect(allowedTo(roleOf('live', 'cycle'))).toEqual([
      {
        actions: LIVE_CYCLE,
        on: table(),
        if: partition('StringEquals', 'PORTFOLIO#live#live'),
      },
      {
        actions: CLAIM,
        on: table(),
        if: partition('StringEquals', `FUNDER#137#${FUNDER.toLowerCase()}`),
      },
      {
        actions: ['ssm:GetParameter'],
        on: [SWITCH('live'), PARAMETER('keel/live/private-key'), PARAMETER('keel/live/rpc-url')],
      },
      ...common('live', 'cycle'),
    ]);
  });

  it('whose key is in KMS signs with it, and may claim the address it turns out to have', () => {
    expect(allowedTo(roleOf('kms', 'cycle'))).toEqual([
      { actions: LIVE_CYCLE, on: table(), if: partition('StringEquals', 'PORTFOLIO#live#kms') },
      { actions: CLAIM, on: table(), if: partition('StringLike', 'FUNDER#137#*') },
      { actions: ['ssm:GetParameter'], on: [SWITCH('kms'), PARAMETER('rpc-url')] },
      SIGN,
      ...common('kms', 'cycle'),
    ]);
  });
});

describe('a watchdog', () => {
  it('reads a key from its parameter, and no other secret', () => {
    expect(allowedTo(roleOf('live', 'watchdog'))).toContainEqual({
      actions: ['ssm:GetParameter'],
      on: [SWITCH('live'), PARAMETER('keel/live/private-key')],
    });
  });

  it('reads what its cycle left, and signs with its key', () => {
    expect(allowedTo(roleOf('kms', 'watchdog'))).toEqual([
      {
        actions: ['dynamodb:GetItem'],
        on: table(),
        if: partition('StringEquals', 'PORTFOLIO#live#kms'),
      },
      { actions: ['ssm:GetParameter'], on: [SWITCH('kms')] },
      SIGN,
      ...common('kms', 'watchdog'),
    ]);
  });
});

describe('a widget', () => {
  it('reads one portfolio, turns one switch, and holds no key', () => {
    expect(allowedTo(roleOf('live', 'widget'))).toEqual([
      {
        actions: ['dynamodb:GetItem', 'dynamodb:Query'],
        on: table(),
        if: partition('StringEquals', 'PORTFOLIO#live#live'),
      },
      { actions: ['ssm:GetParameter', 'ssm:PutParameter'], on: [SWITCH('live')] },
      ...common('live', 'widget'),
    ]);
  });
});

describe('a schedule', () => {
  const roleOfSchedule = (name: string): string => {
    const id = logicalId('AWS::Scheduler::Schedule', 'Name', name);
    const { RoleArn } = template.Resources[id]?.Properties['Target'] as {
      readonly RoleArn: { readonly 'Fn::GetAtt': string[] };
    };
    return RoleArn['Fn::GetAtt'][0] ?? '';
  };

  it.each(Object.keys(THREE))('of %s calls its own function, and leaves dead letters', (id) => {
    const fn = logicalId('AWS::Lambda::Function', 'FunctionName', `keel-${id}-cycle`);
    expect(allowedTo(roleOfSchedule(`keel-${id}-cycle`))).toEqual([
      { actions: ['lambda:InvokeFunction'], on: [`<${fn}.Arn>`] },
      ...common(id, 'cycle').slice(1),
    ]);
  });

  it('lends its role to schedules of this stack only', () => {
    const role = roleOfSchedule('keel-main-cycle');
    const [trust] = statements.filter(
      ({ of, principal }) => of === role && principal !== undefined,
    );
    const group = logicalId('AWS::Scheduler::ScheduleGroup', 'Name', 'Keel');
    expect(trust).toMatchObject({
      principal: '{"Service":"scheduler.amazonaws.com"}',
      condition: {
        StringEquals: {
          'aws:SourceAccount': { Ref: 'AWS::AccountId' },
          'aws:SourceArn': { 'Fn::GetAtt': [group, 'Arn'] },
        },
      },
    });
  });
});

describe('the topic', () => {
  it('takes alarms of this account, and nothing over an open line', () => {
    const [topic = ''] = Object.entries(template.Resources).flatMap(([id, { Type }]) =>
      Type === 'AWS::SNS::Topic' ? [id] : [],
    );
    const said = statements
      .filter(({ type }) => type === 'AWS::SNS::TopicPolicy')
      .map(({ effect, actions, resources, principal, condition }) => ({
        said: `${effect} ${principal ?? ''} ${[...actions, ...resources].join(' ')}`,
        condition,
      }));
    expect(said).toEqual([
      {
        said: `Deny "*" sns:Publish ${textOf({ Ref: topic })}`,
        condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
      {
        said: `Allow {"Service":"cloudwatch.amazonaws.com"} sns:Publish ${textOf({ Ref: topic })}`,
        condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });
});
