// How far long work is, and how long it will still take: a line on standard error now and then.

import { lengthText } from '../tape/quality-text.ts';

/** Says how far work is, whenever enough has happened since it was last said. */
export type LongWork = (share: number, nowMs: number) => void;

const EVERY_MS = 2_000;
// Before this the time left is a guess.
const SHARE_MIN = 0.02;

/** How long something will still take, after a comma; nothing where that is no whole second. */
export const leftText = (ms: number): string => {
  const rounded = Math.round(ms / 1_000) * 1_000;
  return rounded > 0 ? `, ${lengthText(rounded)} left` : '';
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
    const percent = Math.floor(share * 100);
    const left = ((nowMs - startMs) * (1 - share)) / share;
    write(`${name}: ${percent} %${share < SHARE_MIN ? '' : leftText(left)}`);
  };
};
