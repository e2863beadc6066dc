// Recorded sets as compact tapes, made once and kept outside of the repository: a tape's name holds
// the digest of the files that it was made from.

import { hash } from 'node:crypto';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { convertTape, sourceFiles } from '../tape/compact/file-convert.ts';
import { describeTapeError } from '../tape/errors.ts';
import { SET_NAMES } from '../tape/sets.ts';
import { openTape } from '../tape/tape-file.ts';
import { err, ok } from '../units/result.ts';
import { VERSION } from '../wiring/version.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { SetName } from '../tape/sets.ts';
import type { Result } from '../units/result.ts';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The recorded sets in a folder. */
export const setsIn = async (folder: string): Promise<readonly SetName[]> => {
  const found: SetName[] = [];
  for (const set of SET_NAMES) if (await exists(join(folder, set))) found.push(set);
  return found;
};

/** A set as a tape. */
export type KeptTape = { readonly set: SetName; readonly path: string; readonly sources: string };

const converted = async (data: string, out: string): Promise<string | null> => {
  let take: (problem: TapeProblem) => void = () => undefined;
  const report = (problem: TapeProblem): void => take(problem);
  const opened = await openTape(data, { onProblem: 'go-on', report, assume: {} });
  if (!opened.ok) return describeTapeError(opened.error);
  const sources = await sourceFiles(data);
  if (!sources.ok) return sources.error;
  const result = await convertTape({
    tape: opened.value,
    problems: (taker) => {
      take = taker;
    },
    sources: sources.value,
    madeBy: `keel ${VERSION}`,
    out,
    progress: () => 'go-on',
  });
  return result.ok ? null : result.error;
};

/** Gives the tape of a set, making it where there is none of these very files yet. */
export const keptTape = async (
  set: SetName,
  { data, cache }: { readonly data: string; readonly cache: string },
): Promise<Result<KeptTape, string>> => {
  const folder = join(data, set);
  const files = await sourceFiles(folder);
  if (!files.ok) return err(`${folder} cannot be read: ${files.error}`);
  const digests = files.value
    .map(({ name, sha256 }) => `${name} ${sha256}`)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const sources = hash('sha256', JSON.stringify(digests), 'hex').slice(0, 16);
  const path = join(cache, `${set}-${sources}.keeltape`);
  if (await exists(path)) return ok({ set, path, sources });
  await mkdir(cache, { recursive: true });
  const failure = await converted(folder, path);
  return failure === null ? ok({ set, path, sources }) : err(`${set}: ${failure}`);
};
