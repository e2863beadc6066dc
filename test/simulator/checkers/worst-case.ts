// The naive worst case: every way in which the markets may end, and in each of them everything that
// may still happen and makes it worse. Each order and each fill that may fail changes the loss of
// an ending by an amount of its own, so the worst set of them is all that make it worse.

import { positive, sum } from './amounts.ts';
import { withoutChanges } from './own-lots.ts';
import type { Market, Universe } from '../../../lib/domain/market.ts';
import type { Holdings } from './holdings.ts';
import type { OwnLots } from './own-lots.ts';

/** An order that may fill, or a fill that may be undone. Unit: micros. */
export type Possible = {
  readonly kind: 'order' | 'fill';
  readonly condition: string;
  readonly outcome: string;
  readonly side: string;
  readonly size: bigint;
  /** What a BUY costs and a SELL brings; of a fill, the cost that it has moved. */
  readonly money: bigint;
  /** Of a fill, what it has changed of each lot. */
  readonly changes?: OwnLots;
};

/** Losses by scope. Unit: micros. */
export type Losses = {
  readonly total: bigint;
  readonly byMarket: ReadonlyMap<string, bigint>;
  readonly byEvent: ReadonlyMap<string, bigint>;
  readonly byCategory: ReadonlyMap<string, bigint>;
};

const OUTCOMES = ['YES', 'NO'] as const;

// By how much the loss grows if the outcome wins and the order fills: what is bought costs its
// price and pays a dollar, what is sold the reverse.
const ifFilled = ({ side, size, money, outcome }: Possible, winner: string): bigint => {
  const pays = outcome === winner ? size : 0n;
  return side === 'BUY' ? money - pays : pays - money;
};

const changeOf = (one: Possible, winner: string): bigint => {
  const filled = ifFilled(one, winner);
  return positive(one.kind === 'order' ? filled : -filled);
};

const isUndone = ({ kind, side, outcome }: Possible, winner: string): boolean =>
  kind === 'fill' && side === 'BUY' && outcome === winner;

// The purchases that may fail have failed: what they have left to others of their cost goes where
// the books put it.
const lossIfWins = (lots: OwnLots, undone: readonly Possible[]): bigint => {
  const left = withoutChanges(
    lots,
    undone.map(({ changes = new Map() }) => changes),
  );
  return sum([...left.values()].map(({ shares, cost }) => positive(cost) - shares));
};

const lossIf = (
  market: Market,
  winner: string,
  { holdings, possible }: { readonly holdings: Holdings; readonly possible: readonly Possible[] },
): bigint => {
  const lotsOf = (token: string): OwnLots => holdings.lots.get(token) ?? new Map();
  const [won, other] = winner === 'YES' ? [market.yes, market.no] : [market.no, market.yes];
  const undone = possible.filter((one) => isUndone(one, winner));
  const rest = possible.filter((one) => !isUndone(one, winner));
  const worse = rest.reduce((all, one) => all + changeOf(one, winner), 0n);
  const paid = sum([...lotsOf(other).values()].map(({ cost }) => positive(cost)));
  return lossIfWins(lotsOf(won), undone) + paid + worse;
};

const most = (values: readonly bigint[]): bigint =>
  values.reduce((top, one) => (one > top ? one : top), 0n);

type Endings = { readonly condition: string; readonly YES: bigint; readonly NO: bigint };

const eventLoss = (endings: readonly Endings[], isNetting: boolean): bigint => {
  if (!isNetting) return sum(endings.map(({ YES, NO }) => most([YES, NO])));
  const ifWins = (winner: string | null): bigint =>
    sum(endings.map(({ condition, YES, NO }) => (condition === winner ? YES : NO)));
  return most([ifWins(null), ...endings.map(({ condition }) => ifWins(condition))]);
};

/** The losses of all scopes in the worst case. */
export const worstCase = (
  universe: Universe,
  holdings: Holdings,
  possible: readonly Possible[],
): Losses => {
  const byCondition = Map.groupBy(possible, ({ condition }) => condition);
  const endings = new Map<string, Endings>();
  for (const market of universe.markets.values()) {
    const what = { holdings, possible: byCondition.get(market.condition) ?? [] };
    const [YES, NO] = OUTCOMES.map((winner) => lossIf(market, winner, what));
    endings.set(market.condition, { condition: market.condition, YES: YES ?? 0n, NO: NO ?? 0n });
  }
  const events = [...universe.events.values()].map((event) => ({
    ...event,
    loss: eventLoss(
      event.markets.flatMap((condition) => endings.get(condition) ?? []),
      event.exclusivity === 'exclusive' && event.completeness === 'complete',
    ),
  }));
  const categories = Map.groupBy(events, ({ category }) => category);
  return {
    total: sum(events.map(({ loss }) => loss)),
    byMarket: new Map([...endings].map(([key, { YES, NO }]) => [key, most([YES, NO])])),
    byEvent: new Map(events.map(({ id, loss }) => [id, loss])),
    byCategory: new Map(
      [...categories].map(([name, members]) => [name, sum(members.map(({ loss }) => loss))]),
    ),
  };
};
