// How the oracle reacts to its tape: fills of resting orders, expirations and closed markets.

import { microsOfShares } from '../../lib/units/shares.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import { least, live, makerFill, placeOf, queueOf, rest } from './naive-account.ts';
import { flip, HIDDEN, isBetter, meets, offers, recordBook, standing, yes } from './naive-book.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { NaiveOrder, NaiveState } from './naive-account.ts';
import type { NaiveBook } from './naive-book.ts';

// Strangers and own orders at one price as they stand in line, each with what it holds.
const lineOf = (queue: readonly NaiveOrder[]) => {
  let before = 0n;
  return queue.flatMap((own) => {
    const strangers = { own: null, size: own.ahead - before };
    before = own.ahead;
    return [strangers, { own, size: rest(own) }];
  });
};

const naiveTrade = (state: NaiveState, event: Extract<TapeEvent, { kind: 'trade' }>): void => {
  const { market, book, outcome } = placeOf(state, event.token);
  if (book.followed === null) return;
  const price = yes(outcome, event.price);
  const side = (event.takerSide === 'SELL') === (outcome === 'YES') ? 'BID' : 'ASK';
  let volume = microsOfShares(event.size);
  const filled: [NaiveOrder, bigint][] = [];
  const queue = queueOf(state, market, side);
  for (const own of queue.filter((order) => isBetter(side, order.yesPrice, price))) {
    const size = least(volume, rest(own));
    volume -= size;
    if (size === 0n) continue;
    own.ahead = 0n;
    filled.push([own, size]);
  }
  const level = queue.filter((order) => order.yesPrice === price);
  let traded = 0n;
  for (const { own, size } of lineOf(level)) {
    const used = least(volume, size);
    volume -= used;
    if (own === null) traded += used;
    else if (used > 0n) filled.push([own, used]);
  }
  for (const own of level) if (own.ahead < HIDDEN) own.ahead -= least(own.ahead, traded);
  for (const [own, size] of filled) if (own.status === 'LIVE') makerFill(state, own, size);
};

const fillMet = (
  state: NaiveState,
  { market, book }: { market: Market; book: NaiveBook },
): void => {
  for (const side of ['BID', 'ASK'] as const) {
    for (const own of queueOf(state, market, side)) {
      if (own.status !== 'LIVE') continue;
      const isHeld = standing(book, side, own.yesPrice) > 0n;
      const reaching = offers(book, flip(side)).filter(({ price }) =>
        isHeld ? isBetter(side, own.yesPrice, price) : meets(side, own.yesPrice, price),
      );
      let got = 0n;
      for (const offer of reaching) {
        const used = least(rest(own) - got, offer.size - offer.taken);
        offer.taken += used;
        got += used;
      }
      if (got === 0n) continue;
      own.ahead = 0n;
      makerFill(state, own, got);
    }
  }
};

// An order whose level comes into sight stands behind what is there, and behind its elders.
const reveal = (state: NaiveState, { market, book }: { market: Market; book: NaiveBook }): void => {
  for (const side of ['BID', 'ASK'] as const) {
    const queue = queueOf(state, market, side);
    for (const own of queue.filter(({ ahead }) => ahead === HIDDEN)) {
      const elders = queue.filter((one) => one.yesPrice === own.yesPrice && one.ahead < HIDDEN);
      const sizes = [standing(book, side, own.yesPrice), ...elders.map(({ ahead }) => ahead)];
      own.ahead = sizes.reduce((most, size) => (size > most ? size : most));
    }
  }
};

export const naiveAdvance = (state: NaiveState, at: bigint): void => {
  if (at <= state.now) return;
  state.now = at;
  for (const order of live(state))
    if (order.expiration.kind === 'at' && msOfEpoch(order.expiration.at) - 60_000n <= at)
      order.status = 'CANCELED';
};

export const naiveApply = (state: NaiveState, event: TapeEvent): void => {
  naiveAdvance(state, msOfEpoch(event.at));
  if (event.kind === 'trade') naiveTrade(state, event);
  if (event.kind === 'book' || event.kind === 'level') {
    const place = placeOf(state, event.token);
    const change = recordBook(place.book, place.outcome, event);
    if (change === 'opened')
      for (const own of live(state).filter(
        (order) => order.order.condition === place.market.condition,
      ))
        own.ahead = standing(place.book, own.side, own.yesPrice);
    if (change === 'changed') reveal(state, place);
    if (change !== 'ignored') fillMet(state, place);
  }
  if (event.kind === 'gap') {
    const { book, outcome } = placeOf(state, event.token);
    if (book.followed === outcome) book.followed = null;
  }
  if (event.kind === 'tick' || event.kind === 'status') {
    const index = state.markets.findIndex(({ market }) => market.condition === event.condition);
    const place = state.markets[index];
    if (place === undefined) return;
    place.market =
      event.kind === 'tick'
        ? { ...place.market, tick: event.tick }
        : { ...place.market, status: event.status };
    if (place.market.status.kind !== 'accepting')
      for (const order of live(state))
        if (order.order.condition === event.condition) order.status = 'CANCELED';
  }
};
