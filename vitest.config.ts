// How the tests run. How much of the core they cover is looked at apart, in test/coverage.

import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/tooling/longest-first.ts';
import { skippedReporter } from './test/tooling/skipped-reporter.ts';

const reportFile = process.env['TEST_REPORT'];

// Tests that leave nothing behind in their process. To start one for each file, and to load the
// packages anew, costs more than most of these files take.
const together = [
  'test/{accounting,baselines,config,cycle,docs,doctor,domain,execution}/**/*.test.ts',
  'test/{backtest,mutants,planted-bugs,risk,strategies,sweep,tape,units,wiring}/**/*.test.ts',
  'test/simulation/*.test.ts',
  'test/adapters/polymarket/**/!(secrecy).test.ts',
  'test/cdk/!(checks|guide|shell-variables|synth).test.ts',
  'test/cdk/alarms/!(asset|asset-healthy|healthy).test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['test/functions/run-folder.ts'],
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: together } },
      { extends: true, test: { name: 'together', include: together, isolate: false } },
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: [
      'default',
      skippedReporter,
      ...(reportFile === undefined
        ? []
        : [['json', { outputFile: reportFile }] satisfies [string, object]]),
    ],
  },
});
