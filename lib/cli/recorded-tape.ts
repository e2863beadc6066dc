// The tape that a recording is written to: a new one, or one of the same markets that goes on.

import { access } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { lockFile } from '../adapters/local/file-lock.ts';
import { createTapeFile } from '../tape/compact/file-writer.ts';
import { resumeTapeFile } from '../tape/compact/file-resume.ts';
import { universeOf } from '../domain/market.ts';
import { err, ok } from '../units/result.ts';
import { msOfDuration, msOfEpoch } from '../units/time.ts';
import { VERSION } from '../wiring/version.ts';
import type { MetadataProvenance } from '../domain/cycle-record.ts';
import type { EventGroup, Universe } from '../domain/market.ts';
import type { TapeDescription } from '../tape/compact/description.ts';
import type { TapeWriter } from '../tape/compact/file-writer.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';

/** A tape to record to. */
export type RecordedTape = {
  readonly writer: TapeWriter;
  /** The markets as the tape told them first. */
  readonly universe: Universe;
  readonly last: EpochMs;
  readonly origin: 'new' | 'resumed';
  /** Lets another process record to it. */
  readonly unlock: () => Promise<void>;
};

/** What a new tape is told of itself. */
export type NewRecording = {
  readonly universe: Universe;
  readonly source: string;
  readonly every: DurationMs;
  readonly start: EpochMs;
};

const PROVENANCE: readonly MetadataProvenance[] = [
  { field: 'everything', value: 'the public endpoints', origin: 'recorded' },
  { field: 'books', value: 'whole, at every look; both tokens must mirror', origin: 'recorded' },
  {
    field: 'trades',
    value: 'the public feed; averages on the grid, late ones before the next books',
    origin: 'recorded',
  },
];

const named = (universe: Universe, names: readonly string[]) => {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return [...universe.markets.values()].filter(
    ({ slug, condition }) => wanted.has(slug) || wanted.has(condition.toLowerCase()),
  );
};

// A group of which not all markets are on the tape is one of which not all are known. What the
// universe has no terms of is over, and stays named.
const shrunk = (
  group: EventGroup,
  { all, kept }: { readonly all: Universe['markets']; readonly kept: ReadonlySet<string> },
): EventGroup => {
  const markets = group.markets.filter((condition) => kept.has(condition) || !all.has(condition));
  const isWhole = markets.length === group.markets.length;
  return { ...group, markets, completeness: isWhole ? group.completeness : 'partial' };
};

/** The markets of a universe that were asked for; names that none has are an error. */
export const askedMarkets = (
  universe: Universe,
  names: readonly string[],
): Result<Universe, string> => {
  const markets = named(universe, names);
  const found = new Set(
    markets.flatMap(({ slug, condition }) => [slug, condition.toLowerCase()] as const),
  );
  const missing = names.filter((name) => !found.has(name.toLowerCase()));
  if (missing.length > 0) return err(`The venue has no market ${missing.join(', ')}`);
  const kept = new Set<string>(markets.map(({ condition }) => condition));
  const events = [...universe.events.values()].filter((group) =>
    group.markets.some((condition) => kept.has(condition)),
  );
  return ok(
    universeOf(
      markets,
      events.map((group) => shrunk(group, { all: universe.markets, kept })),
    ),
  );
};

const descriptionOf = ({ universe, source, every, start }: NewRecording): TapeDescription => {
  const slugs = Array.from(universe.markets.values(), ({ slug }) => slug);
  const of = JSON.stringify([Number(msOfEpoch(start)), [...universe.markets.keys()]]);
  const [first = ''] = slugs;
  return {
    name: `recorded, ${slugs.length === 1 ? first : `${String(slugs.length)} markets`}`,
    identity: `recorded:${hash('sha256', of, 'hex')}`,
    madeBy: `keel ${VERSION}`,
    madeFrom: { kind: 'recorded', source, everyMs: Number(msOfDuration(every)) },
    start,
    universe,
    provenance: PROVENANCE,
  };
};

const conditionsOf = ({ markets }: Universe): string => [...markets.keys()].toSorted().join();

const refusalFor =
  (path: string, asked: Universe) =>
  ({ madeFrom, universe }: TapeDescription): string | null => {
    if (madeFrom.kind !== 'recorded')
      return `${path} is a tape that was converted, not recorded: give another file`;
    if (conditionsOf(universe) === conditionsOf(asked)) return null;
    const slugs = Array.from(universe.markets.values(), ({ slug }) => slug).slice(0, 5);
    return `${path} is a tape of other markets (${slugs.join(', ')}): give another file`;
  };

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const opened = async (
  path: string,
  recording: NewRecording,
): Promise<Result<Omit<RecordedTape, 'unlock'>, string>> => {
  const { universe, start } = recording;
  if (!(await exists(path))) {
    const writer = await createTapeFile(path, descriptionOf(recording));
    return ok({ writer, universe, last: start, origin: 'new' });
  }
  const resumed = await resumeTapeFile(path, refusalFor(path, universe));
  if (!resumed.ok) return resumed;
  const { description, writer, last } = resumed.value;
  return ok({ writer, universe: description.universe, last, origin: 'resumed' });
};

const inUse = (path: string, pid: number): string =>
  `${path} is being recorded by another keel${pid === 0 ? '' : ` (process ${String(pid)})`}: end ` +
  `that one, or give another file. Its lock is ${path}.lock`;

/**
 * Opens the tape of a recording: a new one where there is no file.
 * Refuses: a tape that another process records.
 */
export const openRecordedTape = async (
  path: string,
  recording: NewRecording,
): Promise<Result<RecordedTape, string>> => {
  try {
    const lock = await lockFile(path);
    if (!lock.ok) return err(inUse(path, lock.error.pid));
    const unlock = lock.value.release;
    const tape = await opened(path, recording).catch((error: unknown) =>
      err(error instanceof Error ? error.message : String(error)),
    );
    if (tape.ok) return ok({ ...tape.value, unlock });
    await unlock();
    return tape;
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
};
