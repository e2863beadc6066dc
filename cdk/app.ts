// The CDK app. It reads what is to be deployed and refuses it with everything that is wrong with
// it, or builds the one stack under all checks.

import { Code } from 'aws-cdk-lib/aws-lambda';
import { readWholeEnvironment } from '../lib/cli/environment.ts';
import { bundleFunction } from './bundle.ts';
import { checkedApp } from './checked-app.ts';
import { parseDeployment } from './deployment.ts';
import { TradingStack } from './trading-stack.ts';
import type { CodeOf } from './portfolio.ts';

const refuse = (errors: readonly string[]): void => {
  process.exitCode = 1;
  process.stderr.write(`${errors.join('\n')}\n`);
};

const env = await readWholeEnvironment();
const app = checkedApp();
const context: unknown = app.node.getAllContext();
const deployment = env.ok ? parseDeployment({ context, env: env.value }) : env;
if (!deployment.ok) refuse(deployment.error);
else {
  const codeOf: CodeOf = (name) => Code.fromAsset(bundleFunction(name));
  new TradingStack(app, { deployment: deployment.value, codeOf });
  app.synth();
}
