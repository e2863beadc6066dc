// How the branches of the core are covered: by the tests beside it, and by a short look through
// each of its properties. Counting branches makes everything twice as slow, and the long look is
// what the whole run of the tests is for.

import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const pureCore =
  'lib/{units/**,domain/**,strategies/**,risk/**,accounting/**,doctor/**,execution/!(engine)*}';
const tests = '{units,domain,strategies,risk,accounting,execution,doctor,cycle,simulation}';

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: [`test/${tests}/**/*.test.ts`],
    setupFiles: ['test/coverage/short-look.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // As in the whole run: these tests leave nothing behind in their process.
    isolate: false,
    coverage: {
      provider: 'v8',
      include: [pureCore, 'lib/cycle/**/*.ts'],
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
