// The recording does not say which two tokens make a market, but each change of one stands next
// to its mirror image of the other. The pairs that do so most often are the markets.

import { areMirrored } from './rows.ts';
import type { ChangeRow, Row } from './rows.ts';

/** Two tokens of a market; the one that was seen first is taken as YES. */
export type TokenPair = { readonly yes: string; readonly no: string | undefined };

/** Counts neighbours that mirror each other. */
export type PairSurvey = {
  readonly take: (row: Row) => void;
  readonly pairs: () => readonly TokenPair[];
};

/** Starts looking for pairs. */
export const surveyPairs = (): PairSurvey => {
  const votes = new Map<string, Map<string, number>>();
  let last: ChangeRow | undefined;
  const vote = (token: string, other: string): void => {
    const counts = votes.get(token);
    counts?.set(other, (counts.get(other) ?? 0) + 1);
  };
  const favourite = (token: string): string | undefined => {
    const counts = [...(votes.get(token) ?? [])];
    return counts.toSorted(([, a], [, b]) => b - a)[0]?.[0];
  };
  return {
    take: (row) => {
      if (!votes.has(row.token)) votes.set(row.token, new Map());
      if (row.kind === 'trade') return;
      if (last !== undefined && areMirrored(last, row)) {
        vote(row.token, last.token);
        vote(last.token, row.token);
      }
      last = row;
    },
    pairs: () => {
      const taken = new Set<string>();
      return [...votes.keys()].flatMap((yes) => {
        if (taken.has(yes)) return [];
        const other = favourite(yes);
        const no = other !== undefined && favourite(other) === yes ? other : undefined;
        if (no !== undefined) taken.add(no);
        return [{ yes, no }];
      });
    },
  };
};
