// The books as the gate works on them: it asks what one more order would do, at many sizes, and
// adds each order that it approves.

import { minus, plus } from '../units/quantity.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { exposureOfEvent, exposuresOf, marketEntriesOf, marketEntryOf } from './exposure.ts';
import { addedLoss, marketExposure, withWorsening } from './market-risk.ts';
import type { Exposures } from '../domain/decision.ts';
import type { Universe } from '../domain/market.ts';
import type { Order } from '../domain/order.ts';
import type { ConditionId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { ExposureInput, MarketEntries, MarketEntry } from './exposure.ts';
import type { MarketRisk, WorkingOrder } from './market-risk.ts';

/** All markets that hold or may hold anything, and their exposures. */
export type RiskBook = {
  readonly universe: Universe;
  readonly entries: MarketEntries;
  readonly exposures: Exposures;
};

/** The scopes that have a limit, in the order in which they are reported. */
export const SCOPES = ['total', 'market', 'category', 'event'] as const;

/** A scope that has a limit. */
export type Scope = (typeof SCOPES)[number];

/** The exposures of the scopes of one market. */
export type ScopeExposures = Readonly<Record<Scope, UsdcMicros>>;

/** Opens the books. */
export const openRiskBook = (input: ExposureInput): RiskBook => {
  const entries = marketEntriesOf(input);
  return { universe: input.universe, entries, exposures: exposuresOf(input.universe, entries) };
};

/** The entry of a market, empty where nothing is held or rests. */
export const entryIn = (book: RiskBook, condition: ConditionId): MarketEntry =>
  book.entries.get(condition) ??
  marketEntryOf(book.universe, condition, { positions: [], working: [], pending: [] });

/** The risks of the other markets of an entry's event. */
export const siblingsOf = (book: RiskBook, entry: MarketEntry): readonly MarketRisk[] =>
  [...book.entries.values()]
    .filter((other) => other.event === entry.event && other.condition !== entry.condition)
    .map((other) => other.risk);

const scopesAt = (exposures: Exposures, entry: MarketEntry): ScopeExposures => ({
  total: exposures.total,
  market: exposures.byMarket.get(entry.condition) ?? ZERO_USDC,
  category: exposures.byCategory.get(entry.category) ?? ZERO_USDC,
  event: exposures.byEvent.get(entry.event) ?? ZERO_USDC,
});

/** The exposures of the scopes of one market as they are. */
export const scopesOf = (book: RiskBook, condition: ConditionId): ScopeExposures =>
  scopesAt(book.exposures, entryIn(book, condition));

/** What the exposures of an order's scopes would be with so much of it working too. */
export const scopesWith = (book: RiskBook, order: Order, size: ShareMicros): ScopeExposures => {
  const entry = entryIn(book, order.condition);
  const loss = addedLoss(entry.books, order, size);
  const risk = withWorsening(entry.risk, order, { size, loss });
  const before = scopesAt(book.exposures, entry);
  const event = exposureOfEvent(book.universe, entry.event, [...siblingsOf(book, entry), risk]);
  const rise = minus(event, before.event);
  return {
    total: plus(before.total, rise),
    market: marketExposure(risk),
    category: plus(before.category, rise),
    event,
  };
};

/** The books with one more order working. */
export const withOrder = (book: RiskBook, working: WorkingOrder): RiskBook => {
  const { condition } = working.order;
  const entry = entryIn(book, condition);
  const after = scopesWith(book, working.order, working.remaining);
  const { exposures, universe } = book;
  const extended = marketEntryOf(universe, condition, {
    ...entry.books,
    working: [...entry.books.working, working],
  });
  return {
    universe,
    entries: new Map(book.entries).set(condition, extended),
    exposures: {
      total: after.total,
      byMarket: new Map(exposures.byMarket).set(condition, after.market),
      byEvent: new Map(exposures.byEvent).set(entry.event, after.event),
      byCategory: new Map(exposures.byCategory).set(entry.category, after.category),
    },
  };
};
