// Builds the scripts of the report's page, which are kept built: whoever installs Keel needs no
// bundler. A test says when one is stale.

import { buildSync } from 'esbuild';

const FOLDER = 'lib/report/browser';

/** The scripts that are built: that of every page, and what a live one has besides. */
export const PAGE_SCRIPTS = ['page-script', 'live-script'] as const;

/** Where a built script is kept. */
export const builtPath = (name: (typeof PAGE_SCRIPTS)[number]): string => `${FOLDER}/${name}.js`;

/** A script as it is built from its sources now. */
export const builtPageScript = (name: (typeof PAGE_SCRIPTS)[number]): string => {
  const { outputFiles } = buildSync({
    entryPoints: [`${FOLDER}/${name}.ts`],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    banner: { js: '// Built by `npm run page-script` from the TypeScript beside it.' },
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};
