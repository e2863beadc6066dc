// What may be wrong with the market data itself: the book of a market stands still while trades go
// on, its book is cleared for minutes, its grid becomes finer, or the market ends.

import { changeTick } from '../../../lib/simulation/wire/controls.ts';
import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import { formatTick, tick } from '../../../lib/units/price.ts';
import { emptyBook } from '../markets/quotes.ts';
import { createMarketEnds } from './market-ends.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Move } from '../markets/family.ts';
import type { Dice } from './dice.ts';

const RATES = { frozen: 0.012, cleared: 0.012, tick: 0.006 } as const;

const MINUTES_MAX = 4;

/** What is wrong with the feeds. */
export type Feeds = {
  /** Called once a minute, before the markets move. */
  readonly minute: () => void;
  /** Whether a move reaches the venue. */
  readonly passes: (move: Move) => boolean;
  readonly calm: () => void;
};

const ofBook = (move: Move): string | null => {
  if (move.kind === 'book' || move.kind === 'level' || move.kind === 'gap') return move.token;
  return null;
};

/** Makes what goes wrong with feeds. */
export const createFeeds = (dice: Dice, server: () => WireServer): Feeds => {
  // For how many minutes the book of a token stands still.
  const still = new Map<string, number>();
  const ends = createMarketEnds(dice, server);
  const anyMarket = (): Market => dice.oneOf([...server().venue.universe().markets.values()]);
  const hold = ({ yes }: Market): void =>
    void still.set(yes, 1 + Math.floor(dice.between(0, MINUTES_MAX)));
  const freeze = (market: Market): void => {
    dice.note('feed frozen');
    hold(market);
  };
  const clear = (market: Market): void => {
    dice.note('book cleared');
    hold(market);
    applyToServer(server(), emptyBook(market, server().venue.now()));
  };
  const refine = ({ condition, tick: now }: Market): void => {
    if (formatTick(now) !== '0.01') return;
    dice.note('tick changes');
    changeTick(server(), condition, tick('0.001'));
  };
  const befall = (rate: number, act: (market: Market) => void): void => {
    if (dice.happens('venue', rate)) act(anyMarket());
  };
  return {
    minute: () => {
      for (const [token, left] of still) {
        if (left > 1) still.set(token, left - 1);
        else still.delete(token);
      }
      befall(RATES.frozen, freeze);
      befall(RATES.cleared, clear);
      befall(RATES.tick, refine);
      ends.minute();
    },
    passes: (move) =>
      move.kind === 'status' ? !ends.has(move.condition) : !still.has(ofBook(move) ?? ''),
    calm: () => {
      still.clear();
      ends.calm();
    },
  };
};
