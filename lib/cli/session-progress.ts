// How far a session is: for people in one line every twentieth of what was asked for, with how the
// portfolio stands; for who reads JSON on standard error now and then.

import { formatTime } from '../units/time.ts';
import { formatDollars } from '../units/usdc.ts';
import { leftMs, longWork, workLine } from './long-work.ts';
import type { EpochMs } from '../units/time.ts';
import type { AskedShare } from './progress.ts';
import type { SavedCycle } from './session-end.ts';

const STEPS = 20;

/** Told each cycle of a session. */
export type SessionProgress = (end: SavedCycle, at: EpochMs) => void;

/** Where it is written, how far the session is, and what time it really is. */
export type SessionProgressParts = {
  readonly share: AskedShare;
  readonly write: (line: string) => void;
  readonly nowMs: () => number;
};

const standing = ({ state, equity }: SavedCycle, at: EpochMs): string => {
  const worth = equity.kind === 'known' ? formatDollars(equity.equity) : 'unknown';
  const time = formatTime(at).slice(0, 16).replace('T', ' ');
  return (
    `${time} UTC · equity ${worth} · ` +
    `${String(state.ledger.lots.size)} lots · ${String(state.intents.length)} resting`
  );
};

/** Writes a line whenever another twentieth of what was asked for has been played. */
export const sessionProgress = ({ share, write, nowMs }: SessionProgressParts): SessionProgress => {
  const startMs = nowMs();
  let [cycles, written] = [0, 0];
  return (end, at) => {
    cycles += 1;
    const done = share(cycles, at);
    const step = Math.floor(done * STEPS);
    if (step <= written) return;
    written = step;
    write(workLine(standing(end, at), done, leftMs(nowMs() - startMs, done)));
  };
};

/** Says how far a session is that prints for programs, where it takes long enough. */
export const quietProgress = ({ share, write, nowMs }: SessionProgressParts): SessionProgress => {
  const work = longWork('playing', write, nowMs());
  let cycles = 0;
  return (_end, at) => {
    cycles += 1;
    work(share(cycles, at), nowMs());
  };
};
