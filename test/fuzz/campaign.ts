// Feeding all parsers on some threads, until there were enough inputs, the time is over, one
// crashed, or somebody ends it.

import { Worker } from 'node:worker_threads';
import { TARGETS } from './targets/all.ts';
import type { Interruption } from '../tooling/interruption.ts';
import type { Crash } from './engine.ts';
import type { WorkerNews, WorkerStart } from './worker.ts';

/** What a campaign is asked for. */
export type CampaignOptions = {
  readonly seed: string;
  readonly inputs: number;
  readonly seconds: number;
  readonly threads: number;
  readonly only: string | null;
  readonly interruption: Pick<Interruption, 'isAsked' | 'urgent'>;
  readonly heard: (inputs: number) => void;
};

/** What a campaign came to. */
export type CampaignReport = {
  readonly inputs: number;
  /** Inputs and accepted inputs by parser. */
  readonly fed: ReadonlyMap<string, { readonly inputs: number; readonly accepted: number }>;
  readonly crashes: readonly Crash[];
  readonly found: ReadonlyMap<string, readonly string[]>;
};

// No turn of a parser lasts for a hundredth of this.
const HANGS_AFTER_MS = 60_000;
const HEAP_MB_MAX = 1_024;

type Sum = {
  inputs: number;
  readonly fed: Map<string, { inputs: number; accepted: number }>;
  readonly crashes: Crash[];
  readonly found: Map<string, readonly string[]>;
};

const add = (sum: Sum, { target, inputs, accepted, crash, found }: WorkerNews): void => {
  const so = sum.fed.get(target) ?? { inputs: 0, accepted: 0 };
  sum.inputs += inputs;
  sum.fed.set(target, { inputs: so.inputs + inputs, accepted: so.accepted + accepted });
  sum.found.set(target, [...(sum.found.get(target) ?? []), ...found].slice(-100));
  if (crash !== null) sum.crashes.push(crash);
};

const crashAt = ({ seed, place }: WorkerStart, why: string): Crash => ({
  target: TARGETS[place[0] ?? 0]?.name ?? '?',
  input: '',
  why: `${why}, at one of the 50 inputs after this one`,
  seed,
  index: place[1] ?? 0,
});

const feedOn = (
  start: WorkerStart,
  { sum, isOver, urgent }: { sum: Sum; isOver: () => boolean; urgent: Promise<void> },
): Promise<void> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), {
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
    });
    const end = (crash: Crash | null): void => {
      clearTimeout(watch);
      if (crash !== null) sum.crashes.push(crash);
      void worker.terminate().then(() => resolve());
    };
    const hangs = (): void => end(crashAt(start, 'it hangs'));
    let watch = setTimeout(hangs, HANGS_AFTER_MS);
    const next = (): void => {
      clearTimeout(watch);
      watch = setTimeout(hangs, HANGS_AFTER_MS);
      if (isOver()) end(null);
      else worker.postMessage('next');
    };
    worker.on('message', (news: WorkerNews) => {
      add(sum, news);
      next();
    });
    worker.on('error', (error) => end(crashAt(start, String(error))));
    void urgent.then(() => end(null));
    next();
  });

/** Feeds the parsers. */
export const runCampaign = async (options: CampaignOptions): Promise<CampaignReport> => {
  const { interruption } = options;
  const sum: Sum = { inputs: 0, fed: new Map(), crashes: [], found: new Map() };
  const end = performance.now() + options.seconds * 1_000;
  const isOver = (): boolean => {
    options.heard(sum.inputs);
    const isEnough = sum.inputs >= options.inputs || performance.now() > end;
    return isEnough || sum.crashes.length > 0 || interruption.isAsked();
  };
  const threads = Array.from({ length: options.threads }, (_, index) => {
    const place = new Int32Array(new SharedArrayBuffer(8));
    const start = { seed: `${options.seed}/${String(index)}`, only: options.only, place };
    return feedOn(start, { sum, isOver, urgent: interruption.urgent });
  });
  await Promise.all(threads);
  return sum;
};
