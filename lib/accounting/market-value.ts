// What our shares of one market could be turned into now: complete sets at a dollar, resolved
// shares at their payout, all others by walking down the bids for our size. What the bids cannot
// absorb is worth nothing, and neither are single shares of a market that has closed and is not
// resolved yet: nobody can sell them, and that is known. The same holds for single shares below
// the lot of an order, worth less than a cent: what the whole portfolio comes to must not hang on
// their book. Fees of selling are not deducted: they are booked when they are paid.

import { mirrored, mirrorsBest } from '../domain/book.ts';
import { faceValue, notional, payoutOf } from '../units/money.ts';
import { isNegative, isZero, minus, plus, smaller } from '../units/quantity.ts';
import { microsOfPrice, price, priceMicros } from '../units/price.ts';
import { ONE, ppmOf, ratioPpm } from '../units/ratio.ts';
import { err, ok } from '../units/result.ts';
import { isBelowLot, ZERO_SHARES } from '../units/shares.ts';
import { elapsed } from '../units/time.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { Book, Level } from '../domain/book.ts';
import type { Market, Outcome } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { TokenId } from '../units/ids.ts';
import type { PriceMicros } from '../units/price.ts';
import type { DurationMs, ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { Result } from '../units/result.ts';
import type { EpochMs } from '../units/time.ts';

/** The order books there are, and how old one may be to tell what shares are worth now. */
export type KnownBooks = {
  readonly books: ReadonlyMap<TokenId, Observed<Book>>;
  readonly now: EpochMs;
  readonly bookAgeMax: DurationMs;
};

/** One thing per outcome of a market. */
export type ByOutcome<T> = Readonly<Record<Outcome, T>>;

/** Why shares have no value that can be known. */
export type NoValue = 'short position' | 'no recent book';

const HALF = price('0.5');
const UNIT = 1_000_000n;

const recent = ({ books, now, bookAgeMax }: KnownBooks, token: TokenId): Book | undefined => {
  const observed = books.get(token);
  if (observed?.kind !== 'known') return undefined;
  return elapsed(observed.value.at, now) > bookAgeMax ? undefined : observed.value;
};

// Either token's book tells both sides; two that contradict each other tell nothing.
const booksOf = (market: Market, known: KnownBooks): ByOutcome<Book> | undefined => {
  const yes = recent(known, market.yes);
  const no = recent(known, market.no);
  if (yes === undefined)
    return no === undefined ? undefined : { YES: mirrored(no, market.yes), NO: no };
  if (no === undefined) return { YES: yes, NO: mirrored(yes, market.no) };
  return mirrorsBest(yes, no) ? { YES: yes, NO: no } : undefined;
};

/** What selling into bids brings. Rounding: down, at each level. */
export const soldInto = (bids: readonly Level[], size: ShareMicros): UsdcMicros => {
  let rest = size;
  let value = ZERO_USDC;
  for (const bid of bids) {
    const sold = smaller(rest, bid.size);
    value = plus(value, notional(sold, bid.price, 'down'));
    rest = minus(rest, sold);
  }
  return value;
};

// Between the best bid and ask; a side without orders reaches to the end of the scale.
const midOf = ({ bids, asks }: Book): PriceMicros => {
  const bid = bids[0] === undefined ? 0n : microsOfPrice(bids[0].price);
  const ask = asks[0] === undefined ? UNIT : microsOfPrice(asks[0].price);
  return priceMicros((bid + ask) / 2n);
};

/** What the shares of a resolved market pay. Rounding: down. */
export const resolvedValue = (
  held: ByOutcome<ShareMicros>,
  yesPayout: Ratio,
): ByOutcome<UsdcMicros> => ({
  YES: payoutOf(held.YES, yesPayout, 'down'),
  NO: payoutOf(held.NO, ratioPpm(ppmOf(ONE) - ppmOf(yesPayout)), 'down'),
});

// The dollar of a set is divided at the mid, so that each lot is marked at what its token is worth.
const setsValue = (sets: ShareMicros, yesPrice: PriceMicros): ByOutcome<UsdcMicros> => {
  const yes = notional(sets, yesPrice, 'down');
  return { YES: yes, NO: minus(faceValue(sets), yes) };
};

const singleOf = (held: ShareMicros, sets: ShareMicros): ShareMicros => {
  const rest = minus(held, sets);
  return isBelowLot(rest) ? ZERO_SHARES : rest;
};

/** Values the shares of a market by outcome, or says why that cannot be done. */
export const marketValue = (
  market: Market,
  held: ByOutcome<ShareMicros>,
  known: KnownBooks,
): Result<ByOutcome<UsdcMicros>, NoValue> => {
  if (isNegative(held.YES) || isNegative(held.NO)) return err('short position');
  if (market.status.kind === 'resolved') return ok(resolvedValue(held, market.status.yesPayout));
  const sets = smaller(held.YES, held.NO);
  if (market.status.kind === 'closed') return ok(setsValue(sets, HALF));
  const single = { YES: singleOf(held.YES, sets), NO: singleOf(held.NO, sets) };
  const books = booksOf(market, known);
  if (books === undefined) {
    const onlySets = isZero(single.YES) && isZero(single.NO);
    return onlySets ? ok(setsValue(sets, HALF)) : err('no recent book');
  }
  const paired = setsValue(sets, midOf(books.YES));
  return ok({
    YES: plus(paired.YES, soldInto(books.YES.bids, single.YES)),
    NO: plus(paired.NO, soldInto(books.NO.bids, single.NO)),
  });
};
