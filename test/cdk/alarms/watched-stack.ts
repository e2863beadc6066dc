// The stack that is deployed, of which tests look at what watches the portfolio `main`. Another
// portfolio stands beside it, so that an alarm on what belongs to that one would be seen.

import { Template } from 'aws-cdk-lib/assertions';
import { uncheckedStack } from '../scene.ts';

/** What the watched portfolio is set to. */
export type WatchedOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly runbookUrl?: string;
};

/** The template of the stack with `main` and another portfolio. */
export const monitoringTemplate = ({ env = {}, runbookUrl }: WatchedOptions = {}): Template => {
  const portfolios = { beside: {}, main: env };
  const { stack } = uncheckedStack({
    portfolios,
    ...(runbookUrl !== undefined && { runbookUrl }),
  });
  return Template.fromStack(stack);
};
