// The cache before the Data API. It keeps answers by their URL, so that the same question gets the
// same answer for minutes, however the market moves.
//
// Source: cache headers observed on the live API, read 2026-11-22.

import type { WireAnswer, WireCall } from './message.ts';

const AGES_MAX_MS: ReadonlyMap<string, number> = new Map([
  ['/v2/trades', 300_000],
  ['/v2/activity', 15_000],
  ['/v2/positions', 5_000],
]);

/** A cache of answers. */
export type Cdn = {
  /** Gives what is kept for a URL while it is fresh, or asks. Unit: ms since 1970. */
  readonly through: (call: WireCall, now: number, ask: () => WireAnswer) => WireAnswer;
};

/** Makes an empty cache. */
export const createCdn = (): Cdn => {
  const kept = new Map<string, { readonly at: number; readonly answer: WireAnswer }>();
  return {
    through: ({ path, query }, now, ask) => {
      const ageMax = AGES_MAX_MS.get(path);
      if (ageMax === undefined) return ask();
      const url = `${path}?${query.toString()}`;
      const found = kept.get(url);
      if (found !== undefined && now - found.at < ageMax) return found.answer;
      const answer = ask();
      if (answer.status === 200) kept.set(url, { at: now, answer });
      return answer;
    },
  };
};
