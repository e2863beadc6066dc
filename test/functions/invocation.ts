// An invocation as the platform makes it, and what it printed.

import { onTestFinished, vi } from 'vitest';
import type { Context } from 'aws-lambda';

/** The context of an invocation with so much time left. */
export const contextOf = (leftMs = 50_000): Context =>
  ({
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'keel-test',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:keel-test-widget',
    memoryLimitInMB: '256',
    awsRequestId: 'request-1',
    logGroupName: '/keel/test',
    logStreamName: 'stream',
    getRemainingTimeInMillis: () => leftMs,
    // The old ways out, which the type wants as well, are nobody's any more.
  }) as unknown as Context;

/** Sets variables for one test. */
export const withVariables = (variables: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
};

/** Collects what is printed in one test, line by line. */
export const printedLines = (): readonly string[] => {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(...String(text).trimEnd().split('\n'));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  return lines;
};
