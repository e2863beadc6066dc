// Small recordings of our own, written for the length of one test.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { NO_OVERRIDES } from '../../lib/tape/assume.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import type { Tape, TapeEvent, TapeProblem } from '../../lib/domain/tape-event.ts';
import type { TapeError } from '../../lib/tape/errors.ts';
import type { TapeOptions } from '../../lib/tape/reading.ts';

/** Files by name; text is written as it is. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** Writes a folder that is removed after the test. */
export const temporarySet = (files: Files): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-tape-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
};

/** Packs text like the recordings are. */
export const packed = (text: string): Buffer => gzipSync(text);

/** Lines as a file, the last one ended too. */
export const linesOf = (lines: readonly string[]): string => lines.map((l) => `${l}\n`).join('');

/** What came of reading a tape to its end. */
export type Reading = {
  readonly tape: Tape;
  readonly events: readonly TapeEvent[];
  readonly problems: readonly TapeProblem[];
};

/** All events of a tape, one by one. */
export const eventsOf = async (tape: Tape): Promise<readonly TapeEvent[]> => {
  const events: TapeEvent[] = [];
  for await (const batch of tape.events()) events.push(...batch);
  return events;
};

/** Opens a tape and reads it to its end. */
export const readTape = async (
  path: string,
  options: Partial<TapeOptions> = {},
): Promise<Reading> => {
  const problems: TapeProblem[] = [];
  const report = (problem: TapeProblem): void => void problems.push(problem);
  const opened = await openTape(path, {
    onProblem: 'go-on',
    report,
    assume: NO_OVERRIDES,
    ...options,
  });
  if (!opened.ok) throw new Error(`a tape was expected, not ${JSON.stringify(opened.error)}`);
  return { tape: opened.value, events: await eventsOf(opened.value), problems };
};

/** Opens what is no tape. */
export const refusalOf = async (path: string): Promise<TapeError | undefined> => {
  const report = (): void => undefined;
  const opened = await openTape(path, { onProblem: 'go-on', report, assume: NO_OVERRIDES });
  return opened.ok ? undefined : opened.error;
};

/** The events of one kind. */
export const ofKind = <K extends TapeEvent['kind']>(
  events: readonly TapeEvent[],
  kind: K,
): readonly Extract<TapeEvent, { kind: K }>[] =>
  events.filter((event): event is Extract<TapeEvent, { kind: K }> => event.kind === kind);

/** Problems as short texts: kind and line. */
export const placesOf = (problems: readonly TapeProblem[]): readonly string[] =>
  problems.map(({ kind, line }) => `${kind}:${String(line)}`);
