// What monitoring watches. It makes none of it: the stack hands it in.

import type { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { CommonConfig } from '../../lib/config/config.ts';

/** A function and the log it writes. */
export type WatchedFunction = { readonly function: IFunction; readonly log: ILogGroup };

/** One portfolio, with everything that can go wrong with it. */
export type Watched = {
  readonly portfolio: string;
  /** Where the numbers of alarms and limit lines come from: they are computed, never typed. */
  readonly config: Pick<CommonConfig, 'limits' | 'cycle'>;
  readonly cycle: WatchedFunction & { readonly timeout: Duration };
  readonly watchdog: WatchedFunction;
  readonly deadLetters: IQueue;
  readonly table: Pick<
    ITable,
    'metricConsumedReadCapacityUnits' | 'metricConsumedWriteCapacityUnits'
  >;
};
