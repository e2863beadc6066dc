// The naive worst case: every way the markets may end, times every set of fills and failures, one
// by one. A loss is linear in how much of an order fills, so its extremes (nothing, everything)
// suffice. A sold share takes no cost along: its profit offsets nothing, and purchases in between
// may have lowered the average at which it is booked to next to nothing.

import { takerFee } from '../../lib/domain/fees.ts';
import { microsOfUsdc } from '../../lib/units/usdc.ts';
import { FEE, orderOf } from './cases.ts';
import type { Outcome } from '../../lib/domain/market.ts';
import type { Case, Instruction } from './cases.ts';

const LOT = 10_000n;
const CENT_OF_A_LOT = 100n;

/** A number of shares with at most two decimals, in micros. */
export const micros = (one: Pick<Instruction, 'shares'>): bigint =>
  BigInt(Math.round(one.shares * 100)) * LOT;

/** What is held and what it cost, in micros. */
export type Books = { readonly cost: bigint; readonly YES: bigint; readonly NO: bigint };
/** What changes in the books. */
export type Change = Partial<Books>;

const changed = (books: Books, change: Change): Books => ({
  cost: books.cost + (change.cost ?? 0n),
  YES: books.YES + (change.YES ?? 0n),
  NO: books.NO + (change.NO ?? 0n),
});

/** A number of shares at a price in cents, in micros. */
export const worth = (one: Pick<Instruction, 'shares'>, cents: number): bigint =>
  (micros(one) / LOT) * BigInt(cents) * CENT_OF_A_LOT;

// The most a BUY can really cost is its limit with the fee there: price and fee together rise with
// the price.
const spent = (one: Instruction): bigint => {
  const wanted = orderOf(one);
  const fee = takerFee(FEE, wanted.size, wanted.price);
  return worth(one, one.cents) + (one.liquidity === 'may-take' ? microsOfUsdc(fee) : 0n);
};

/** The ways an order may change the books: not at all, or by filling. */
export const effectsOf = (one: Instruction): readonly Change[] => {
  const size = micros(one);
  if (one.side === 'BUY') return [{}, { [one.outcome]: size, cost: spent(one) }];
  return [{}, { [one.outcome]: -size }];
};

const failure = (one: Instruction): Change => {
  const size = micros(one);
  const cost = worth(one, one.cents);
  return one.side === 'BUY' ? { [one.outcome]: -size, cost: -cost } : { [one.outcome]: size, cost };
};

const combinations = <Value>(choices: readonly (readonly Value[])[]): readonly Value[][] =>
  choices.reduce<Value[][]>(
    (all, options) => all.flatMap((chosen) => options.map((option) => [...chosen, option])),
    [[]],
  );

/** One market's books. */
export type Market = { readonly name: string; readonly books: Books };

/** How a fill changed the books. */
export const applied = (one: Instruction): Change => {
  const undone = failure(one);
  return Object.fromEntries(Object.entries(undone).map(([key, value]) => [key, -value]));
};

/** The books of a case as they stand. */
export const startOf = (one: Case): readonly Market[] =>
  [...one.lots].map(([name, lots]) => {
    const settled = {
      cost: worth(lots.YES, lots.YES.cents) + worth(lots.NO, lots.NO.cents),
      YES: micros(lots.YES),
      NO: micros(lots.NO),
    };
    const filled = one.fills.filter((fill) => fill.market === name).map(applied);
    return { name, books: filled.reduce(changed, settled) };
  });

/** Every state of the books that fills and failures may lead to. */
export const statesOf = (one: Case): readonly (readonly Market[])[] => {
  const choices = [
    ...one.orders.map((it) => effectsOf(it).map((change) => ({ name: it.market, change }))),
    ...one.fills.map((it) => [
      { name: it.market, change: {} },
      { name: it.market, change: failure(it) },
    ]),
  ];
  const start = startOf(one);
  return combinations(choices).map((chosen) =>
    start.map(({ name, books }) => ({
      name,
      books: chosen
        .filter((choice) => choice.name === name)
        .reduce((sum, choice) => changed(sum, choice.change), books),
    })),
  );
};

const max = (...values: readonly bigint[]): bigint =>
  values.reduce((most, value) => (value > most ? value : most), 0n);
const sum = (values: readonly bigint[]): bigint => values.reduce((all, value) => all + value, 0n);

const lossOf = ({ books }: Market, winner: Outcome): bigint => books.cost - books[winner];

/** The loss of one market once nothing rests, at least nothing. */
export const marketLoss = (one: Market): bigint => max(lossOf(one, 'YES'), lossOf(one, 'NO'));

/** The loss of an exclusive event once nothing rests, at least nothing. */
export const eventLoss = (markets: readonly Market[]): bigint => {
  const ifWins = (winner: Market | undefined): bigint =>
    sum(markets.map((one) => lossOf(one, one === winner ? 'YES' : 'NO')));
  return max(ifWins(undefined), ...markets.map(ifWins));
};

/** Tells whether the case's event nets. */
export const nets = (one: Case): boolean =>
  one.grouping.exclusivity === 'exclusive' && one.grouping.completeness === 'complete';

/** Tells whether a further order may raise an exposure, whatever fills before it and of it. */
export const mayRaise = (one: Case, further: Instruction): boolean => {
  const scopes = (markets: readonly Market[]): readonly bigint[] => [
    ...markets.map(marketLoss),
    nets(one) ? eventLoss(markets) : sum(markets.map(marketLoss)),
  ];
  return statesOf(one).some((markets) => {
    const before = scopes(markets);
    return effectsOf(further).some((change) =>
      scopes(
        markets.map(({ name, books }) =>
          name === further.market ? { name, books: changed(books, change) } : { name, books },
        ),
      ).some((exposure, index) => exposure > (before[index] ?? 0n)),
    );
  });
};
