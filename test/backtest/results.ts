// What a session came to, as a table for people: orders, fills and profit by strategy, and what
// was refused for which reason.

import { NO_TALLY, withRecord } from '../../lib/cli/tally.ts';
import { STRATEGIES } from '../../lib/domain/order.ts';
import { minus, plus } from '../../lib/units/quantity.ts';
import { isBelowLot, shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { formatDollars } from '../../lib/units/usdc.ts';
import type { Tally } from '../../lib/cli/tally.ts';
import type { CycleRecord, FillRecord, OrderRecord } from '../../lib/domain/cycle-record.ts';
import type { ShareMicros } from '../../lib/units/quantity.ts';
import type { SavedCycle } from './session.ts';

/** Counts what cycles did. */
export const tallyOf = (records: readonly CycleRecord[]): Tally =>
  records.reduce(withRecord, NO_TALLY);

const refusalsOf = (records: readonly CycleRecord[], strategy: string): string => {
  const own = records.map((record) => ({
    ...record,
    orders: record.orders.filter((order) => order.strategy === strategy),
  }));
  const codes = [...tallyOf(own).refusals].toSorted(([, a], [, b]) => b - a);
  return codes.map(([code, count]) => `${code} ${String(count)}`).join(', ');
};

/** One line per strategy that did anything, with what it has earned by the last cycle. */
export const tableOf = (
  title: string,
  records: readonly CycleRecord[],
  last: SavedCycle,
): string => {
  const { byStrategy, cycles, mismatches } = tallyOf(records);
  const { equity, state } = last;
  const lines = STRATEGIES.flatMap((strategy) => {
    const counts = byStrategy.get(strategy);
    if (counts === undefined) return [];
    const { realized, fees } = state.ledger.totals[strategy];
    const open = equity.kind === 'known' ? formatDollars(equity.unrealizedBy[strategy]) : '?';
    return [
      `  ${strategy.padEnd(8)}${String(counts.wanted).padStart(7)}` +
        `${String(counts.placed).padStart(7)}${String(counts.fills).padStart(6)}` +
        `${formatDollars(realized).padStart(10)}${open.padStart(10)}` +
        `${formatDollars(fees).padStart(8)}  ${refusalsOf(records, strategy)}`,
    ];
  });
  return [
    `${title}: ${String(cycles)} cycles, ${String(mismatches)} looks at which books differed`,
    '  strategy wanted placed fills  realized unrealized  fees  refused',
    ...lines,
  ].join('\n');
};

/** The fills of one strategy in a direction, pending or not. */
export const fillsOf = (
  records: readonly CycleRecord[],
  strategy: string,
  side: 'BUY' | 'SELL',
): number =>
  records
    .flatMap(({ fills }) => fills)
    .filter((fill) => fill.strategy === strategy && fill.side === side).length;

/** How often a strategy bought an outcome and sold all of it again, but for less than a lot. */
export const roundTrips = (records: readonly CycleRecord[], strategy: string): number => {
  const held = new Map<string, ShareMicros>();
  let trips = 0;
  for (const fill of records.flatMap(({ fills }) => fills)) {
    if (fill.strategy !== strategy) continue;
    const what = `${fill.outcome} of ${fill.market}`;
    const before = held.get(what) ?? ZERO_SHARES;
    const size = shares(fill.size);
    const now = fill.side === 'BUY' ? plus(before, size) : minus(before, size);
    held.set(what, now);
    if (fill.side === 'SELL' && isBelowLot(now) && !isBelowLot(before)) trips += 1;
  }
  return trips;
};

type Quoted = { readonly bids: number; readonly asks: number; readonly fills: number };

// A bid buys YES or sells NO; an ask is the other way round.
const isBid = ({ side, outcome }: OrderRecord | FillRecord): boolean =>
  (side === 'BUY') === (outcome === 'YES');

/** What market making quoted in each market, and the fills it got there. */
export const quotesByMarket = (records: readonly CycleRecord[]): ReadonlyMap<string, Quoted> => {
  const markets = new Map<string, Quoted>();
  const add = (market: string, more: Partial<Quoted>): void => {
    const { bids, asks, fills } = markets.get(market) ?? { bids: 0, asks: 0, fills: 0 };
    markets.set(market, {
      bids: bids + (more.bids ?? 0),
      asks: asks + (more.asks ?? 0),
      fills: fills + (more.fills ?? 0),
    });
  };
  for (const { orders, fills } of records) {
    for (const order of orders)
      if (order.strategy === 'MM' && order.result === 'placed')
        add(order.market, isBid(order) ? { bids: 1 } : { asks: 1 });
    for (const fill of fills) if (fill.strategy === 'MM') add(fill.market, { fills: 1 });
  }
  return markets;
};

/** The markets that market making quoted on both sides and got fills in. */
export const madeMarkets = (records: readonly CycleRecord[]): readonly string[] =>
  [...quotesByMarket(records)]
    .filter(([, { bids, asks, fills }]) => bids > 0 && asks > 0 && fills > 0)
    .map(([market]) => market);

/** One line for each market that was quoted. */
export const marketTable = (records: readonly CycleRecord[]): string =>
  [...quotesByMarket(records)]
    .map(([market, { bids, asks, fills }]) => {
      const counts = [bids, asks, fills].map((count) => String(count).padStart(5));
      return `  ${market.padEnd(30)} bids${counts[0]} asks${counts[1]} fills${counts[2]}`;
    })
    .join('\n');
