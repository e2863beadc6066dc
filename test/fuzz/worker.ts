// A thread that feeds parsers in turns: slow ones for some time, quick ones some hundred inputs.
// What it is at stands in memory that the other side reads, in case it never comes back.

import { parentPort, workerData } from 'node:worker_threads';
import { corpusOf } from './corpus.ts';
import { feedSome, startFeeding } from './engine.ts';
import { TARGETS } from './targets/all.ts';
import type { Crash, Feeding } from './engine.ts';

/** What a thread is started with. */
export type WorkerStart = {
  readonly seed: string;
  /** Parsers by name; all of them where none is named. */
  readonly only: string | null;
  /** Two numbers: the place of the parser in the list, and of the input that it is fed with. */
  readonly place: Int32Array;
};

/** What a thread tells after each turn of a parser. */
export type WorkerNews = {
  readonly target: string;
  readonly inputs: number;
  readonly accepted: number;
  readonly crash: Crash | null;
  /** The inputs that were met in a new way, shortest first. */
  readonly found: readonly string[];
};

const TURN_MS = 50;
const TURN_INPUTS = 500;
const STEP = 50;
const FOUND_MAX = 20;

const { seed, only, place } = workerData as WorkerStart;

const feedings = TARGETS.filter(({ name }) => only === null || name === only).map((target) =>
  startFeeding(target, seed, corpusOf(target.name)),
);

const foundIn = ({ target, pool }: Feeding): readonly string[] =>
  pool
    .slice(target.seeds.length)
    .toSorted((a, b) => a.length - b.length)
    .slice(0, FOUND_MAX);

const turn = async (feeding: Feeding): Promise<WorkerNews> => {
  const [before, accepted] = [feeding.index, feeding.accepted];
  place[0] = TARGETS.indexOf(feeding.target);
  const end = performance.now() + TURN_MS;
  let crash: Crash | null = null;
  const isOver = (): boolean => performance.now() > end || feeding.index - before >= TURN_INPUTS;
  while (crash === null && !isOver()) {
    place[1] = feeding.index;
    crash = await feedSome(feeding, STEP);
  }
  return {
    target: feeding.target.name,
    inputs: feeding.index - before,
    accepted: feeding.accepted - accepted,
    crash,
    found: foundIn(feeding),
  };
};

// A promise that nobody waits for and that fails is a crash like any other.
process.on('unhandledRejection', (error) => {
  throw error;
});

let next = 0;
parentPort?.on('message', () => {
  const feeding = feedings[next % feedings.length];
  next += 1;
  if (feeding !== undefined) void turn(feeding).then((news) => parentPort?.postMessage(news));
});
