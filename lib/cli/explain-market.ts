// Explains a market: found by its condition id, its slug or a part of that, among the markets that
// the records of the time looked back over name.

import { standingOf } from '../wiring/standing.ts';
import { ok } from '../units/result.ts';
import { formatTime, msOfDuration } from '../units/time.ts';
import { quoteWords } from './explain-chain.ts';
import { codeOf } from './explain-codes.ts';
import { factsOfRow } from './explain-facts.ts';
import { anchorOf } from './explain-history.ts';
import { lookOf, marketLinks } from './explain-market-links.ts';
import { orderFacts } from './explain-order.ts';
import type { CycleRecord, OrderRecord } from '../domain/cycle-record.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Past } from './explain-history.ts';
import type { Result } from '../units/result.ts';
import type { OrderFacts } from './explain-facts.ts';
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

type Dated = { readonly record: CycleRecord; readonly order: OrderRecord };

const ordersOf = (records: readonly CycleRecord[], name: string): readonly Dated[] =>
  records.flatMap((record) =>
    record.orders.flatMap((order) => (order.market === name ? [{ record, order }] : [])),
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

// The facts of the latest order: those of its own id where it has one.
const factsOfLast = async (
  past: Past,
  { record, order }: Dated,
): Promise<Result<OrderFacts, string>> => {
  const own = factsOfRow(record, order);
  if (order.order === '') return ok(own);
  const facts = await orderFacts(past, order.order);
  return facts.ok ? ok(facts.value ?? own) : facts;
};

type Shown = Pick<MarketExplanation, 'orders' | 'fills'>;

const latestOf = (
  records: readonly CycleRecord[],
  orders: readonly Dated[],
  name: string,
): Shown => {
  const fills = records.flatMap(({ at, fills: all }) =>
    all.flatMap((fill) => (fill.market === name ? [{ at, fill }] : [])),
  );
  const shown = orders.slice(-SHOWN_MAX).toReversed();
  return {
    orders: shown.map(({ record: { at }, order }) => ({ at, order })),
    fills: fills.slice(-SHOWN_MAX).toReversed(),
  };
};

// What is held and rests there, and what holds trading back there or everywhere.
const standingIn = (
  past: Past,
  condition: string,
): Pick<MarketExplanation, 'portfolio' | 'positions' | 'resting' | 'held'> => {
  const { records, state } = past;
  const standing = standingOf(state, records.slice(-1), anchorOf(past));
  return {
    portfolio: standing.portfolio,
    positions: standing.positions.filter((one) => one.market === condition),
    resting: standing.orders.filter((one) => one.market === condition),
    held: [...standing.held, ...pausesIn(state)],
  };
};

/** Explains one market. Fails where the store cannot be read. */
export const explainMarket = async (
  past: Past,
  { market, condition }: NamedMarket,
): Promise<Result<MarketExplanation, string>> => {
  const { records, lookBack } = past;
  const orders = ordersOf(records, market);
  const last = orders.at(-1);
  const facts = last === undefined ? ok(null) : await factsOfLast(past, last);
  if (!facts.ok) return facts;
  const standing = standingIn(past, condition);
  const seen = lookOf(records, market);
  const quote = orders.findLast(({ order }) => quoteWords(order) !== null) ?? null;
  const latest = records.at(-1) ?? null;
  return ok({
    kind: 'market',
    market,
    condition,
    hours: Number(msOfDuration(lookBack)) / 3_600_000,
    seen: seen === null ? null : { cycle: seen.record.cycle, at: seen.record.at, look: seen.look },
    links: marketLinks({ ...standing, market, latest, seen, quote, last: facts.value }),
    ...standing,
    ...countsOf(orders),
    ...latestOf(records, orders, market),
  });
};
