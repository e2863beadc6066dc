// How far long work is, and how long it will still take: one format for all verbs, on standard
// error now and then.

import { lengthText } from '../tape/quality-text.ts';

/** Says how far work is, whenever enough has happened since it was last said. */
export type LongWork = (share: number, nowMs: number) => void;

const EVERY_MS = 2_000;
// Before this the time left is a guess.
const SHARE_MIN = 0.02;

/** How long something will still take, with words before; nothing where that is no whole second. */
export const leftText = (ms: number, before = ', '): string => {
  const rounded = Math.round(ms / 1_000) * 1_000;
  return rounded > 0 ? `${before}${lengthText(rounded)} left` : '';
};

/** How long work will still take that has taken some time for a share; nothing at its beginning. */
export const leftMs = (tookMs: number, share: number): number =>
  share < SHARE_MIN ? 0 : (tookMs * (1 - share)) / share;

/** The line that says how far work is, what is said of it, and how long it will still take. */
export const workLine = (words: string, share: number, left: number): string => {
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `[Keel] ${percent} % · ${words}${leftText(left, ' · about ')}`;
};

/** Starts work of a name; a share is of all that is to be done, from 0 to 1. */
export const longWork = (
  name: string,
  write: (line: string) => void,
  startMs: number,
): LongWork => {
  let saidAt = startMs;
  return (share, nowMs) => {
    if (nowMs - saidAt < EVERY_MS) return;
    saidAt = nowMs;
    write(workLine(name, share, leftMs(nowMs - startMs, share)));
  };
};
