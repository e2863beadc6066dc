// Trades of others as the venue shows them: a taker order is one row, however many orders it met.
// Its price is the average that it paid, a hair beside any level.
//
// Source: two recorded polls of the Data API of 2026: no transaction has two different rows of one
// wallet, and the prices of most rows are quotients.

import { notional } from '../../units/money.ts';
import { sum } from '../../units/quantity.ts';
import { formatPrice } from '../../units/price.ts';
import { formatShares, ZERO_SHARES } from '../../units/shares.ts';
import { formatUsdc, ZERO_USDC } from '../../units/usdc.ts';
import { msOf } from '../micros.ts';
import type { Print } from '../../domain/print.ts';
import type { ShareMicros, UsdcMicros } from '../../units/quantity.ts';

/** What a taker order came to. */
export type TakerOrder = {
  /** Its first fill, which says everything but how much. */
  readonly first: Print;
  readonly size: ShareMicros;
  readonly dollars: UsdcMicros;
  /** The average price as the feeds write it. */
  readonly price: number;
};

const orderOf = ({ transaction, token, takerSide, wallet, at }: Print): string => {
  const who = wallet.kind === 'known' ? wallet.address : '';
  return [transaction, token, takerSide, who, String(msOf(at))].join('|');
};

const joined = (first: Print, fills: readonly Print[]): TakerOrder => {
  const size = sum(
    ZERO_SHARES,
    fills.map((fill) => fill.size),
  );
  const dollars = sum(
    ZERO_USDC,
    fills.map((fill) => notional(fill.size, fill.price, 'down')),
  );
  const isOne = fills.length === 1;
  const average = Number(formatUsdc(dollars)) / Number(formatShares(size));
  return { first, size, dollars, price: isOne ? Number(formatPrice(first.price)) : average };
};

/** Every fill as an order of its own. */
export const eachFill = (prints: readonly Print[]): readonly TakerOrder[] =>
  prints.map((print) => joined(print, [print]));

/** Puts the fills of each taker order together, oldest first. */
export const takerOrders = (prints: readonly Print[]): readonly TakerOrder[] =>
  [...Map.groupBy(prints, orderOf).values()].flatMap((fills) =>
    fills.slice(0, 1).map((first) => joined(first, fills)),
  );
