// Builds the script of the report's page, which is kept built: whoever installs Keel needs no
// bundler. A test says when it is stale.

import { buildSync } from 'esbuild';

/** Where the built script is kept. */
export const PAGE_SCRIPT = 'lib/report/browser/page-script.js';

/** The script as it is built from its sources now. */
export const builtPageScript = (): string => {
  const { outputFiles } = buildSync({
    entryPoints: ['lib/report/browser/page-script.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    banner: { js: '// Built by `npm run page-script` from the TypeScript beside it.' },
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};
