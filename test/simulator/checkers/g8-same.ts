// G8: the same inputs give the same bytes. A second process that is told what the first one is told
// has to ask, write and send the same.

import type { Asked, PairEnd } from '../world/twins.ts';

const SHOWN = 300;

const placeOf = (a: string, b: string): number => {
  const shorter = Math.min(a.length, b.length);
  for (let place = 0; place < shorter; place += 1) if (a[place] !== b[place]) return place;
  return shorter;
};

const around = (text: string, place: number): string =>
  text.slice(Math.max(0, place - SHOWN / 2), place + SHOWN / 2);

const unlike = (number: number, first: string, second: string): string => {
  const place = placeOf(first, second);
  return `request ${String(number)} differs: ${around(first, place)} and ${around(second, place)}`;
};

/**
 * Where two processes with the same inputs differ. Of one that was ended in the middle the twin may
 * have come less far.
 */
export const differing = ({ original, twin }: Asked, end: PairEnd): readonly string[] => {
  const both = Math.min(original.length, twin.length);
  for (let index = 0; index < both; index += 1) {
    const [first = '', second = ''] = [original[index], twin[index]];
    if (first !== second) return [unlike(index + 1, first, second)];
  }
  const isLess = twin.length < original.length && end === 'came to its end';
  return isLess || twin.length > original.length
    ? [`${String(original.length)} requests, and ${String(twin.length)} from the same inputs`]
    : [];
};
