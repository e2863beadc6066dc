// Twenty busy markets in a compact file, as a recorder would leave them: eleven level changes a
// second in each market, which is what the busiest recorded set has, a trade every fifteen seconds
// and a mid that wanders. Everything follows from numbers, so that every run plays the same.

import { universeOf } from '../../lib/domain/market.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { createTapeFile } from '../../lib/tape/compact/file-writer.ts';
import { idsOfName } from '../../lib/tape/made-ids.ts';
import { priceMicros } from '../../lib/units/price.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { at, eventFor, marketNamed } from '../backtest/markets.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';

export const BUSY_MARKETS = 20;
const CHANGES_A_SECOND = 11;
const TRADE_EVERY_S = 15;
const MOVE_EVERY_S = 300;
const LEVELS = 15;
const HALF_SPREAD = 2;

type Place = { readonly number: number; readonly market: Market };

const PLACES: readonly Place[] = Array.from({ length: BUSY_MARKETS }, (_, number) => {
  const name = `a-busy-market-${String(number).padStart(2, '0')}`;
  return { number, market: marketNamed(name, idsOfName(name)) };
});

export const busyUniverse = () =>
  universeOf(
    PLACES.map(({ market }) => market),
    PLACES.map(({ market, number }) => eventFor(market, `category-${String(number % 4)}`)),
  );

// A whole number below a bound that looks like chance and is none.
const mixed = (a: number, b: number, below: number): number => {
  let x = Math.imul(a + 1, 0x9e3779b1) ^ Math.imul(b + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  return ((x ^ (x >>> 13)) >>> 0) % below;
};

const middleAt = ({ number }: Place, second: number): number =>
  30 + ((number * 7) % 40) + mixed(number, Math.floor(second / MOVE_EVERY_S), 3);

const centsOf = (place: Place, second: number, step: number): number =>
  middleAt(place, second) + Math.sign(step) * (HALF_SPREAD + Math.abs(step) - 1);

const sizeAt = (place: Place, cents: number, second: number) =>
  shareMicros(BigInt(200 + mixed(place.number * 101 + cents, second, 600)) * 1_000_000n);

const priceAt = (cents: number) => priceMicros(BigInt(cents) * 10_000n);

const bookAt = (place: Place, second: number): TapeEvent => {
  const side = (sign: 1 | -1): readonly Level[] =>
    Array.from({ length: LEVELS }, (_, k) => centsOf(place, second, sign * (k + 1))).map(
      (cents) => ({
        price: priceAt(cents),
        size: sizeAt(place, cents, second),
      }),
    );
  const token = place.market.yes;
  return { kind: 'book', at: at(second), token, bids: side(-1), asks: side(1), depth: WHOLE };
};

const changesAt = (place: Place, second: number): readonly TapeEvent[] =>
  Array.from({ length: CHANGES_A_SECOND }, (_, index) => {
    const sign = mixed(place.number, second * 31 + index, 2) === 0 ? 1 : -1;
    const step = sign * (1 + mixed(place.number + 7, second * 37 + index, LEVELS));
    const cents = centsOf(place, second, step);
    return {
      kind: 'level',
      at: at(second),
      token: place.market.yes,
      side: sign > 0 ? 'asks' : 'bids',
      price: priceAt(cents),
      size: sizeAt(place, cents, second * 41 + index),
    };
  });

const tradeAt = (place: Place, second: number): TapeEvent => {
  const sells = mixed(place.number, second, 2) === 0;
  return {
    kind: 'trade',
    at: at(second),
    token: place.market.yes,
    takerSide: sells ? 'SELL' : 'BUY',
    price: priceAt(centsOf(place, second, sells ? -1 : 1)),
    size: shareMicros(BigInt(5 + mixed(place.number, second * 3, 80)) * 1_000_000n),
    wallet: { kind: 'not-recorded' },
    transaction: `0x${String(place.number)}-${String(second)}`,
  };
};

const secondOf = (second: number): readonly TapeEvent[] =>
  PLACES.flatMap((place) => [
    ...(second % TRADE_EVERY_S === place.number % TRADE_EVERY_S && second > 0
      ? [tradeAt(place, second)]
      : []),
    ...(second % MOVE_EVERY_S === 0 ? [bookAt(place, second)] : changesAt(place, second)),
  ]);

/** Writes so many minutes of them, and gives how many events there are. */
export const writeBusyTape = async (path: string, minutes: number): Promise<number> => {
  const writer = await createTapeFile(path, {
    name: `${String(BUSY_MARKETS)} busy markets`,
    identity: `busy-${String(minutes)}`,
    madeBy: 'the bench',
    madeFrom: { kind: 'recorded', source: 'numbers', everyMs: 1_000 },
    start: at(0),
    universe: busyUniverse(),
    provenance: [],
  });
  for (let second = 0; second < minutes * 60; second += 1) await writer.write(secondOf(second));
  const { rows } = writer.size();
  await writer.close(at(minutes * 60));
  return rows;
};
