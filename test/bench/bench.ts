// Measures how fast the system is on this machine, and prints it. With `--check` it fails where a
// target is missed; `--live` measures live cycles alone, `--aws` the function that is deployed,
// `--sweep` sweeps, and `--backtest` backtests, with `--long` on tapes of two and of four days too.
// It refuses to measure a world that is not what it claims to be.

import { availableParallelism, cpus } from 'node:os';
import { invariant } from '../../lib/units/invariant.ts';
import { benchAws } from './aws-bench.ts';
import { benchBacktest } from './backtest-bench.ts';
import { columnBenchmarks } from './columns.ts';
import { cycleBenchmarks, WARMUPS } from './cycles.ts';
import { CLAIMS, factsOf } from './facts.ts';
import { benchLive } from './live-bench.ts';
import { measureAll, measureReference, median } from './measure.ts';
import { partBenchmarks } from './parts.ts';
import { prepare } from './prepared.ts';
import { noiseBetween, noiseOf, tableOf } from './table.ts';
import { benchSweep } from './sweep-bench.ts';
import { generatedBenchmarks, recordedBenchmarks, recordedSet } from './tapes.ts';
import { MARKET_COUNT, MOVES, POSITION_COUNT } from './world.ts';
import type { Verdict } from './live-bench.ts';
import type { Figure } from './measure.ts';
import type { Prepared } from './prepared.ts';
import type { Move } from './world.ts';

const CYCLE_MS_MAX = 50;

const say = (line: string): void => {
  console.log(line);
};

const machine = (): string => {
  const model = cpus()[0]?.model ?? 'unknown CPU';
  return `node ${process.version}, ${availableParallelism()} cores, ${model}`;
};

const checked = async (prepared: Prepared, move: Move): Promise<string> => {
  const facts = await factsOf(prepared, move);
  const claims = CLAIMS.filter((claim) => claim.move === move);
  for (const { law, holds } of claims) invariant(holds(facts), `a cycle on ${move} books ${law}`);
  const { kept, canceled, placed } = facts.record;
  return (
    `one cycle, books ${move}: of ${facts.sidesQuoted} quotes ${kept} kept, ` +
    `${canceled.length} cancelled; ${placed} placed`
  );
};

// The slower of the two cycles is held to the target.
const verdictOn = (cycles: readonly Figure[]): Verdict => {
  const time = Math.max(...cycles.map(({ times }) => median(times)));
  invariant(time > 0, 'a cycle was measured');
  const verdict = time < CYCLE_MS_MAX ? 'met' : 'missed';
  say(
    `one cycle, ${MARKET_COUNT} markets, ${POSITION_COUNT} positions: ` +
      `median ${time.toFixed(1)} ms (target: under ${CYCLE_MS_MAX} ms) ${verdict}`,
  );
  return verdict;
};

const computing = async (): Promise<Verdict> => {
  const prepared = await prepare();
  for (const move of MOVES) say(await checked(prepared, move));
  say(
    `each sample of a cycle starts from the same state; ${WARMUPS} warm-up cycles are not counted`,
  );
  const set = recordedSet();
  if (set.kind === 'skipped') say(`reading a recorded set: skipped, ${set.why}`);

  const cycles = cycleBenchmarks(prepared);
  const { figures, rounds } = await measureAll([
    () => cycles,
    () => partBenchmarks(prepared),
    generatedBenchmarks,
    columnBenchmarks,
    recordedBenchmarks,
  ]);
  for (const line of ['', ...tableOf(figures), '', ...noiseOf(rounds)]) say(line);
  return verdictOn(figures.slice(0, cycles.length));
};

const live = async (): Promise<Verdict> => {
  say('');
  const before = await measureReference();
  const verdict = await benchLive(say);
  say(noiseBetween([before, await measureReference()]));
  return verdict;
};

const aws = async (): Promise<Verdict> => {
  say('');
  return benchAws(say);
};

const backtests = async (): Promise<Verdict> => {
  say('');
  return benchBacktest(say, process.argv.includes('--long') ? 'long' : 'usual');
};

const sweeps = async (): Promise<Verdict> => {
  say('');
  return benchSweep(say);
};

const partsAsked = (): readonly (() => Promise<Verdict>)[] => {
  if (process.argv.includes('--live')) return [live];
  if (process.argv.includes('--backtest')) return [backtests];
  if (process.argv.includes('--sweep')) return [sweeps];
  return process.argv.includes('--aws') ? [aws] : [computing, live, aws, backtests, sweeps];
};

const main = async (): Promise<void> => {
  say(machine());
  const verdicts: Verdict[] = [];
  for (const part of partsAsked()) verdicts.push(await part());
  if (verdicts.includes('missed') && process.argv.includes('--check')) process.exitCode = 1;
};

await main();
