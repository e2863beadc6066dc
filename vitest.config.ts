/** How the tests run, and the branch coverage below which `npm run coverage` fails. */
import { defineConfig } from 'vitest/config';

const PURE_CORE = 'lib/{units/**,domain/**,strategies/**,risk/**,accounting/**,execution/plan*}';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['lib/**/*.ts', 'functions/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'html'],
      thresholds: {
        'lib/units/**': { branches: 100 },
        'lib/accounting/**': { branches: 100 },
        'lib/risk/**': { branches: 100 },
        [PURE_CORE]: { branches: 95 },
      },
    },
  },
});
