// What a session has come to, cycle by cycle, on paper and live.

import { NO_TALLY, withRecord } from './tally.ts';
import type { PlaybackEnd } from '../backtest/play-tape.ts';
import type { CycleEnd } from '../cycle/finish.ts';
import type { Tally } from './tally.ts';

/** A cycle that was saved. */
export type SavedCycle = Extract<CycleEnd, { readonly kind: 'saved' }>;

/** How a session ended. */
export type SessionEnd = {
  readonly tally: Tally;
  readonly last: SavedCycle | null;
  /** How its market ended. */
  readonly market: PlaybackEnd;
  /** Why the latest cycle failed, if it did. */
  readonly failure: Extract<CycleEnd, { readonly kind: 'failed' }> | null;
};

/** A session of which no cycle has run. */
export const STARTED: SessionEnd = {
  tally: NO_TALLY,
  last: null,
  market: 'stopped',
  failure: null,
};

/** Adds a cycle to what a session has come to. */
export const noted = (before: SessionEnd, end: CycleEnd): SessionEnd => {
  switch (end.kind) {
    case 'saved':
      return { ...before, last: end, failure: null, tally: withRecord(before.tally, end.record) };
    case 'failed':
      return { ...before, failure: end };
    case 'skipped':
      return before;
  }
};
