// The stack that is deployed, of which tests look at what watches the portfolio `main`. Another
// portfolio stands beside it, so that an alarm on what belongs to that one would be seen.

import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { TradingStack } from '../../../cdk/trading-stack.ts';
import { CONTEXT, deploymentOf } from '../scene.ts';

/** What the watched portfolio is set to. */
export type WatchedOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly runbookUrl?: string;
};

const UNCHECKED = { ...CONTEXT, '@aws-cdk/core:validateAgainstDefaultRules': false };

/** The template of the stack with `main` and another portfolio. */
export const monitoringTemplate = ({ env = {}, runbookUrl }: WatchedOptions = {}): Template => {
  const deployment = deploymentOf({
    portfolios: { beside: {}, main: env },
    ...(runbookUrl !== undefined && { runbookUrl }),
  });
  const codeOf = () => Code.fromInline('exports.handler = async () => undefined;');
  return Template.fromStack(
    new TradingStack(new App({ context: UNCHECKED }), { deployment, codeOf }),
  );
};
