// The live part of the bench: what a live cycle takes, what it asks the venue for, and whether a
// hundred in a row keep their time. Each figure stands beside the target that it is held to.

import { measureEmbedded, measureInMemory } from './live-cycles.ts';
import { runLive } from './live-run.ts';
import { FASTEST, MINUTELY } from './live-world.ts';
import { median, quantile } from './measure.ts';
import { SHARE_MAX, usesIn } from './request-log.ts';
import { MARKET_COUNT, POSITION_COUNT } from './world.ts';
import type { Measured } from './live-cycles.ts';
import type { LiveRun, RunCycle } from './live-run.ts';
import type { Use } from './request-log.ts';

/** Whether a target is met. */
export type Verdict = 'met' | 'missed';

type Say = (line: string) => void;

const REPLACED = 20;
const LATENCY_MS = 50;
const ROUNDS_MAX = 8;
const COMPUTING_MS_MAX = 150;
const CYCLES = 20;

const SLOW_LATENCY_MS = 150;
const SLOW_CYCLE_MS_MAX = 10_000;
const RUN_CYCLES = 100;

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);

const spread = (values: readonly number[]): string => {
  const all = sorted(values);
  return `${quantile(all, 0).toFixed(0)} to ${quantile(all, 1).toFixed(0)}`;
};

const middle = (values: readonly number[]): number => median(sorted(values));

const verdictOf = (holds: boolean): Verdict => (holds ? 'met' : 'missed');

const worst = (verdicts: readonly Verdict[]): Verdict =>
  verdictOf(verdicts.every((verdict) => verdict === 'met'));

// Cycles that replaced less, or held less, than the target is about would prove nothing.
const claimOf = (cycles: readonly RunCycle[]): Verdict =>
  verdictOf(
    cycles.every(
      ({ end, placed, positions }) =>
        end === 'saved' && placed >= REPLACED && positions >= POSITION_COUNT,
    ),
  );

const sayWork = (say: Say, cycles: readonly RunCycle[]): void => {
  const placed = spread(cycles.map((one) => one.placed));
  const canceled = spread(cycles.map((one) => one.canceled));
  const positions = spread(cycles.map((one) => one.positions));
  say(`  placed ${placed} orders, cancelled ${canceled}, held ${positions} positions`);
};

const sayEndpoints = (say: Say, cycles: readonly Measured[]): void => {
  const counts = Map.groupBy(
    cycles.flatMap(({ log }) => log),
    ({ endpoint }) => endpoint,
  );
  const each = [...counts].map(
    ([endpoint, some]) => `${endpoint} ${(some.length / cycles.length).toFixed(1)}`,
  );
  say(`  requests of a cycle on average: ${each.toSorted().join(', ')}`);
};

const sayCycles = (say: Say, store: string, cycles: readonly Measured[]): Verdict => {
  const took = sorted(cycles.map((one) => one.took));
  const max = ROUNDS_MAX * LATENCY_MS + COMPUTING_MS_MAX;
  const verdict = verdictOf(median(took) <= max);
  const computing = cycles.map((one) => one.took - one.rounds * LATENCY_MS);
  say(
    `one live cycle, ${MARKET_COUNT} markets, latency ${LATENCY_MS} ms, ${store}: ` +
      `median ${median(took).toFixed(0)} ms, ${spread(took)} ms, ` +
      `${(median(took) / LATENCY_MS).toFixed(1)} latencies (target: at most ${max} ms) ${verdict}`,
  );
  say(
    `  waited ${spread(cycles.map((one) => one.rounds))} times in a row; the rest is ` +
      `${middle(computing).toFixed(0)} ms at the median, ${spread(computing)} ms; the server's ` +
      `own work is ${middle(cycles.map((one) => one.served)).toFixed(0)} ms, within the latency ` +
      'where it fits',
  );
  sayWork(say, cycles);
  return worst([verdict, claimOf(cycles)]);
};

const sayLimit = (say: Say, { limit, most, share }: Use): void => {
  const told = `${(share * 100).toFixed(1)} %`.padStart(7);
  const flag = share > SHARE_MAX ? '  FAILED: over half' : '';
  say(`  ${limit.scope.padEnd(30)} ${String(most).padStart(5)} of ${limit.per10s} ${told}${flag}`);
};

const nameOf = ({ pace, latencyMs, cycles }: LiveRun): string =>
  `${cycles.length} cycles, one every ${pace.seconds} s, latency ${latencyMs} ms`;

const sayRun = (say: Say, run: LiveRun): Verdict => {
  const { cycles, pace } = run;
  const took = sorted(cycles.map((one) => one.took));
  const uses = usesIn(run.log);
  const isKept = quantile(took, 1) <= Math.min(SLOW_CYCLE_MS_MAX, pace.seconds * 1_000);
  const skipped = cycles.filter(({ end }) => end === 'skipped').length;
  const verdict = verdictOf(isKept && cycles.every(({ end }) => end === 'saved'));
  say(
    `${nameOf(run)}: median ${median(took).toFixed(0)} ms, maximum ` +
      `${quantile(took, 1).toFixed(0)} ms, ${skipped} skipped (target: each within ` +
      `${SLOW_CYCLE_MS_MAX} ms, none skipped) ${verdict}`,
  );
  say(`  waited ${spread(cycles.map((one) => one.rounds))} times in a row`);
  sayWork(say, cycles);
  const limits = verdictOf(uses.every(({ share }) => share <= SHARE_MAX));
  say(`  most in any 10 s, and its share of the limit (target: at most half) ${limits}`);
  for (const use of uses) sayLimit(say, use);
  return worst([verdict, limits]);
};

/** Measures and prints. */
export const benchLive = async (say: Say): Promise<Verdict> => {
  const measuring = { latencyMs: LATENCY_MS, cycles: CYCLES };
  const inMemory = await measureInMemory(measuring);
  const verdict = sayCycles(say, 'store in memory', inMemory);
  sayEndpoints(say, inMemory);
  sayCycles(say, 'embedded store', await measureEmbedded(measuring));
  say('runs of cycles: a virtual clock, on which latencies pass and computing as long as it took');
  const runs: Verdict[] = [];
  for (const latencyMs of [LATENCY_MS, SLOW_LATENCY_MS])
    for (const pace of [MINUTELY, FASTEST])
      runs.push(sayRun(say, await runLive(pace, { latencyMs, cycles: RUN_CYCLES })));
  return worst([verdict, ...runs]);
};
