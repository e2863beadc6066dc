// The three bands of a backtest: the same tape and the same portfolio under three sets of
// assumptions about what nobody can know. Only the pessimistic one counts.

import { PESSIMISTIC } from '../simulation/fill-model.ts';
import { formatRatio } from '../units/ratio.ts';
import { PUNCTUAL_SETTINGS, SCHEDULED, worstCadence } from './cadence.ts';
import { TYPICAL_LATENCY, worstLatency } from './latency.ts';
import type { FillModel, QueueModel } from '../simulation/fill-model.ts';
import type { Ratio } from '../units/ratio.ts';
import type { CadenceSettings } from './cadence.ts';
import type { Delay } from './delay.ts';
import type { LatencySettings } from './latency.ts';

/** The bands, the one that counts first. */
export const BAND_NAMES = ['pessimistic', 'base', 'optimistic'] as const;

/** One of them. */
export type BandName = (typeof BAND_NAMES)[number];

/** Whether calls and cycles take their time, and how much. */
export type Timing =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'modelled';
      readonly latency: LatencySettings;
      readonly cadence: CadenceSettings;
    };

/** Cycles run on their beat, and everything is there at once. */
export const NO_TIMING: Timing = { kind: 'none' };

/** What a scheduled function meets. */
export const TYPICAL_TIMING: Timing = {
  kind: 'modelled',
  latency: TYPICAL_LATENCY,
  cadence: SCHEDULED,
};

/** The assumptions of a band. */
export type BandModel = {
  readonly name: BandName;
  readonly fill: FillModel;
  readonly timing: Timing;
  readonly cadence: CadenceSettings;
};

// The power by which hftbacktest's examples weigh, and the reference of this project.
const BASE_POWER = 3;

const QUEUES: Readonly<Record<BandName, QueueModel>> = {
  pessimistic: PESSIMISTIC.queue,
  base: { kind: 'probabilistic', power: BASE_POWER },
  optimistic: { kind: 'front' },
};

const worst = (timing: Timing): Timing =>
  timing.kind === 'none'
    ? timing
    : {
        kind: 'modelled',
        latency: worstLatency(timing.latency),
        cadence: worstCadence(timing.cadence),
      };

/** The assumptions of a band under a share of volume and a timing. */
export const bandModel = (name: BandName, shareMax: Ratio, timing: Timing): BandModel => {
  const own = name === 'pessimistic' ? worst(timing) : timing;
  return {
    name,
    fill: { queue: QUEUES[name], shareMax },
    timing: own,
    cadence: own.kind === 'none' ? PUNCTUAL_SETTINGS : own.cadence,
  };
};

const QUEUE_WORDS: Readonly<Record<BandName, string>> = {
  pessimistic: 'behind all that rested before us until it has traded',
  base: 'brought forward by cancels ahead of us as far as they are likely (power 3)',
  optimistic: 'always at the front of the queue',
};

const delayWords = (delay: Delay): string => {
  switch (delay.kind) {
    case 'fixed':
      return `${delay.ms} ms`;
    case 'log-normal':
      return `${delay.medianMs} ms, one in twenty over ${delay.p95Ms} ms`;
    case 'measured':
      return `as measured, at most ${Math.max(...delay.quantilesMs)} ms`;
  }
};

const timingWords = (timing: Timing): string => {
  if (timing.kind === 'none') return 'no latency, every cycle on its beat';
  const { latency, cadence } = timing;
  return (
    `feed ${delayWords(latency.feed)}; entry ${delayWords(latency.entry)}; ` +
    `response ${delayWords(latency.response)}; start of a cycle ${delayWords(cadence.start)}, ` +
    `a cold one ${delayWords(cadence.coldStart)} more; ${cadence.skipRate} of cycles skipped`
  );
};

/** Says in words what a band assumes. */
export const describeModel = ({ name, fill, timing }: BandModel): string =>
  [
    QUEUE_WORDS[name],
    `at most ${formatRatio(fill.shareMax)} of any trade`,
    timingWords(timing),
  ].join('; ');
