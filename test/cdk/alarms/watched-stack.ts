// A stack with one portfolio to watch, whose functions do nothing.

import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Monitoring } from '../../../cdk/monitoring.ts';
import { parseConfig } from '../../../lib/config/parse-config.ts';
import type { Config } from '../../../lib/config/config.ts';
import type { WatchedFunction } from '../../../cdk/monitoring/watched.ts';

const functionIn = (stack: Stack, id: string): WatchedFunction => {
  const log = new LogGroup(stack, `${id}Log`, { logGroupName: `/keel/main/${id.toLowerCase()}` });
  return {
    log,
    function: new LambdaFunction(stack, id, {
      functionName: `keel-main-${id.toLowerCase()}`,
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => undefined;'),
      logGroup: log,
    }),
  };
};

export const configOf = (env: Readonly<Record<string, string>>): Config => {
  const config = parseConfig(env, 'local');
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
};

/** What the watched portfolio is set to. */
export type WatchedOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly runbookUrl?: string;
};

/** The template of a stack with monitoring over one portfolio `main`. */
export const monitoringTemplate = ({ env = {}, runbookUrl }: WatchedOptions = {}): Template => {
  const stack = new Stack(new App(), 'Watched', { env: { region: 'eu-west-1' } });
  new Monitoring(stack, 'Monitoring', {
    watched: {
      portfolio: 'main',
      config: configOf(env),
      cycle: { ...functionIn(stack, 'Cycle'), timeout: Duration.seconds(50) },
      watchdog: functionIn(stack, 'Watchdog'),
      deadLetters: new Queue(stack, 'DeadLetters', { queueName: 'keel-main-dead-letters' }),
      table: new Table(stack, 'Table', {
        tableName: 'Keel',
        partitionKey: { name: 'pk', type: AttributeType.STRING },
      }),
    },
    topic: new Topic(stack, 'Alarms', { topicName: 'KeelAlarms' }),
    runbookUrl,
    widgetArn: 'arn:aws:lambda:eu-west-1:123456789012:function:keel-main-widget',
  });
  return Template.fromStack(stack);
};
