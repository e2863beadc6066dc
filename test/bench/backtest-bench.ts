// The part of the bench about backtests: events a second on one core, from a file to a finished
// band with decisions in every minute, and the peak of memory on a tape of four times the length.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BAND_NAMES } from '../../lib/backtest/bands.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { BUSY_MARKETS, writeBusyTape } from './busy-tape.ts';
import { recordedSet } from './tapes.ts';
import type { MeasuredRun } from './backtest-run.ts';
import type { Verdict } from './live-bench.ts';

type Say = (line: string) => void;

const MINUTES = 180;
const LONGER = 4;
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

/** Measures backtests. */
export const benchBacktest = async (say: Say): Promise<Verdict> => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-bench-'));
  const [short, long] = [join(folder, 'short.tape'), join(folder, 'long.tape')];
  await writeBusyTape(short, MINUTES);
  await writeBusyTape(long, MINUTES * LONGER);
  const runs = BAND_NAMES.map((band) => ({ band, measured: run(short, band, 'typical') }));
  for (const { band, measured } of runs)
    sayRun(say, `${String(BUSY_MARKETS)} markets, ${band}`, measured);
  const longer = run(long, 'pessimistic', 'typical');
  sayRun(say, `${String(LONGER)} times as long, pessimistic`, longer);
  rmSync(folder, { recursive: true });
  const [counting] = runs;
  invariant(counting !== undefined && counting.measured.fills > 0, 'the counting band trades');
  const speed = verdictOf(perSecond(counting.measured) >= PREPARED_MIN);
  const peak = verdictOf(longer.peak <= PEAK_MAX);
  say(`  target: at least ${String(PREPARED_MIN)} events a second prepared: ${speed}`);
  say(`  target: at most ${String(PEAK_MAX)} MB whatever the length: ${peak}`);
  const set = recordedSet();
  if (set.kind === 'skipped') {
    say(`backtest from a raw set: skipped, ${set.why}`);
    return verdictOf(speed === 'met' && peak === 'met');
  }
  const raw = run(set.folder, 'pessimistic', 'typical');
  sayRun(say, 'raw recorded set', raw);
  const rawSpeed = verdictOf(perSecond(raw) >= RAW_MIN);
  say(`  target: at least ${String(RAW_MIN)} events a second raw: ${rawSpeed}`);
  return verdictOf([speed, peak, rawSpeed].every((one) => one === 'met'));
};
