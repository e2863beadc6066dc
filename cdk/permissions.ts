// What each function may do, one statement a service, each on named things only. The table is
// shared, so that every statement on it also names the partition: no function can read or write
// the state of another portfolio, and none can scan, delete or change the table.

import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib';
import { partitionOf } from '../lib/adapters/dynamo/table.ts';
import { portfolioId } from '../lib/units/ids.ts';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { LiveConfig } from '../lib/config/config.ts';
import type { Portfolio } from './portfolio-settings.ts';

const allow = (
  actions: readonly string[],
  resource: string,
  conditions: Record<string, unknown> = {},
): PolicyStatement =>
  new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [resource],
    conditions,
  });

/** The partition of a portfolio's state. */
export const statePartition = ({ id, config }: Portfolio): string =>
  partitionOf({ mode: config.mode, portfolio: portfolioId(id) });

const onPartition = (operator: string, partition: string): Record<string, unknown> => ({
  [`ForAllValues:${operator}`]: { 'dynamodb:LeadingKeys': [partition] },
});

/** Reading the state of a portfolio, item by item. */
export const readState = (table: Table, portfolio: Portfolio): PolicyStatement =>
  allow(
    ['dynamodb:GetItem'],
    table.tableArn,
    onPartition('StringEquals', statePartition(portfolio)),
  );

/** Reading the state and the history of a portfolio. */
export const readHistory = (table: Table, portfolio: Portfolio): PolicyStatement =>
  allow(
    ['dynamodb:GetItem', 'dynamodb:Query'],
    table.tableArn,
    onPartition('StringEquals', statePartition(portfolio)),
  );

// A paper portfolio keeps its simulated venue beside the state, by a put.
const CYCLE_ACTIONS = ['dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'];

/** Reading and writing the state of a portfolio, and putting its history. */
export const writeState = (table: Table, portfolio: Portfolio): PolicyStatement =>
  allow(
    [...CYCLE_ACTIONS, ...(portfolio.config.mode === 'paper' ? ['dynamodb:PutItem'] : [])],
    table.tableArn,
    onPartition('StringEquals', statePartition(portfolio)),
  );

const CHAIN = '137';

/** Claiming the wallet of a live portfolio. */
export const claimWallet = (table: Table, { wallet }: LiveConfig): PolicyStatement => {
  const actions = ['dynamodb:GetItem', 'dynamodb:PutItem'];
  // A key that holds the funds itself has an address that nobody knows before it is read.
  const condition =
    wallet.kind === 'eoa'
      ? onPartition('StringLike', `FUNDER#${CHAIN}#*`)
      : onPartition('StringEquals', `FUNDER#${CHAIN}#${wallet.funder.toLowerCase()}`);
  return allow(actions, table.tableArn, condition);
};

/** The ARN of a parameter, whose name may begin with a slash. */
const parameterArn = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'ssm',
    resource: 'parameter',
    resourceName: name.replace(/^\//, ''),
  });

/** Reading parameters. What encrypts a SecureString by default lets the account's roles decrypt. */
export const readParameters = (scope: Construct, names: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    actions: ['ssm:GetParameter'],
    resources: names.map((name) => parameterArn(scope, name)),
  });

/** Turning a kill switch. */
export const writeParameter = (scope: Construct, name: string): PolicyStatement =>
  allow(['ssm:PutParameter'], parameterArn(scope, name));

/** Signing with a key that never leaves KMS. */
export const signWith = (scope: Construct, keyId: string): PolicyStatement =>
  allow(
    ['kms:GetPublicKey', 'kms:Sign'],
    keyId.startsWith('arn:')
      ? keyId
      : Stack.of(scope).formatArn({ service: 'kms', resource: 'key', resourceName: keyId }),
  );

/** Writing to a log group, whose streams the runtime names. */
export const writeLog = (log: ILogGroup): PolicyStatement =>
  allow(['logs:CreateLogStream', 'logs:PutLogEvents'], log.logGroupArn);

/** Leaving what could not be done in a queue. */
export const sendTo = (queue: IQueue): PolicyStatement =>
  allow(['sqs:SendMessage'], queue.queueArn);
