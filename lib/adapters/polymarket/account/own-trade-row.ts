// Our part of a trade. Where we took, it is the trade itself; where we made, it is the element of
// our order, with its own price, size, token and side. One trade can be both, and several of our
// orders can be in it.
//
// Source: venue reference 2.4 and fixtures of others, read 2026-11-22.

import * as z from 'zod/mini';
import { otherSide } from '../../../domain/market.ts';
import { divide } from '../../../units/fixed-point.ts';
import { complement, microsOfPrice, priceMicros } from '../../../units/price.ts';
import { sum } from '../../../units/quantity.ts';
import { microsOfShares, ZERO_SHARES } from '../../../units/shares.ts';
import { err, ok } from '../../../units/result.ts';
import { allOf } from '../parallel.ts';
import { conditionWire, maybe, priceWire, readWire, tokenWire } from '../wire.ts';
import {
  momentWire,
  orderIdWire,
  positiveWire,
  sideWire,
  tradeIdWire,
  tradeStatusWire,
} from './own-wire.ts';
import type { Fill } from '../../../domain/fill.ts';
import type { Side } from '../../../domain/market.ts';
import type { ConditionId, TokenId } from '../../../units/ids.ts';
import type { PriceMicros } from '../../../units/price.ts';
import type { ShareMicros } from '../../../units/quantity.ts';
import type { Result } from '../../../units/result.ts';

/** Who we are in a trade: the API key of our orders, and the wallet that they are for. */
export type OwnNames = { readonly owner: string; readonly holder: string };

/** A fill as the trade tells it: of which outcome its token is, and what it cost, is not in it. */
export type TradePart = Omit<Fill, 'condition' | 'outcome' | 'fee'> & {
  readonly market: ConditionId;
};

const partyWire = z.object({ owner: maybe(z.string()), maker_address: maybe(z.string()) });

const whoseWire = z.extend(partyWire, {
  trader_side: maybe(z.string()),
  maker_orders: maybe(z.array(partyWire)),
});

const tradeWire = z.object({
  id: tradeIdWire,
  market: conditionWire,
  status: tradeStatusWire,
  match_time: momentWire,
  asset_id: tokenWire,
  side: sideWire,
});

const takerWire = z.object({
  taker_order_id: orderIdWire,
  size: positiveWire,
  price: priceWire,
});

const makerOrdersWire = z.object({ maker_orders: maybe(z.array(z.unknown())) });
const slotWire = z.object({ asset_id: tokenWire, matched_amount: positiveWire, price: priceWire });
const makerWire = z.extend(slotWire, {
  order_id: orderIdWire,
  side: maybe(z.union([z.literal(''), sideWire])),
});

type Whose = z.infer<typeof whoseWire>;
type Party = z.infer<typeof partyWire>;
type Trade = z.infer<typeof tradeWire>;
type Slot = z.infer<typeof slotWire>;

const isHolder = ({ maker_address }: Party, { holder }: OwnNames): boolean =>
  maker_address?.toLowerCase() === holder.toLowerCase();

const isOurs = (party: Party, names: OwnNames): boolean =>
  party.owner === names.owner || isHolder(party, names);

// Who is called the maker is the taker as well only where the wallet and the key both say so.
const areWeTaker = (trade: Whose, names: OwnNames): boolean =>
  trade.trader_side?.toUpperCase() === 'MAKER'
    ? trade.owner === names.owner && isHolder(trade, names)
    : isOurs(trade, names);

/**
 * The average price of what a taker got, each maker's price seen from the taker's token.
 * Rounding: to a millionth, up for a purchase and down for a sale.
 */
const averagePrice = (slots: readonly Slot[], token: TokenId, side: Side): PriceMicros => {
  const sizes = slots.map(({ matched_amount }) => microsOfShares(matched_amount));
  const total = sizes.reduce((a, b) => a + b, 0n);
  const worth = slots.reduce((money, { asset_id, price }, place) => {
    const seen = asset_id === token ? price : complement(price);
    return money + (sizes[place] ?? 0n) * microsOfPrice(seen);
  }, 0n);
  return priceMicros(divide(worth, total, side === 'BUY' ? 'up' : 'down'));
};

// Only makers that add up to the whole trade tell its price better than the trade itself.
const takerPrice = (
  row: unknown,
  { asset_id, side }: Trade,
  told: { readonly size: ShareMicros; readonly price: PriceMicros },
): PriceMicros => {
  const makers = readWire(makerOrdersWire, row);
  const read = makers.ok
    ? allOf((makers.value.maker_orders ?? []).map((maker) => readWire(slotWire, maker)))
    : makers;
  if (!read.ok) return told.price;
  const total = sum(
    ZERO_SHARES,
    read.value.map(({ matched_amount }) => matched_amount),
  );
  return total === told.size ? averagePrice(read.value, asset_id, side) : told.price;
};

const common = ({ id, market, status, match_time }: Trade) => ({
  trade: id,
  market,
  status,
  matchedAt: match_time,
});

const takerPart = (row: unknown, trade: Trade): Result<TradePart, string> => {
  const read = readWire(takerWire, row);
  if (!read.ok) return read;
  const { taker_order_id: order, size, price } = read.value;
  const { asset_id: token, side } = trade;
  const average = takerPrice(row, trade, { size, price });
  return ok({ ...common(trade), order, token, side, price: average, size, role: 'taker' });
};

const makerPart = (element: unknown, trade: Trade): Result<TradePart, string> => {
  const read = readWire(makerWire, element);
  if (!read.ok) return err(`maker_orders: ${read.error}`);
  const { order_id: order, asset_id: token, matched_amount: size, price } = read.value;
  // Within one token they trade against each other, across the two they make or end a set together.
  const implied = token === trade.asset_id ? otherSide(trade.side) : trade.side;
  const side = read.value.side === undefined || read.value.side === '' ? implied : read.value.side;
  return ok({ ...common(trade), order, token, side, price, size, role: 'maker' });
};

const ourElements = (row: unknown, whose: Whose, names: OwnNames): readonly unknown[] => {
  const elements = readWire(makerOrdersWire, row);
  const parties = whose.maker_orders ?? [];
  return elements.ok
    ? (elements.value.maker_orders ?? []).filter((_, place) => {
        const party = parties[place];
        return party !== undefined && isOurs(party, names);
      })
    : [];
};

/**
 * Reads our parts of a trade; none where the trade is provably that of others.
 * Refuses: a trade that may be ours and is not understood, or that is said to be ours and is not.
 */
export const partsOfTrade = (
  row: unknown,
  names: OwnNames,
): Result<readonly TradePart[], string> => {
  const whose = readWire(whoseWire, row);
  if (!whose.ok) return whose;
  const isTaker = areWeTaker(whose.value, names);
  const elements = ourElements(row, whose.value, names);
  const claim = whose.value.trader_side?.toUpperCase();
  if (claim === 'TAKER' && !isTaker) return err('trader_side: says that we took, and we did not');
  if (claim === 'MAKER' && elements.length === 0)
    return err('trader_side: says that we made, and we did not');
  if (!isTaker && elements.length === 0) return ok([]);
  const trade = readWire(tradeWire, row);
  if (!trade.ok) return trade;
  const taken = isTaker ? [takerPart(row, trade.value)] : [];
  return allOf([...taken, ...elements.map((element) => makerPart(element, trade.value))]);
};
