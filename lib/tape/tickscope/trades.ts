// A trade is told 15 to 20 ms after the change of the level that it took from. Where the two are
// found together, by market, price, side and size, the trade is put right before that change, so
// that a queue sees first the trade and then its effect.

import { mirroredMicros, toPrice, toShares, toTime } from '../numbers.ts';
import type { Market } from '../../domain/market.ts';
import type { TokenId } from '../../units/ids.ts';
import type { SideName } from '../book-builder.ts';
import type { Findings } from '../format.ts';
import type { ChangeRow, Item, TradeRow } from './rows.ts';

// 441 of the 483 recorded trades follow their change within 133 ms, and 2 within a second.
const LAG_MAX_MS = 1_000;
// Sizes of levels are recorded with 2 decimals, those of trades with 6.
const SIZE_TOLERANCE = 10_000;

/** Puts trades where they belong. */
export type TradePlacer = {
  /** Takes a trade as soon as it is read, before its time has come. */
  readonly expect: (trade: Item<TradeRow>) => void;
  /** Takes that a level of the YES book fell, by how much and when. */
  readonly levelFell: (level: ChangeRow, by: number, at: number) => void;
  /** Takes that the time of a trade has come; it is emitted if no level stood for it. */
  readonly release: (trade: Item<TradeRow>, at: number) => void;
};

// A trade in terms of the YES book: which resting orders it took.
type Expected = {
  readonly trade: Item<TradeRow>;
  readonly yes: TokenId;
  readonly side: SideName;
  readonly price: number;
};

/** Starts placing the trades of some markets. */
export const tradePlacer = (markets: readonly Market[], emit: Findings['emit']): TradePlacer => {
  const yesOf = new Map<string, TokenId>();
  const tokenOf = new Map<string, TokenId>();
  for (const { yes, no } of markets) {
    yesOf.set(yes, yes).set(no, yes);
    tokenOf.set(yes, yes).set(no, no);
  }
  let expected: readonly Expected[] = [];
  const placed = new Set<Item<TradeRow>>();

  const say = (trade: Item<TradeRow>, at: number): void => {
    const token = tokenOf.get(trade.token);
    if (token === undefined) return;
    emit({
      kind: 'trade',
      at: toTime(at),
      token,
      takerSide: trade.side === 'bids' ? 'BUY' : 'SELL',
      price: toPrice(trade.price),
      size: toShares(trade.size),
      wallet: { kind: 'not-recorded' },
      transaction: `${String(trade.ms)}-${String(trade.line)}`,
    });
  };
  return {
    expect: (trade) => {
      const yes = yesOf.get(trade.token);
      if (yes !== undefined) expected = [...expected, { trade, yes, ...takenFrom(trade, yes) }];
    },
    levelFell: (level, by, at) => {
      const found = expected.find((each) => isOf(each, level, by));
      if (found === undefined) return;
      expected = expected.filter((each) => each !== found);
      placed.add(found.trade);
      say(found.trade, at);
    },
    release: (trade, at) => {
      if (placed.delete(trade)) return;
      expected = expected.filter((each) => each.trade !== trade);
      say(trade, at);
    },
  };
};

const takenFrom = (trade: TradeRow, yes: TokenId): Pick<Expected, 'side' | 'price'> => {
  const isYes = trade.token === yes;
  const side = (trade.side === 'bids') === isYes ? 'asks' : 'bids';
  return { side, price: isYes ? trade.price : mirroredMicros(trade.price) };
};

const isOf = (each: Expected, level: ChangeRow, by: number): boolean =>
  each.yes === level.token &&
  each.side === level.side &&
  each.price === level.price &&
  Math.abs(each.trade.size - by) <= SIZE_TOLERANCE &&
  each.trade.ms >= level.ms &&
  each.trade.ms - level.ms <= LAG_MAX_MS;
