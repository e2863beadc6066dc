// A skipped test is silence unless somebody says why: each reason gets one line at the end.

import type { Reporter, TestModule } from 'vitest/node';

const skippedIn = (module: TestModule): readonly string[] =>
  [...module.children.allTests('skipped')].map((test) => test.name);

/** Prints the name of every skipped test once. */
export const skippedReporter: Reporter = {
  onTestRunEnd: (modules) => {
    for (const name of new Set(modules.flatMap(skippedIn))) console.log(` ↓ ${name}`);
  },
};
