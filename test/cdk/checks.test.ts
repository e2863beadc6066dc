// The checks of every synthesis, and that they fail when they should: a checker that finds nothing
// has proved nothing until it has found something.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnParameter } from 'aws-cdk-lib/aws-ssm';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it, vi } from 'vitest';
import { appOf, CONTEXT, deploymentOf, temporaryFolder, THREE } from './scene.ts';
import type { TradingStack } from '../../cdk/trading-stack.ts';

type Report = {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly { readonly ruleName: string }[];
  }[];
};

type Checked = {
  readonly isRefused: boolean;
  readonly found: Readonly<Record<string, readonly string[]>>;
};

const check = async (
  change: (stack: TradingStack) => void,
  context: Readonly<Record<string, unknown>> = { portfolios: THREE },
): Promise<Checked> => {
  // What the checks tell people is told in the report as well.
  const quiet = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const outdir = await temporaryFolder();
  const { app, stack } = appOf(deploymentOf(context), outdir);
  change(stack);
  let isRefused = false;
  try {
    app.synth();
  } catch {
    isRefused = true;
  } finally {
    quiet.mockRestore();
  }
  const text = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
  const report = JSON.parse(text) as Report;
  const found = report.pluginReports.map(
    ({ pluginName, violations }) => [pluginName, violations.map((one) => one.ruleName)] as const,
  );
  return { isRefused, found: Object.fromEntries(found) };
};

describe('the stack', () => {
  it.each([
    ['of a checkout', {}],
    ['of three portfolios', { portfolios: THREE }],
    ['that writes letters', { portfolios: THREE, alarmEmail: 'ops@example.com' }],
    ['with a reserved execution', { reservedConcurrency: true }],
    ['without one', { reservedConcurrency: false }],
  ])(
    '%s is clean under the rules of AWS Solutions and the validation of templates',
    async (_name, context) => {
      const { isRefused, found } = await check(() => undefined, context);
      expect(isRefused).toBe(false);
      expect(found).toEqual({ AwsSolutions: [] });
    },
  );

  it('has the findings of the validation as errors', () => {
    expect(CONTEXT['@aws-cdk/core:validateAgainstDefaultRules']).toBe(true);
  });
});

describe('a stack with', () => {
  it('a value that CloudFormation would refuse is refused', async () => {
    const { isRefused, found } = await check((stack) => {
      new CfnEventInvokeConfig(stack, 'Broken', {
        functionName: 'x',
        qualifier: '$LATEST',
        maximumRetryAttempts: 3,
      });
    });
    expect(found['CloudFormation Validate']).toEqual(['F3034']);
    expect(isRefused).toBe(true);
  });

  it('something that the validation would only warn of is refused', async () => {
    const { isRefused, found } = await check((stack) => {
      new CfnParameter(stack, 'Broken', { type: 'SecureString', value: 'x' });
    });
    expect(found['CloudFormation Validate']).toEqual(['W3030']);
    expect(isRefused).toBe(true);
  });

  it('a queue without dead letters, open to unencrypted calls, is refused', async () => {
    const { isRefused, found } = await check((stack) => {
      new Queue(stack, 'Broken');
    });
    expect(found['AwsSolutions']).toEqual(['AwsSolutions-SQS3', 'AwsSolutions-SQS4']);
    expect(isRefused).toBe(true);
  });

  it('a topic that is open to unencrypted calls is refused', async () => {
    const { isRefused, found } = await check((stack) => {
      new CfnTopic(stack, 'Broken');
    });
    expect(found['AwsSolutions']).toEqual(['AwsSolutions-SNS3']);
    expect(isRefused).toBe(true);
  });
});
