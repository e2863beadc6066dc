// Public trades put into the simulated venue. A trade may fill only orders that were resting before
// it was matched; when orders were placed is known to the second at best, so in doubt a trade is
// heard and fills nothing.

import { negate } from '../units/quantity.ts';
import { after, earlier, later, minutes, seconds } from '../units/time.ts';
import { toGrid } from '../units/price.ts';
import type { Print } from '../domain/print.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { PriceMicros, Tick } from '../units/price.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs, When } from '../units/time.ts';

/**
 * How long before its stamp a trade may have been matched. Why 5 s: trades are stamped with their
 * block, and a match takes one to two blocks of 2 s to get into one. Trades so close to the end of
 * a cycle may be older than the orders of that cycle, and fill none.
 */
export const MATCH_LAG: DurationMs = seconds(5);

/** How far reads reach back beyond the last one: rows are stamped first and served later. */
export const TAPE_OVERLAP: DurationMs = seconds(120);

/** After a longer outage the trades before this are given up: their markets have a gap anyway. */
export const TAPE_REACH: DurationMs = minutes(15);

/** Which trades were fed already, and from where the next read starts. */
export type TapeMemory = {
  readonly from: EpochMs;
  readonly fed: ReadonlyMap<string, EpochMs>;
};

/** How many trades were fed, by what they could do. */
export type FedTrades = { readonly filling: number; readonly heard: number };

/** The times between which trades are fed. */
export type FeedWindow = {
  /** When the last cycle ended; unknown, where it is not certain that no order came later. */
  readonly cycleEnd: When;
  /** Trades are put before the books that are read at this time. */
  readonly booksAt: EpochMs;
};

/**
 * The price at which a trade is put. An average over several levels lies between them: on the grid
 * it is put where it fills less.
 */
export const onGrid = ({ price, takerSide }: Print, tick: Tick): PriceMicros =>
  toGrid(price, tick, takerSide === 'SELL' ? 'up' : 'down') ?? price;

const mayFill = ({ at }: Print, { cycleEnd }: FeedWindow): boolean =>
  cycleEnd.kind === 'at' && at > after(cycleEnd.at, MATCH_LAG);

const feed = (venue: SimulatedVenue, print: Print, window: FeedWindow): boolean => {
  const market = venue.universe().markets.get(print.condition);
  if (market === undefined) return false;
  const { token, takerSide, size, wallet, transaction } = print;
  const row = { kind: 'trade', token, takerSide, size, wallet, transaction } as const;
  const isFilling = mayFill(print, window);
  if (isFilling) {
    const at = later(earlier(print.at, window.booksAt), venue.now());
    venue.apply({ ...row, price: onGrid(print, market.tick), at });
  } else {
    venue.hear({ ...row, price: print.price, at: print.at });
  }
  return isFilling;
};

/** Feeds the trades that were not fed before, in the order of their time. */
export const feedTrades = (
  venue: SimulatedVenue,
  prints: readonly Print[],
  { memory, window }: { readonly memory: TapeMemory; readonly window: FeedWindow },
): { readonly memory: TapeMemory; readonly fed: FedTrades } => {
  const fresh = prints.filter(({ key }) => !memory.fed.has(key));
  const filling = fresh.filter((print) => feed(venue, print, window)).length;
  const from = later(memory.from, after(window.booksAt, negate(TAPE_OVERLAP)));
  const keys = [...memory.fed, ...fresh.map(({ key, at }) => [key, at] as const)];
  return {
    memory: { from, fed: new Map(keys.filter(([, at]) => at >= from)) },
    fed: { filling, heard: fresh.length - filling },
  };
};
