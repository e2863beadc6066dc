// Timing by tinybench, one benchmark at a time. Every sample is timed by itself and starts from a
// state that was made for it outside of the timed part. Before and after each benchmark a fixed
// loop is measured: it tells how fast the machine was meanwhile, and how quiet.

import { Bench } from 'tinybench';

/** How much of something one run works through. */
export type Work = { readonly count: number; readonly unit: string };

export type Run = () => unknown;

/** Something to measure. */
export type Benchmark = {
  readonly name: string;
  /** Runs before the timed ones: the first are slow, since nothing is compiled yet. */
  readonly warmups: number;
  readonly samples: number;
  /** Makes what one sample starts from, and gives the run that is timed. */
  readonly ready: () => Run | Promise<Run>;
  readonly work: readonly Work[];
};

/** Times in rising order. Unit: ms. */
export type Times = readonly number[];

/** What was measured, with the reference loop as it was right before and right after. */
export type Figure = Pick<Benchmark, 'name' | 'work'> & {
  readonly times: Times;
  readonly reference: Times;
};

/** Groups of benchmarks, each made ready right before it is measured. */
export type Group = () => readonly Benchmark[] | Promise<readonly Benchmark[]>;

const SPINS = 10_000_000;

const spin = (): number => {
  let value = 1;
  for (let i = 0; i < SPINS; i += 1) value = (Math.imul(value, 1_664_525) + 1_013_904_223) | 0;
  return value;
};

const REFERENCE: Benchmark = {
  name: 'reference loop',
  warmups: 3,
  samples: 10,
  ready: () => spin,
  work: [],
};

const timesOf = async ({ name, warmups, samples, ready }: Benchmark): Promise<Times> => {
  const bench = new Bench({
    warmupIterations: warmups,
    warmupTime: 0,
    iterations: samples,
    time: 0,
    retainSamples: true,
    throws: true,
  });
  let run: Run = () => undefined;
  const beforeEach = async (): Promise<void> => {
    run = await ready();
  };
  const timed = async (): Promise<void> => {
    await run();
  };
  bench.add(name, timed, { beforeEach, async: true });
  const [task] = await bench.run();
  const times = task?.result.state === 'completed' ? task.result.latency.samples : undefined;
  if (times?.length !== samples) throw new Error(`${name} was not measured ${samples} times`);
  return times;
};

/** The reference loop as it is now. */
export const measureReference = (): Promise<Times> => timesOf(REFERENCE);

const together = (...parts: readonly Times[]): Times => parts.flat().toSorted((a, b) => a - b);

/** The time that a share of the samples do not exceed. */
export const quantile = (times: Times, share: number): number =>
  times[Math.max(0, Math.ceil(times.length * share) - 1)] ?? NaN;

export const median = (times: Times): number => quantile(times, 0.5);

/** What all groups came to, and the rounds of the reference loop. */
export type Measured = { readonly figures: readonly Figure[]; readonly rounds: readonly Times[] };

export const measureAll = async (groups: readonly Group[]): Promise<Measured> => {
  const figures: Figure[] = [];
  let before = await measureReference();
  const rounds = [before];
  for (const group of groups)
    for (const benchmark of await group()) {
      const times = await timesOf(benchmark);
      const after = await measureReference();
      const { name, work } = benchmark;
      figures.push({ name, work, times, reference: together(before, after) });
      rounds.push(after);
      before = after;
    }
  return { figures, rounds };
};
