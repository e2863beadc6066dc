// One generated market's book and the record of everything that happens to it, as a tape holds it:
// the YES book level by level, and each trade before the level change that shows it.

import { createGridBook, priceAt, sizeOf } from './grid-book.ts';
import { toTime } from '../numbers.ts';
import { WHOLE } from '../../domain/tape-event.ts';
import { complement, microsOfOffset, tick, ticks } from '../../units/price.ts';
import type { Market, MarketStatus } from '../../domain/market.ts';
import type { PrintWallet } from '../../domain/print.ts';
import type { TapeEvent } from '../../domain/tape-event.ts';
import type { EpochMs } from '../../units/time.ts';
import type { SideName } from '../book-builder.ts';
import type { GridBook } from './grid-book.ts';

/** One row of a taker's order. Unit: thousandths of a dollar, lots. */
export type TradeRow = {
  /** The side of the YES book that it takes from. */
  readonly hits: SideName;
  readonly price: number;
  readonly lots: number;
  readonly taker: Taker;
};

/** Who takes, by which of the two tokens: bids are hit by selling YES or by buying NO. */
export type Taker = {
  readonly token: 'YES' | 'NO';
  readonly wallet: PrintWallet;
  readonly transaction: string;
};

/** A book that is recorded while it changes. */
export type Desk = {
  readonly book: Pick<GridBook, 'best' | 'sizeAt'>;
  /** The tick. Unit: thousandths of a dollar. */
  readonly step: () => number;
  /** Sets the time of what is recorded next. Unit: ms since 1970. */
  readonly moveTo: (ms: number) => void;
  readonly setLevel: (side: SideName, price: number, lots: number) => void;
  readonly trade: (row: TradeRow) => void;
  /** Goes over to a tick of a thousandth. */
  readonly refine: () => void;
  readonly setStatus: (status: MarketStatus) => void;
  /** Records the whole book. */
  readonly showBook: () => void;
  /** Records that the book is known no more. */
  readonly hideBook: (cause: string) => void;
  /** Hands over what was recorded since the last time, in order. */
  readonly drain: () => readonly TapeEvent[];
};

const FINE = tick('0.001');
const MICROS_PER_THOUSANDTH = 1_000;

/** Makes the desk of a market, with an empty book. */
export const createDesk = (market: Market): Desk => {
  const { condition } = market;
  const book = createGridBook();
  let step = Number(microsOfOffset(ticks(market.tick, 1))) / MICROS_PER_THOUSANDTH;
  let at: EpochMs = toTime(0);
  let recorded: TapeEvent[] = [];

  const record = (event: TapeEvent): void => void recorded.push(event);
  return {
    book,
    step: () => step,
    moveTo: (ms) => {
      at = toTime(ms);
    },
    setLevel: (side, price, lots) => {
      book.set(side, price, lots);
      const level = { price: priceAt(price), size: sizeOf(lots) };
      record({ at, kind: 'level', token: market.yes, side, ...level });
    },
    trade: (row) => record({ at, ...tradeOf(market, row) }),
    refine: () => {
      step = 1;
      record({ at, kind: 'tick', condition, tick: FINE });
    },
    setStatus: (status) => record({ at, kind: 'status', condition, status }),
    showBook: () => {
      const levels = { bids: book.levels('bids'), asks: book.levels('asks') };
      record({ at, kind: 'book', token: market.yes, ...levels, depth: WHOLE });
    },
    hideBook: (cause) => record({ at, kind: 'gap', token: market.yes, cause }),
    drain: () => {
      const drained = recorded;
      recorded = [];
      return drained;
    },
  };
};

type Trade = Omit<Extract<TapeEvent, { readonly kind: 'trade' }>, 'at'>;

const tradeOf = ({ yes, no }: Market, { hits, price, lots, taker }: TradeRow): Trade => {
  const { token, wallet, transaction } = taker;
  const yesPrice = priceAt(price);
  const rest = { kind: 'trade', size: sizeOf(lots), wallet, transaction } as const;
  const buysYes = hits === 'asks';
  return token === 'YES'
    ? { ...rest, token: yes, takerSide: buysYes ? 'BUY' : 'SELL', price: yesPrice }
    : { ...rest, token: no, takerSide: buysYes ? 'SELL' : 'BUY', price: complement(yesPrice) };
};
