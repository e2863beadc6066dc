// How the tests run, and the branch coverage below which `npm run coverage` fails.

import { defineConfig } from 'vitest/config';
import { skippedReporter } from './test/tooling/skipped-reporter.ts';

const pureCore =
  'lib/{units/**,domain/**,strategies/**,risk/**,accounting/**,doctor/**,execution/!(engine)*}';
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
    coverage: {
      provider: 'v8',
      include: ['lib/**/*.ts', 'functions/**/*.ts', 'cdk/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: {
        'lib/units/**': { branches: 100 },
        'lib/accounting/**': { branches: 100 },
        'lib/risk/**': { branches: 100 },
        [pureCore]: { branches: 95 },
      },
    },
  },
});
