// How much has been played: of a tape, and of what a session was asked for.

import { earlier, msOfEpoch } from '../units/time.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { EpochMs } from '../units/time.ts';
import type { Until } from './start-options.ts';

type Span = Pick<Tape, 'start' | 'end'>;

/** How much of a tape has been played. Range: 0 to 1. */
export const shareOf = (tape: Span, at: EpochMs): number => {
  const whole = Number(msOfEpoch(tape.end) - msOfEpoch(tape.start));
  return whole > 0 ? Math.min(1, Number(msOfEpoch(at) - msOfEpoch(tape.start)) / whole) : 1;
};

/** How far a session is on its way, by its cycles so far and the time of its market. */
export type AskedShare = (cycles: number, at: EpochMs) => number;

/**
 * How much has been played of what was asked for, where a span could be played. The end of the span
 * ends a session too, so that whichever is nearer counts. Range: 0 to 1.
 */
export const askedShare = (until: Until, { start, end }: Span): AskedShare => {
  const span = { start, end: until.kind === 'time' ? earlier(end, until.at) : end };
  return (cycles, at) =>
    Math.max(shareOf(span, at), until.kind === 'cycles' ? Math.min(1, cycles / until.count) : 0);
};
