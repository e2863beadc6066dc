// Who won is recorded, when the venue said so is not: it is taken to be right after the last row of
// the market, when nothing of it can be traded any more on the tape.

import { toTime } from './numbers.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { Ratio } from '../units/ratio.ts';
import type { MarketFacts } from './universe.ts';

/** A market with its recorded outcome and the time of its last row. */
export type Decided = {
  readonly facts: MarketFacts;
  readonly yesPayout: Ratio;
  readonly last: number;
};

/** The resolutions of markets, in time order. */
export const resolutions = (markets: readonly Decided[]): readonly TapeEvent[] =>
  markets
    .toSorted((a, b) => a.last - b.last)
    .map(({ facts, yesPayout, last }) => ({
      kind: 'status',
      at: toTime(last),
      condition: facts.condition,
      status: { kind: 'resolved', yesPayout },
    }));
