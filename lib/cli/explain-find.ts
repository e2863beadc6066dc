// Which order, market or cycle is meant by a word. What is not found is said with what is there.

import { msOfIso, toTime } from '../tape/numbers.ts';
import { err, ok } from '../units/result.ts';
import { hours } from '../units/time.ts';
import { chainOf } from './explain-chain.ts';
import { factsOfRow } from './explain-facts.ts';
import { recordOfCycle, recordsUntil } from './explain-history.ts';
import { explainMarket, knownMarkets, matchingMarkets } from './explain-market.ts';
import { knownOrders, matchingOrders, orderFacts } from './explain-order.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { TradingState } from '../domain/risk-state.ts';
import type { Result } from '../units/result.ts';
import type { Past } from './explain-history.ts';
import type { Kind } from './explain-options.ts';
import type { Explanation } from './explanation.ts';

type Found = Result<Explanation, string>;

const NEAR_MAX = 6;

const someOf = (names: readonly string[], nothing: string): string => {
  const rest = names.length - NEAR_MAX;
  const more = rest > 0 ? ` and ${String(rest)} more` : '';
  return names.length === 0 ? nothing : `${names.slice(0, NEAR_MAX).join(', ')}${more}`;
};

const DIGITS = 66;

// As much of an id as names it among those of a month.
const SHORT = 14;
const shortened = (ids: readonly string[]): readonly string[] =>
  ids.map((id) => id.slice(0, SHORT));

const findOrder = async (past: Past, text: string): Promise<Found> => {
  const id = text.toLowerCase();
  const matches = id.length === DIGITS ? [id] : matchingOrders(past, text);
  if (matches.length > 1)
    return err(`${text} is the beginning of several orders: ${someOf(shortened(matches), '')}.`);
  const [only] = matches;
  const facts = only === undefined ? ok(null) : await orderFacts(past, only);
  if (!facts.ok) return facts;
  if (facts.value === null) {
    const known = someOf(
      shortened(knownOrders(past)),
      'none in the time looked back over (--hours)',
    );
    return err(`There is no order ${text}. The latest orders: ${known}.`);
  }
  const { portfolio } = past.identity;
  return ok({ kind: 'order', portfolio, order: facts.value.id, links: chainOf(facts.value) });
};

const findMarket = async (past: Past, text: string): Promise<Found> => {
  const [first, ...others] = matchingMarkets(past, text);
  if (first !== undefined && others.length === 0) return explainMarket(past, first);
  const names = (first === undefined ? knownMarkets(past) : [first, ...others]).map(
    ({ market }) => market,
  );
  const some = someOf(names, 'none in the time looked back over (--hours)');
  return first === undefined
    ? err(`There is no market ${text}. Markets that were looked at: ${some}.`)
    : err(`${text} is a part of several markets: ${some}.`);
};

const nearCycles = ({ records, state }: Past): string => {
  const [first, last] = [records.at(0), records.at(-1)];
  if (first === undefined || last === undefined)
    return `the time looked back over has no record; the last cycle was ${String(state.cycle)}`;
  return (
    `cycles ${String(first.cycle)} (${first.at}) to ${String(last.cycle)} (${last.at}) ` +
    'are nearest to now'
  );
};

const cycleNamed = async (
  past: Past,
  text: string,
): Promise<Result<CycleRecord | null, string>> => {
  if (text === 'last') return ok(past.records.at(-1) ?? null);
  if (/^#?\d{1,12}$/.test(text)) {
    const cycle = Number(text.replace('#', ''));
    const near = past.records.find((record) => record.cycle === cycle);
    return near === undefined ? recordOfCycle(past, cycle) : ok(near);
  }
  const ms = msOfIso(text);
  if (ms === undefined) return ok(null);
  const records = await recordsUntil(past, toTime(ms), hours(1));
  return records.ok ? ok(records.value.at(-1) ?? null) : records;
};

const HALTED: TradingState = 'HALTED';

// A session ends with a cycle that only cancels: whoever asks for the last one looks for another.
const lastTrading = ({ records }: Past, { cycle, tradingState }: CycleRecord) => {
  if (tradingState !== HALTED) return null;
  const found = records.findLast((one) => one.cycle < cycle && one.tradingState !== HALTED);
  return found === undefined ? null : { cycle: found.cycle, at: found.at };
};

const findCycle = async (past: Past, text: string): Promise<Found> => {
  const record = await cycleNamed(past, text);
  if (!record.ok) return record;
  if (record.value === null) return err(`There is no cycle ${text}: ${nearCycles(past)}.`);
  const { cycle, orders } = record.value;
  const kept = record.value;
  return ok({
    kind: 'cycle',
    portfolio: past.identity.portfolio,
    cycle,
    record: kept,
    lastTrading: lastTrading(past, kept),
    orders: orders.map((order) => ({ order, links: chainOf(factsOfRow(kept, order)) })),
  });
};

const isCycle = (text: string): boolean =>
  text === 'last' || /^#?\d+$/.test(text) || msOfIso(text) !== undefined;

const isId = (text: string): boolean => /^0x[0-9a-f]/i.test(text);

// A condition id looks like an order's: whichever is known is meant.
const findById = async (past: Past, text: string): Promise<Found> => {
  const order = await findOrder(past, text);
  return order.ok || matchingMarkets(past, text).length === 0 ? order : findMarket(past, text);
};

/** Explains what a word names. Refuses: what is not known, with what is. */
export const find = (past: Past, text: string, kind: Kind | null): Promise<Found> => {
  switch (kind) {
    case 'order':
      return findOrder(past, text);
    case 'market':
      return findMarket(past, text);
    case 'cycle':
      return findCycle(past, text);
    case null:
      if (isCycle(text)) return findCycle(past, text);
      return isId(text) ? findById(past, text) : findMarket(past, text);
  }
};
