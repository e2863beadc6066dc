// One run of a sweep as plain text and numbers, so that a thread, a function on AWS and a line of a
// file all hold the same.

import { trialText } from './space.ts';
import type { Values } from './values.ts';

/** The bands that a sweep may run; only the first counts. */
export const SWEEP_BANDS = ['pessimistic', 'base', 'optimistic'] as const;

/** One of them. */
export type SweepBand = (typeof SWEEP_BANDS)[number];

/** What all runs of a sweep have in common. */
export type SweepSettings = {
  /** What the environment says, without what a trial lays over it. */
  readonly base: Values;
  readonly seed: string;
  /** Opening cash; null: as configured. Unit: USDC. */
  readonly cash: string | null;
  readonly latency: 'none' | 'typical';
  /** The most we get of any trade. Unit: ratio. */
  readonly share: string;
  readonly bands: readonly SweepBand[];
  /** How long a period is whose profit counts as one return. Unit: ms. */
  readonly periodMs: number;
};

/** The markets in which new risk may be taken. */
export type MarketGroup =
  | { readonly kind: 'all' }
  | { readonly kind: 'some'; readonly name: string; readonly conditions: readonly string[] };

/** One run: a trial over a stretch of the tape, as ISO times. */
export type SweepRun = {
  readonly values: Values;
  readonly from: string;
  readonly until: string;
  readonly markets: MarketGroup;
};

/** A run with everything that it hangs on but the tape. */
export type SweepJob = { readonly settings: SweepSettings; readonly run: SweepRun };

/** Tells the runs of one sweep apart. */
export const keyOf = ({ values, from, until, markets }: SweepRun): string =>
  `${trialText(values)} | ${from} to ${until} | ${
    markets.kind === 'all' ? 'all markets' : markets.name
  }`;

/** What came of a run in one band. Amounts are decimal text, null where unknown. Unit: USDC. */
export type BandFigures = {
  readonly name: SweepBand;
  readonly net: string | null;
  /** Of the net: maker rebates and liquidity rewards. */
  readonly income: string;
  readonly fees: string | null;
  readonly fills: number;
  /** The largest fall from a peak. Unit: ratio. */
  readonly drawdownMax: string;
  /** Of each period in order; what an unknown one brought is in the next that is known. */
  readonly profits: readonly (string | null)[];
  /** Fills booked in each period. */
  readonly fillsIn: readonly number[];
  /** Why the run ended early; null when it did not. */
  readonly failure: string | null;
};

/** What came of a run. */
export type RunResult = {
  readonly key: string;
  readonly run: SweepRun;
  readonly bands: readonly BandFigures[];
};

/** The band that counts. */
export const countingBand = ({ bands }: RunResult): BandFigures | undefined =>
  bands.find(({ name }) => name === 'pessimistic');
