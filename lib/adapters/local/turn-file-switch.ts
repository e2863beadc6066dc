// Turning the local kill switch: a file is put there in one step, so that no reader finds half of
// it, or taken away.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { err, ok } from '../../units/result.ts';
import { uniqueName } from './process-name.ts';
import type { KillSwitch } from '../../domain/kill-switch.ts';
import type { Result } from '../../units/result.ts';

const put = async (path: string, text: string): Promise<void> => {
  const beside = `${path}.${uniqueName()}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(beside, text);
    await rename(beside, path);
  } finally {
    await rm(beside, { force: true });
  }
};

/** Turns the switch of one file: `off` takes it away. Gives the reason where that failed. */
export const turnFileSwitch = async (
  path: string,
  position: KillSwitch,
): Promise<Result<null, string>> => {
  try {
    await (position === 'off' ? rm(path, { force: true }) : put(path, `${position}\n`));
    return ok(null);
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
};
