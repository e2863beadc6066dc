// How tests run on a mutant: few cases a law, and one worker for all files of a run, since to start
// one costs more than most of these tests. The runner takes a fresh one for each mutant.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fewCases = fileURLToPath(new URL('few-cases.ts', import.meta.url));
const standIn = '\0fast-check-with-few-cases';

export default defineConfig({
  root,
  plugins: [
    {
      name: 'few-cases',
      enforce: 'pre',
      resolveId: (source, importer) =>
        source === 'fast-check' && importer !== standIn && importer !== fewCases ? standIn : null,
      load: (id) =>
        id === standIn
          ? `import fc from 'fast-check';
             import { assert } from ${JSON.stringify(fewCases)};
             export default { ...fc, assert };`
          : null,
    },
  ],
  test: { include: ['**/*.test.ts'], isolate: false, testTimeout: 30_000 },
});
