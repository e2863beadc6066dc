// The part of the bench about backtests: events a second on one core, from a file to a finished
// band with decisions in every minute, and the peak of memory by the length of the tape.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BAND_NAMES } from '../../lib/backtest/bands.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { BUSY_MARKETS, writeBusyTape } from './busy-tape.ts';
import { recordedSet, rowsIn } from './tapes.ts';
import type { MeasuredRun } from './backtest-run.ts';
import type { Verdict } from './live-bench.ts';

type Say = (line: string) => void;

const MINUTES = [180, 720];
const LONG_MINUTES = [2_880, 5_760];
const PREPARED_MIN = 1_000_000;
const RAW_MIN = 200_000;
const PEAK_MAX = 400;

const verdictOf = (holds: boolean): Verdict => (holds ? 'met' : 'missed');

const run = (path: string, band: string, latency: string): MeasuredRun => {
  const program = join(import.meta.dirname, 'backtest-run.ts');
  const ended = spawnSync(process.execPath, [program, path, band, latency], { encoding: 'utf8' });
  invariant(ended.status === 0, `a band is played: ${ended.stderr}`);
  return JSON.parse(ended.stdout) as MeasuredRun;
};

const perSecond = ({ events, ms }: MeasuredRun): number => (events / ms) * 1_000;

const sayRun = (say: Say, what: string, measured: MeasuredRun): void => {
  const { events, cycles, placed, fills, peak } = measured;
  say(
    `backtest, ${what}: ${(perSecond(measured) / 1_000_000).toFixed(2)} million events a second ` +
      `of one core (${String(events)} events, ${String(cycles)} cycles, ${String(placed)} orders ` +
      `rested, ${String(fills)} fills), peak ${peak.toFixed(0)} MB`,
  );
};

const rawLines = async (say: Say): Promise<Verdict | 'skipped'> => {
  const set = recordedSet();
  if (set.kind === 'skipped') {
    say(`backtest from a raw set: skipped, ${set.why}`);
    return 'skipped';
  }
  const raw = run(set.folder, 'pessimistic', 'typical');
  sayRun(say, 'raw recorded set', raw);
  const rows = ((await rowsIn(set.folder)) / raw.ms) * 1_000;
  const verdict = verdictOf(perSecond(raw) >= RAW_MIN);
  say(`  from its raw form: ${rows.toFixed(0)} rows, ${perSecond(raw).toFixed(0)} events a second`);
  say(`  target: at least ${String(RAW_MIN)} events a second raw: ${verdict}`);
  return verdict;
};

// A run of each length in a process of its own.
const peakLines = (
  say: Say,
  runs: readonly (readonly [minutes: number, MeasuredRun])[],
): Verdict => {
  for (const [minutes, measured] of runs)
    sayRun(say, `${String(minutes / 60)} h of ${String(BUSY_MARKETS)} markets`, measured);
  const peaks = runs.map(
    ([minutes, { peak }]) => `${String(minutes / 60)} h ${peak.toFixed(0)} MB`,
  );
  const verdict = verdictOf(runs.every(([, { peak }]) => peak <= PEAK_MAX));
  say(`  peak of memory by length of tape: ${peaks.join(', ')}`);
  say(`  target: at most ${String(PEAK_MAX)} MB whatever the length: ${verdict}`);
  return verdict;
};

/** Measures backtests; a tape of two days is made and played only where it is asked for. */
export const benchBacktest = async (say: Say, lengths: 'usual' | 'long'): Promise<Verdict> => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-bench-'));
  const tapes: (readonly [minutes: number, path: string])[] = [];
  for (const minutes of lengths === 'long' ? [...MINUTES, ...LONG_MINUTES] : MINUTES) {
    const path = join(folder, `${String(minutes)}.tape`);
    await writeBusyTape(path, minutes);
    tapes.push([minutes, path]);
  }
  const [, short = ''] = tapes[0] ?? [];
  for (const band of BAND_NAMES.filter((name) => name !== 'pessimistic'))
    sayRun(say, `${String(BUSY_MARKETS)} markets, ${band}`, run(short, band, 'typical'));
  const runs = tapes.map(
    ([minutes, path]) => [minutes, run(path, 'pessimistic', 'typical')] as const,
  );
  rmSync(folder, { recursive: true });
  const peak = peakLines(say, runs);
  const [, counting] = runs[0] ?? [];
  invariant(counting !== undefined && counting.fills > 0, 'the counting band trades');
  const speed = verdictOf(perSecond(counting) >= PREPARED_MIN);
  say(`  target: at least ${String(PREPARED_MIN)} events a second prepared: ${speed}`);
  const raw = await rawLines(say);
  return verdictOf(![speed, peak, raw].includes('missed'));
};
