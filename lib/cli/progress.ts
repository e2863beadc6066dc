// How far a session is, in one line every twentieth of its tape.

import { formatDollars } from '../units/usdc.ts';
import { formatTime, msOfEpoch } from '../units/time.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { EpochMs } from '../units/time.ts';
import type { SavedCycle } from './session-end.ts';

const STEPS = 20;

/** How much of a tape has been played. Range: 0 to 1. */
export const shareOf = (tape: Pick<Tape, 'start' | 'end'>, at: EpochMs): number => {
  const whole = Number(msOfEpoch(tape.end) - msOfEpoch(tape.start));
  return whole > 0 ? Math.min(1, Number(msOfEpoch(at) - msOfEpoch(tape.start)) / whole) : 1;
};

const lineOf = ({ state, equity }: SavedCycle, share: number, at: EpochMs): string => {
  const worth = equity.kind === 'known' ? formatDollars(equity.equity) : 'unknown';
  const time = formatTime(at).slice(0, 16).replace('T', ' ');
  return (
    `[Keel] ${String(Math.round(share * 100)).padStart(3)} % · ${time} UTC · equity ${worth} · ` +
    `${String(state.ledger.lots.size)} lots · ${String(state.intents.length)} resting`
  );
};

/** Writes a line whenever another twentieth of the tape has been played. */
export const progressOf = (
  tape: Tape,
  write: (line: string) => void,
): ((end: SavedCycle, at: EpochMs) => void) => {
  let written = 0;
  return (end, at) => {
    const share = shareOf(tape, at);
    const step = Math.floor(share * STEPS);
    if (step <= written) return;
    written = step;
    write(lineOf(end, share, at));
  };
};
