// The part of the bench about AWS: how large the deployed file of the cycle function is, how long a
// new process takes to load it, and how much memory cycles with fifty markets take at most. Each
// figure stands beside the target that it is held to.

import { spawnSync } from 'node:child_process';
import { buildFunction } from '../../cdk/bundle.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { after, minutes } from '../../lib/units/time.ts';
import { START } from '../backtest/markets.ts';
import { temporaryFolder } from '../functions/asset-folder.ts';
import { openSurroundings, scheduled } from '../functions/surroundings.ts';
import { playedVenue } from '../functions/venues.ts';
import { median } from './measure.ts';
import { MARKET_COUNT, benchUniverse, booksWith } from './world.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { Invoked } from '../functions/lambda.ts';
import type { Verdict } from './live-bench.ts';

type Say = (line: string) => void;

const KB = 1_000;
const MB = 1_000_000;
const BYTES_MAX = 1_500 * KB;
const INIT_MS_MAX = 200;
const PEAK_MAX = 256 * MB;

const PROCESSES = 11;
const CYCLES = 12;
// A minute of books in five seconds, so that each cycle sees new ones.
const SPEED = 12;
const MINUTES = 60;

const verdictOf = (holds: boolean): Verdict => (holds ? 'met' : 'missed');

const benchTape = (): Tape => ({
  name: 'fifty markets',
  identity: 'bench',
  universe: benchUniverse(),
  provenance: [],
  start: START,
  end: after(START, minutes(MINUTES)),
  events: () =>
    ReadableStream.from(
      Array.from({ length: MINUTES }, (_, minute) => {
        const { markets } = benchUniverse();
        const moved = [...markets.keys()].filter((_condition, index) => (index + minute) % 2 === 0);
        return booksWith(new Set(moved), minute * 60);
      }),
    ),
  columns: null,
});

const importMs = (file: string): number => {
  const program = `
    const start = process.hrtime.bigint();
    await import(${JSON.stringify(file)});
    console.log(String(process.hrtime.bigint() - start));`;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { AWS_REGION: 'eu-west-1' },
  });
  invariant(ended.status === 0, 'the function loads');
  return Number(ended.stdout) / 1_000_000;
};

const sayAsset = (say: Say): Verdict => {
  const { file, bytes } = buildFunction('cycle', temporaryFolder());
  const size = verdictOf(bytes <= BYTES_MAX);
  const times = Array.from({ length: PROCESSES }, () => importMs(file)).toSorted((a, b) => a - b);
  const init = verdictOf(median(times) <= INIT_MS_MAX);
  say(`cycle function: ${String(Math.ceil(bytes / KB))} KB (target: at most 1500 KB) ${size}`);
  say(
    `cycle function, import in ${String(PROCESSES)} new processes: ` +
      `median ${median(times).toFixed(0)} ms, fastest ${(times[0] ?? 0).toFixed(0)} ms ` +
      `(target: at most ${String(INIT_MS_MAX)} ms) ${init}`,
  );
  return verdictOf(size === 'met' && init === 'met');
};

const isSaved = (end: Invoked): boolean =>
  end.kind === 'result' && JSON.stringify(end.value).includes('"kind":"saved"');

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const sayMemory = async (say: Say, mode: 'live' | 'paper'): Promise<Verdict> => {
  const closing: (() => Promise<void>)[] = [];
  const later = (act: () => Promise<void>): void => void closing.push(act);
  const venue = await playedVenue({ tape: benchTape(), speed: SPEED, later });
  const changes = { STRATEGY_PRESET: 'aggressive' };
  const world = await openSurroundings({ mode, changes, venue, later });
  const lambda = await world.lambda();
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const end = await lambda.invoke(scheduled());
    invariant(isSaved(end), `cycle ${String(cycle)} of the function is saved`);
    await pause(1_000);
  }
  const { intents } = await world.state();
  invariant(intents.length > 0, 'the function quotes');
  const peak = verdictOf(lambda.peak() <= PEAK_MAX);
  const asked = world.table.passed.length / CYCLES;
  say(
    `cycle function, ${mode}, ${String(CYCLES)} cycles with ${String(MARKET_COUNT)} markets: ` +
      `${String(intents.length)} orders at rest, ${asked.toFixed(1)} requests to the table each, ` +
      `peak ${(lambda.peak() / MB).toFixed(0)} MB (target: below 256 MB) ${peak}`,
  );
  for (const act of closing.toReversed()) await act();
  return peak;
};

/** Measures the deployed function. */
export const benchAws = async (say: Say): Promise<Verdict> => {
  const verdicts = [sayAsset(say), await sayMemory(say, 'live'), await sayMemory(say, 'paper')];
  return verdictOf(verdicts.every((verdict) => verdict === 'met'));
};
