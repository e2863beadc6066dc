// From the two amounts of a wire order to a price and a size. An order on the wire has no price: it
// is the quotient of dollars and shares, and has to come out exactly on the market's grid.

import { namesMoney } from '../../domain/order.ts';
import { formatDecimal } from '../../units/fixed-point.ts';
import { sharesFor } from '../../units/money.ts';
import { formatTick, isOnGrid, priceMicros, tick, toGrid } from '../../units/price.ts';
import { err, ok } from '../../units/result.ts';
import { microsOfShares, shareMicros, toLot } from '../../units/shares.ts';
import { epochMs } from '../../units/time.ts';
import { usdcMicros } from '../../units/usdc.ts';
import type { Market, TokenRef } from '../../domain/market.ts';
import type { Expiration, Order } from '../../domain/order.ts';
import type { OrderId } from '../../units/ids.ts';
import type { PriceMicros, Tick } from '../../units/price.ts';
import type { ShareMicros } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { IncomingOrder } from '../admission.ts';
import type { PostedOrder, WireStruct } from './order-wire.ts';

/** Where an order belongs, and the id that it has there. */
export type OrderPlace = {
  readonly id: OrderId;
  readonly market: Market;
  readonly ref: TokenRef;
};

type Terms = { readonly price: PriceMicros; readonly size: ShareMicros };

const UNIT = 1_000_000n;
const CENT = 10_000n;
const SHARE_STEP = 100n;
// Far above all money there is, far below where a division could surprise.
const AMOUNT_MAX = 10n ** 18n;
const QUOTIENT_DECIMALS = 18;

const BAD_AMOUNTS =
  'invalid amounts, the market buy orders maker amount supports a max accuracy of 2 decimals, ' +
  'taker amount a max of 4 decimals';

const amountsOf = ({ side, makerAmount, takerAmount }: WireStruct) =>
  side === 'BUY'
    ? { dollars: makerAmount, shares: takerAmount }
    : { dollars: takerAmount, shares: makerAmount };

const offGrid = (
  id: OrderId,
  step: Tick,
  { dollars, shares }: { readonly dollars: bigint; readonly shares: bigint },
): string => {
  const quotient = (dollars * 10n ** BigInt(QUOTIENT_DECIMALS)) / shares;
  const price = formatDecimal(quotient, QUOTIENT_DECIMALS);
  const rule = `Price (${price}) breaks minimum tick size rule: ${formatTick(step)}`;
  return `order ${id} is invalid. ${rule}`;
};

// A limit order's price is exact: dollars are shares times price, and no grid needs more decimals.
const limitTerms = (order: WireStruct, { id, market }: OrderPlace): Result<Terms, string> => {
  const { dollars, shares } = amountsOf(order);
  const price = (dollars * UNIT) / shares;
  const isExact = price * shares === dollars * UNIT && price > 0n && price < UNIT;
  return isExact && isOnGrid(priceMicros(price), market.tick)
    ? ok({ price: priceMicros(price), size: shareMicros(shares) })
    : err(offGrid(id, market.tick, { dollars, shares }));
};

// What a client may cut from the shares of a market BUY: a decimal less on the coarsest grid.
const cutMax = (step: Tick): bigint => (step === tick('0.1') ? 10n * SHARE_STEP : SHARE_STEP);

// A market BUY names its dollars, and the shares it asks for are cut, so that their quotient lies a
// hair above the limit. Its size in lots is the smallest whose dollars are the ones it names.
const marketBuyTerms = (order: WireStruct, { id, market }: OrderPlace): Result<Terms, string> => {
  const { dollars, shares } = amountsOf(order);
  if (dollars % CENT !== 0n || shares % SHARE_STEP !== 0n) return err(BAD_AMOUNTS);
  const quotient = (dollars * UNIT) / shares;
  const price =
    quotient > 0n && quotient < UNIT
      ? toGrid(priceMicros(quotient), market.tick, 'down')
      : undefined;
  if (price === undefined) return err(offGrid(id, market.tick, { dollars, shares }));
  const spent = usdcMicros(dollars);
  const asked = microsOfShares(sharesFor(spent, price, 'down'));
  return asked - shares < cutMax(market.tick)
    ? ok({ price, size: toLot(sharesFor(spent, price, 'up'), 'up') })
    : err(offGrid(id, market.tick, { dollars, shares }));
};

const expirationOf = ({ expiration }: WireStruct): Expiration =>
  /^0+$/.test(expiration)
    ? { kind: 'never' }
    : { kind: 'at', at: epochMs(BigInt(expiration) * 1_000n) };

const termsOf = ({ order, orderType }: PostedOrder, place: OrderPlace): Result<Terms, string> => {
  const { dollars, shares } = amountsOf(order);
  if (dollars === 0n || shares === 0n || dollars > AMOUNT_MAX || shares > AMOUNT_MAX)
    return err('Invalid order payload');
  return namesMoney({ side: order.side, timeInForce: orderType })
    ? marketBuyTerms(order, place)
    : limitTerms(order, place);
};

/**
 * Reads a wire order as an order of the venue.
 * Refuses: amounts of nothing, a quotient that is no price of the market's grid, more decimals than
 * a market BUY may have; each in the venue's words.
 */
export const incomingOf = (
  posted: PostedOrder,
  place: OrderPlace,
): Result<IncomingOrder, string> => {
  const terms = termsOf(posted, place);
  if (!terms.ok) return terms;
  const { condition, outcome } = place.ref;
  const order: Order = {
    condition,
    outcome,
    token: outcome === 'YES' ? place.market.yes : place.market.no,
    side: posted.order.side,
    ...terms.value,
    timeInForce: posted.orderType,
    liquidity: posted.postOnly === true ? 'post-only' : 'may-take',
  };
  return ok({ id: place.id, order, expiration: expirationOf(posted.order) });
};
