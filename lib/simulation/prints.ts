// The public trades of a tape, as the venue's feed gives them: for a while, then no more.

import { amountOf, msOf } from './micros.ts';
import type { TokenRef } from '../domain/market.ts';
import type { Print } from '../domain/print.ts';
import type { EventOf } from './recorded-book.ts';

/** The recent public trades. */
export type Prints = {
  readonly add: (event: EventOf<'trade'>, ref: TokenRef) => void;
  /** Those at or after a time that are still kept, oldest first. Unit: ms since 1970. */
  readonly since: (from: number) => readonly Print[];
  /** Everything that ever traded. Unit: 10^-6 share. */
  readonly volume: () => number;
};

const printOf = (event: EventOf<'trade'>, ref: TokenRef): Omit<Print, 'key'> => ({
  transaction: event.transaction,
  wallet: event.wallet,
  condition: ref.condition,
  token: event.token,
  outcome: ref.outcome,
  takerSide: event.takerSide,
  price: event.price,
  size: event.size,
  at: event.at,
});

/**
 * Keeps trades for some time after the newest one. Keys number the rows of one transaction, so that
 * a tape read again gives the same keys.
 */
export const createPrints = (keptMs: number): Prints => {
  const kept: Print[] = [];
  let stale = 0;
  let volume = 0;
  let rows = new Map<string, number>();

  const rowOf = (transaction: string): number => {
    const row = (rows.get(transaction) ?? 0) + 1;
    rows.set(transaction, row);
    return row;
  };
  const dropStale = (): void => {
    kept.splice(0, stale);
    stale = 0;
    const transactions = new Set(kept.map(({ transaction }) => transaction));
    rows = new Map([...rows].filter(([transaction]) => transactions.has(transaction)));
  };
  return {
    add: (event, ref) => {
      volume += amountOf(event.size);
      const row = rowOf(event.transaction);
      kept.push({ ...printOf(event, ref), key: `${event.transaction}/${row}` });
      const oldest = msOf(event.at) - keptMs;
      while (stale < kept.length - 1 && msOf(kept[stale]?.at ?? event.at) < oldest) stale += 1;
      if (stale > kept.length / 2) dropStale();
    },
    // They are in the order of the tape, and few of them are asked for.
    since: (from) => {
      const last = kept.findLastIndex(({ at }, index) => index < stale || msOf(at) < from);
      return kept.slice(last + 1);
    },
    volume: () => volume,
  };
};
