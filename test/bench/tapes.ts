// Reading and playing tapes: half an hour of generated markets, and one recorded set where there
// are recordings.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { NO_OVERRIDES } from '../../lib/tape/assume.ts';
import { readLines } from '../../lib/tape/file-lines.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { openSession, playOn } from '../backtest/session.ts';
import { recordingsDir } from '../recordings.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Benchmark, Work } from './measure.ts';

const GENERATED_MINUTES = 30;
const RECORDED_SET = 'tickscope-ws-ticks';

const playedInto = async (tape: Tape, take: (event: TapeEvent) => void): Promise<number> => {
  let events = 0;
  for await (const batch of tape.events())
    for (const event of batch) {
      take(event);
      events += 1;
    }
  return events;
};

const intoVenue = (tape: Tape): Promise<number> => {
  const { universe, start } = tape;
  const setup = { universe, start, cash: usdc('10000'), settings: DEFAULT_SETTINGS };
  return playedInto(tape, createSimulatedVenue(setup).apply);
};

const throughCycles = (tape: Tape): Promise<number> => {
  const session = openSession({ universe: tape.universe, start: tape.start });
  return playOn(session, { tape }, () => undefined);
};

const benchmarkOf = (name: string, run: () => unknown, work: readonly Work[]): Benchmark => ({
  name,
  warmups: 1,
  samples: 5,
  ready: () => run,
  work,
});

export const generatedBenchmarks = async (): Promise<readonly Benchmark[]> => {
  const tape = generateTape({ seed: 1, duration: minutes(GENERATED_MINUTES) });
  const events = { count: await playedInto(tape, () => undefined), unit: 'events' };
  const cycles = { count: await throughCycles(tape), unit: 'cycles' };
  invariant(events.count > 0 && cycles.count > 0, 'a generated tape has events and cycles');
  const title = `${GENERATED_MINUTES} generated minutes`;
  return [
    benchmarkOf(`${title}: make`, () => playedInto(tape, () => undefined), [events]),
    benchmarkOf(`${title}: into the venue`, () => intoVenue(tape), [events]),
    benchmarkOf(`${title}: with cycles`, () => throughCycles(tape), [events, cycles]),
  ];
};

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Counts the rows of a recorded set. */
export const rowsIn = async (folder: string): Promise<number> => {
  let rows = 0;
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.gz')))
    for await (const part of readLines(join(folder, name)))
      if (part.kind === 'lines') rows += part.lines.length;
  return rows;
};

const readSet = async (folder: string): Promise<number> => {
  const options = { onProblem: 'go-on', report: () => undefined, assume: NO_OVERRIDES } as const;
  const opened = await openTape(folder, options);
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return playedInto(opened.value, () => undefined);
};

/** The folder of the recorded set that is read, or why it is not read. */
export const recordedSet = ():
  | { readonly kind: 'found'; readonly folder: string }
  | { readonly kind: 'skipped'; readonly why: string } => {
  const parent = recordingsDir();
  if (parent === undefined)
    return { kind: 'skipped', why: 'no recordings; RECORDINGS_DIR names their parent folder' };
  const folder = join(parent, RECORDED_SET);
  return existsSync(folder)
    ? { kind: 'found', folder }
    : { kind: 'skipped', why: `no recordings at ${folder}` };
};

export const recordedBenchmarks = async (): Promise<readonly Benchmark[]> => {
  const set = recordedSet();
  if (set.kind === 'skipped') return [];
  const events = { count: await readSet(set.folder), unit: 'events' };
  invariant(events.count > 0, 'a recorded set has events');
  const rows = { count: await rowsIn(set.folder), unit: 'rows' };
  const megabytes = { count: bytesIn(set.folder) / 1_000_000, unit: 'MB of gzip' };
  const run = (): Promise<number> => readSet(set.folder);
  return [benchmarkOf(`open and read ${RECORDED_SET}`, run, [rows, events, megabytes])];
};
