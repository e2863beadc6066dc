// Which of the venue's cached balances are refreshed first, since not all can be in each cycle.

import { compare, minus } from '../../../units/quantity.ts';
import { seconds } from '../../../units/time.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { TokenId } from '../../../units/ids.ts';
import type { DurationMs } from '../../../units/quantity.ts';

/**
 * How old a refresh may be before it is repeated without a doubt. Why 50 s: what nobody doubts has
 * not moved as far as we know, so that once a minute is enough; at a cycle every five seconds, each
 * of which may make but few refreshes, the others are left to what is doubted. It does not catch
 * what was moved by hand half a minute ago.
 */
export const REFRESH_AGE_MAX: DurationMs = seconds(50);

/** A token, and whether its balance is to be refreshed if there is a call left for it. */
export type RefreshWish = { readonly token: TokenId; readonly isDue: boolean };

/** Remembers what was refreshed when. */
export type Refreshes = {
  /** What is doubted first, then what waited longest, so that nothing waits for ever. */
  readonly inOrder: (
    tokens: readonly TokenId[],
    doubted: ReadonlySet<TokenId>,
  ) => readonly RefreshWish[];
  readonly note: (token: TokenId) => void;
  /** A refresh that failed was none. */
  readonly forget: (token: TokenId) => void;
};

/** Begins with nothing refreshed. */
export const createRefreshes = (clock: Clock): Refreshes => {
  const refreshed = new Map<TokenId, DurationMs>();
  const lastOf = (token: TokenId): DurationMs => refreshed.get(token) ?? seconds(0);
  const isOld = (token: TokenId): boolean =>
    !refreshed.has(token) || minus(clock.monotonic(), lastOf(token)) >= REFRESH_AGE_MAX;
  return {
    inOrder: (tokens, doubted) => {
      const byAge = [...new Set(tokens)].toSorted((a, b) => compare(lastOf(a), lastOf(b)));
      const urgent = byAge.filter((token) => doubted.has(token));
      const others = byAge.filter((token) => !doubted.has(token));
      return [
        ...urgent.map((token) => ({ token, isDue: true })),
        ...others.map((token) => ({ token, isDue: isOld(token) })),
      ];
    },
    note: (token) => void refreshed.set(token, clock.monotonic()),
    forget: (token) => void refreshed.delete(token),
  };
};
