// Folders for built assets that go with the process, and the assets that tests run.

import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildFunction } from '../../cdk/bundle.ts';
import { RUN_FOLDER } from './run-folder.ts';
import type { Bundle, FunctionName } from '../../cdk/bundle.ts';

/** Makes a folder. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-asset-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const own = process.env[RUN_FOLDER] ?? temporaryFolder();

/**
 * The asset of a function, built once for all test files of a run. Two files that need it at the
 * same moment may build it twice; each gets a whole one.
 */
export const assetOf = (name: FunctionName): Bundle => {
  const kept = join(own, `${name}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as Bundle;
  const bundle = buildFunction(name, mkdtempSync(join(own, 'asset-')));
  const whole = `${kept}.${String(process.pid)}`;
  writeFileSync(whole, JSON.stringify(bundle));
  renameSync(whole, kept);
  return bundle;
};
