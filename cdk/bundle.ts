// From the sources of a function to the file that AWS runs and that tests and benches load: one of
// ESM with every package inside. Measured: the SDK that AWS brings along starts more slowly.

import { buildSync } from 'esbuild';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The functions that each portfolio has. */
export type PortfolioFunctionName = 'cycle' | 'watchdog' | 'widget';

/** The functions there are. */
export type FunctionName = PortfolioFunctionName | 'sweep';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// Packages that are still CommonJS ask for `require`, which an ESM file does not have.
const BANNER =
  "import { createRequire as keelRequire } from 'node:module';" +
  'const require = keelRequire(import.meta.url);';

/** What a bundle consists of: the files that went into it, with their bytes in it. */
export type BundleParts = Readonly<Record<string, number>>;

/** A built function. */
export type Bundle = {
  /** The folder that is deployed, with nothing but `index.mjs` in it. */
  readonly folder: string;
  readonly file: string;
  readonly bytes: number;
  readonly parts: BundleParts;
};

/** Builds a function, by default into dist/. The same sources give the same bytes. */
export const buildFunction = (
  name: FunctionName,
  target: string = join(ROOT, 'dist', 'functions'),
): Bundle => {
  const folder = join(target, name);
  const built = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [`functions/${name}/handler.ts`],
    outfile: join(folder, 'index.mjs'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    banner: { js: BANNER },
    legalComments: 'none',
    logLevel: 'error',
    metafile: true,
    write: false,
  });
  const [output] = built.outputFiles;
  if (output === undefined) throw new Error(`esbuild gave nothing for ${name}`);
  mkdirSync(folder, { recursive: true });
  // Whoever reads the file while it is built anew reads a whole one.
  const whole = `${output.path}.${String(process.pid)}`;
  writeFileSync(whole, output.contents);
  renameSync(whole, output.path);
  const [described] = Object.values(built.metafile.outputs);
  const inputs = Object.entries(described?.inputs ?? {});
  return {
    folder,
    file: output.path,
    bytes: output.contents.length,
    parts: Object.fromEntries(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
};

/** Builds a function into dist/ and gives the folder to deploy. */
export const bundleFunction = (name: FunctionName): string => buildFunction(name).folder;
