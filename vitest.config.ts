// How the tests run. How much of the core they cover is looked at apart, in test/coverage.

import { defineConfig } from 'vitest/config';
import { skippedReporter } from './test/tooling/skipped-reporter.ts';

const reportFile = process.env['TEST_REPORT'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/functions/run-folder.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: [
      'default',
      skippedReporter,
      ...(reportFile === undefined
        ? []
        : [['json', { outputFile: reportFile }] satisfies [string, object]]),
    ],
  },
});
