// The worst-case loss by scope: market, event, category and in total, over every outcome and every
// set of fills. Nothing here remembers anything: exposure is computed from the durable books each
// time, so a restart cannot forget it.

import { present } from '../units/invariant.ts';
import { sum } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { eventExposure, mayNet } from './event-risk.ts';
import { computeMarketRisk, marketExposure } from './market-risk.ts';
import { categoryOf, eventOf } from './places.ts';
import type { Exposures } from '../domain/decision.ts';
import type { Universe } from '../domain/market.ts';
import type { Portfolio } from '../domain/portfolio.ts';
import type { ConditionId, EventId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { MarketBooks, MarketRisk, WorkingOrder } from './market-risk.ts';

/** What exposure is computed from. A `Portfolio` and the universe together are one. */
export type ExposureInput = Pick<Portfolio, 'positions' | 'pending'> & {
  readonly universe: Universe;
  readonly resting: readonly WorkingOrder[];
};

/** One market's place, books and risk. */
export type MarketEntry = {
  readonly condition: ConditionId;
  readonly event: EventId;
  readonly category: string;
  readonly books: MarketBooks;
  readonly risk: MarketRisk;
};

/** The markets that hold or may hold anything. */
export type MarketEntries = ReadonlyMap<ConditionId, MarketEntry>;

/** Computes the entry of one market from its books. */
export const marketEntryOf = (
  universe: Universe,
  condition: ConditionId,
  books: Omit<MarketBooks, 'fee'>,
): MarketEntry => {
  const withFee = { ...books, fee: universe.markets.get(condition)?.fee };
  return {
    condition,
    event: eventOf(universe, condition),
    category: categoryOf(universe, condition),
    books: withFee,
    risk: computeMarketRisk(withFee),
  };
};

/** Gathers the books by market and computes each market's risk. */
export const marketEntriesOf = (input: ExposureInput): MarketEntries => {
  const positions = Map.groupBy(input.positions.values(), (position) => position.condition);
  const working = Map.groupBy(input.resting, ({ order }) => order.condition);
  const fills = [...input.pending.values()];
  const changed = fills.flatMap((fill) => fill.changes.map((change) => change.condition));
  const entries = new Map<ConditionId, MarketEntry>();
  new Set([...positions.keys(), ...working.keys(), ...changed]).forEach((condition) => {
    const books = {
      positions: positions.get(condition) ?? [],
      working: working.get(condition) ?? [],
      pending: fills.filter((fill) =>
        fill.changes.some((change) => change.condition === condition),
      ),
    };
    entries.set(condition, marketEntryOf(input.universe, condition, books));
  });
  return entries;
};

const added = (amounts: readonly UsdcMicros[]): UsdcMicros => sum(ZERO_USDC, amounts);

/** Computes the exposures of all scopes from the markets' entries. */
export const exposuresOf = (universe: Universe, entries: MarketEntries): Exposures => {
  const byEvent = Map.groupBy(entries.values(), (entry) => entry.event);
  const events = [...byEvent].map(([event, members]) => ({
    event,
    category: present(members[0], 'an event in the books has a market there').category,
    exposure: eventExposure(
      members.map((entry) => entry.risk),
      mayNet(universe.events.get(event)),
    ),
  }));
  const categories = Map.groupBy(events, (event) => event.category);
  return {
    total: added(events.map((event) => event.exposure)),
    byMarket: new Map([...entries].map(([key, entry]) => [key, marketExposure(entry.risk)])),
    byEvent: new Map(events.map((event) => [event.event, event.exposure])),
    byCategory: new Map(
      [...categories].map(([category, members]) => [
        category,
        added(members.map((event) => event.exposure)),
      ]),
    ),
  };
};

/**
 * Computes the exposure of every market, event and category that holds or may hold anything, and in
 * total. A scope that is absent has none. Rounding: up, against us.
 */
export const computeExposures = (input: ExposureInput): Exposures =>
  exposuresOf(input.universe, marketEntriesOf(input));
