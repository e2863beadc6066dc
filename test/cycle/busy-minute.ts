// Three markets and a minute in which everything happens at once: a stop fires, complete sets are
// merged, inventory is quoted out, and orders that grew old are replaced.

import { encodeLedger } from '../../lib/adapters/dynamo/stored-state.ts';
import { minutes } from '../../lib/units/time.ts';
import { bookOf, marketNamed, tradeOf, universeWith } from '../backtest/markets.ts';
import { openSession } from '../backtest/session.ts';
import { held } from './scene.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Opening, SavedCycle, Session } from '../backtest/session.ts';

const RAIN = marketNamed('rain');
const SNOW = marketNamed('snow');
const SUN = marketNamed('sun');

/** The minute in which everything happens, counted from 0. */
export const BUSY_MINUTE = 6;

export const busySession = (opening: Partial<Opening> = {}): Session =>
  openSession({ universe: universeWith(RAIN, SNOW, SUN), ...opening });

// Sizes change from minute to minute, so that the market is known to move a little: a stop that
// has only ever seen calm takes its first move for the market's ordinary noise.
const showBooks = ({ venue }: Session, minute: number): void => {
  const bids: readonly (readonly [Market, number])[] = [
    [RAIN, minute < 5 ? 0.48 : 0.42],
    [SNOW, minute < 6 ? 0.28 : 0.3],
    [SUN, 0.68],
  ];
  const askSize = minute % 2 === 0 ? '1200' : '1000';
  for (const [market, bid] of bids) {
    const [best, ask] = [bid.toFixed(2), (bid + 0.04).toFixed(2)];
    venue.apply(bookOf(market, minute * 60, { bid: best, ask, askSize }));
  }
};

const trade = (session: Session, minute: number): void => {
  const hit = (market: Market, taker: 'BUY' | 'SELL', price: string): void =>
    session.venue.apply(tradeOf(market, minute * 60 + 30, { taker, price, size: '6000' }));
  if (minute === 4) hit(RAIN, 'SELL', '0.47');
  if (minute !== 5) return;
  hit(SUN, 'SELL', '0.66');
  hit(SUN, 'BUY', '0.74');
  hit(SNOW, 'BUY', '0.33');
};

/** Shows the books of a minute. Cycles of that minute may be run, as many as die. */
export const openMinute = showBooks;

/** Lets the trades of a minute happen, after its cycles. */
export const closeMinute = trade;

/** Runs whole minutes, each cycle held to every law; returns the last. */
export const liveThrough = async (
  session: Session,
  from: number,
  to: number,
): Promise<SavedCycle> => {
  let last: SavedCycle | null = null;
  for (let minute = from; minute <= to; minute += 1) {
    openMinute(session, minute);
    last = held(session, await session.saved());
    closeMinute(session, minute);
    session.leaseClock.pass(minutes(1));
  }
  if (last === null) throw new Error('no minute was lived through');
  return last;
};

/** The books of a session to the byte, without the ids that differ from life to life. */
export const booksOf = ({ state }: SavedCycle): string =>
  encodeLedger(state.ledger).replace(/0x[0-9a-f]{64}/g, 'an order');
