// The files that a verb writes: each is tried before the work whose result it will hold, since a
// mistyped folder must not cost an hour.

import { constants } from 'node:fs';
import { access, mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { causeOf } from '../tape/file-bytes.ts';
import { err, ok } from '../units/result.ts';
import type { Result } from '../units/result.ts';

/** A place that somebody named for a result. */
export type ResultPlace = {
  /** The option that names it, with its dashes. */
  readonly option: string;
  readonly path: string;
  readonly kind: 'file' | 'folder';
};

const makeFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await access(folder, constants.W_OK | constants.X_OK);
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

// Opening it would leave an empty file behind where the work then fails.
const tryFile = async (path: string): Promise<string | null> => {
  if (/[/\\]$/.test(path)) return 'it names a folder';
  await makeFolder(dirname(path));
  try {
    if ((await stat(path)).isDirectory()) return 'it is a folder';
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  await access(path, constants.W_OK);
  return null;
};

const tryPlace = async ({ path, kind }: ResultPlace): Promise<string | null> => {
  try {
    if (kind === 'file') return await tryFile(path);
    await makeFolder(path);
    return null;
  } catch (error) {
    return causeOf(error);
  }
};

// The one that is written last would be all that is left.
const writtenTwice = (places: readonly ResultPlace[]): readonly string[] => {
  const paths = places.map(({ path }) => resolve(path));
  return places
    .filter((_place, index) => paths.indexOf(paths[index] ?? '') < index)
    .map(({ option, path }) => `${option} ${path}: another result goes there; give each its own`);
};

/** Makes the folders of places; says of each that cannot be written why, and what is allowed. */
export const refusedPlaces = async (places: readonly ResultPlace[]): Promise<readonly string[]> => {
  const refusals: string[] = [...writtenTwice(places)];
  for (const place of places) {
    const why = await tryPlace(place);
    if (why !== null)
      refusals.push(
        `${place.option} ${place.path}: ${why}; allowed is a ${place.kind} that can be written, ` +
          'and missing folders are made',
      );
  }
  return refusals;
};

/** The place of an option that names a file, where it was given. */
export const fileAt = (option: string, path: string | null): readonly ResultPlace[] =>
  path === null ? [] : [{ option, path, kind: 'file' }];

/** Writes a result over what was there. */
export const writeResult = async (path: string, text: string): Promise<Result<null, string>> => {
  try {
    await writeFile(path, text);
    return ok(null);
  } catch (error) {
    return err(`${path} could not be written: ${causeOf(error)}`);
  }
};
