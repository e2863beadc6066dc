// Explains a market: found by its condition id, its slug or a part of that, among the markets that
// the records of the time looked back over name.

import { standingOf } from '../wiring/standing.ts';
import { formatTime } from '../units/time.ts';
import { msOfDuration } from '../units/time.ts';
import { fairLines, marketLines, skewLines } from './explain-chain.ts';
import { codeOf } from './explain-codes.ts';
import { anchorOf } from './explain-history.ts';
import type { CycleRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Past } from './explain-history.ts';
import type { Wish } from './explain-facts.ts';
import type { MarketExplanation } from './explanation.ts';

/** A market by its two names; the condition is empty where no record has it. */
export type NamedMarket = { readonly market: string; readonly condition: string };

/** The markets that records and books name, by slug; without a slug, by condition. */
export const knownMarkets = ({ records, state }: Past): readonly NamedMarket[] => {
  const names = new Map<string, string>();
  const learn = ({ market, condition }: NamedMarket): unknown =>
    names.set(market, condition === '' ? (names.get(market) ?? '') : condition);
  for (const { markets, fills, orders } of records) {
    for (const { market } of orders) learn({ market, condition: '' });
    for (const one of [...fills, ...markets]) learn(one);
  }
  const told = new Set(names.values());
  const held = [...state.ledger.lots.values(), ...state.intents.map(({ order }) => order)];
  for (const { condition } of held)
    if (!told.has(condition)) learn({ market: condition, condition });
  return [...names].map(([market, condition]) => ({ market, condition }));
};

/** Finds a market by either name, or all whose slug has the text in it. */
export const matchingMarkets = (past: Past, text: string): readonly NamedMarket[] => {
  const known = knownMarkets(past);
  const wanted = text.toLowerCase();
  const exact = known.filter((one) => one.market === text || one.condition === wanted);
  return exact.length > 0
    ? exact.slice(0, 1)
    : known.filter(({ market }) => market.toLowerCase().includes(wanted));
};

const SHOWN_MAX = 8;

type Dated<T> = { readonly at: string } & T;

const ordersOf = (records: readonly CycleRecord[], name: string) =>
  records.flatMap(({ at, orders }) =>
    orders.flatMap((order): readonly Dated<{ readonly order: OrderRecord }>[] =>
      order.market === name ? [{ at, order }] : [],
    ),
  );

const countsOf = (orders: readonly { readonly order: OrderRecord }[]) => {
  const failures = new Map<string, number>();
  let placed = 0;
  for (const { result } of orders.map(({ order }) => order)) {
    const code = codeOf(result);
    if (result === 'placed' || result === 'matched') placed += 1;
    else failures.set(code, (failures.get(code) ?? 0) + 1);
  }
  return { wanted: orders.length, placed, failures: Object.fromEntries(failures) };
};

// Pauses of the market's own tokens cannot be told from others by a record: all of them are told.
const pausesIn = ({ risk }: PortfolioState): readonly string[] =>
  risk.cooldowns.map(({ scope, cause, until }) => {
    const where = scope.kind === 'global' ? 'everything' : `${scope.side} of token ${scope.token}`;
    return `pause of ${where} until ${formatTime(until)}: ${cause}`;
  });

const lookOf = (records: readonly CycleRecord[], name: string) => {
  const record = records.findLast(({ markets }) => markets.some(({ market }) => market === name));
  const look = record?.markets.find(({ market }) => market === name);
  return record === undefined || look === undefined ? null : { record, look };
};

const linksOf = (
  found: ReturnType<typeof lookOf>,
  wish: Wish | null,
): MarketExplanation['links'] => {
  const look = found?.look ?? null;
  return [
    { link: 'market data', lines: marketLines(found?.record ?? null, look) },
    { link: 'fair price', lines: fairLines(look, wish) },
    { link: 'skew and inventory', lines: skewLines(look, wish) },
  ];
};

/** Explains one market. */
export const explainMarket = (
  past: Past,
  { market, condition }: NamedMarket,
): MarketExplanation => {
  const { records, state, lookBack } = past;
  const standing = standingOf(state, records.slice(-1), anchorOf(past));
  const orders = ordersOf(records, market);
  const found = lookOf(records, market);
  const lastQuote = orders.findLast(({ order }) => order.strategy === 'MM')?.order ?? null;
  const fills = records.flatMap(({ at, fills: all }) =>
    all.flatMap((fill) => (fill.market === market ? [{ at, fill }] : [])),
  );
  return {
    kind: 'market',
    portfolio: standing.portfolio,
    market,
    condition,
    hours: Number(msOfDuration(lookBack)) / 3_600_000,
    seen:
      found === null ? null : { cycle: found.record.cycle, at: found.record.at, look: found.look },
    links: linksOf(found, lastQuote),
    positions: standing.positions.filter((one) => one.market === condition),
    resting: standing.orders.filter((one) => one.market === condition),
    held: [...standing.held, ...pausesIn(state)],
    ...countsOf(orders),
    orders: orders.slice(-SHOWN_MAX).toReversed(),
    fills: fills.slice(-SHOWN_MAX).toReversed(),
  };
};
