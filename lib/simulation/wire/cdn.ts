// The caches before the venue's services. They keep answers by their question, so that the same
// question gets the same answer for a while, however the market moves.
//
// Source: cache headers observed on the live API, read 2026-11-22.

import { msOfDuration } from '../../units/time.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { Switches } from './switches.ts';

const AGES_MAX_MS: ReadonlyMap<string, number> = new Map([
  ['/v2/trades', 300_000],
  ['/v2/activity', 15_000],
  ['/v2/positions', 5_000],
]);

// What of the CLOB is read again and again; one order by its id is not.
const CLOB_READS: ReadonlySet<string> = new Set(['/books', '/data/trades', '/data/orders']);

/** For how long an answer is kept; not at all where that is zero. Unit: ms. */
export const ageMaxOf = (
  { cdn, cached }: Pick<Switches, 'cdn' | 'cached'>,
  { path }: WireCall,
): number => {
  if (CLOB_READS.has(path)) return Number(msOfDuration(cached));
  return cdn === 'on' ? (AGES_MAX_MS.get(path) ?? 0) : 0;
};

/** How old an answer may be that is given now. Unit: ms, since 1970 and in length. */
export type Freshness = { readonly now: number; readonly ageMax: number };

/** A cache of answers. */
export type Cdn = {
  /** Gives what is kept for a question while it is fresh, or asks. */
  readonly through: (call: WireCall, fresh: Freshness, ask: () => WireAnswer) => WireAnswer;
};

/** Makes an empty cache. */
export const createCdn = (): Cdn => {
  const kept = new Map<string, { readonly at: number; readonly answer: WireAnswer }>();
  return {
    through: ({ path, query, body }, { now, ageMax }, ask) => {
      const question = `${path}?${query.toString()} ${body}`;
      const found = kept.get(question);
      if (found !== undefined && now - found.at < ageMax) return found.answer;
      const answer = ask();
      if (answer.status === 200) kept.set(question, { at: now, answer });
      return answer;
    },
  };
};
