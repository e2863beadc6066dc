// A folder for built assets that goes with the process.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes the folder. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-asset-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
