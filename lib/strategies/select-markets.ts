// Which markets may take new risk at all, and whose books a cycle has to ask for: first of all
// those we are in, whatever the filters say, then those that market making could choose from.

import { horizonOf } from '../domain/market.ts';
import { compare } from '../units/quantity.ts';
import { elapsed } from '../units/time.ts';
import type { Market, Universe } from '../domain/market.ts';
import type { MarketFilter, StrategyParameters } from '../domain/parameters.ts';
import type { TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';

// Candidates looked at per market that may be quoted: ranking needs a choice, reading costs time.
const CANDIDATES_PER_QUOTE = 3;

const isNamed = (market: Market, names: readonly string[]): boolean =>
  names.includes(market.slug) || names.includes(market.condition);

/** Tells whether the filters let a market take new risk. */
export const admitsNewRisk = (
  market: Market,
  universe: Universe,
  filter: MarketFilter,
): boolean => {
  const category = universe.events.get(market.event)?.category ?? 'other';
  return (
    (filter.only.length === 0 || isNamed(market, filter.only)) &&
    !isNamed(market, filter.exclude) &&
    !filter.excludeCategories.includes(category)
  );
};

/** Where and when metadata is looked at. */
export type MetadataContext = {
  readonly universe: Universe;
  readonly now: EpochMs;
  readonly parameters: StrategyParameters;
};

/** Why a market's metadata keeps market making out of it. */
export type MetadataObstacle =
  | 'takes no orders'
  | 'excluded by the filters'
  | 'its end is not known'
  | 'it ends too soon'
  | 'traded too little in 24 h';

/**
 * Tells what in a market's metadata keeps market making from adding risk, or null: it must accept
 * orders, pass the filters, be traded enough, and end at a known time beyond the reduce-only time.
 */
export const metadataObstacle = (
  market: Market,
  context: MetadataContext,
): MetadataObstacle | null => {
  const { universe, now, parameters } = context;
  const horizon = horizonOf(market);
  if (market.status.kind !== 'accepting') return 'takes no orders';
  if (!admitsNewRisk(market, universe, parameters.markets)) return 'excluded by the filters';
  if (horizon.kind === 'unknown') return 'its end is not known';
  if (elapsed(now, horizon.at) <= parameters.icc.reduceOnlyBefore) return 'it ends too soon';
  return market.volume24h < parameters.mm.volume24hMin ? 'traded too little in 24 h' : null;
};

/** Tells whether a market's metadata lets market making add risk. */
export const isCandidate = (market: Market, context: MetadataContext): boolean =>
  metadataObstacle(market, context) === null;

const mostTraded = (markets: readonly Market[]): readonly Market[] =>
  markets.toSorted((a, b) => {
    const byVolume = compare(b.volume24h, a.volume24h);
    if (byVolume !== 0) return byVolume;
    return a.condition < b.condition ? -1 : 1;
  });

const bothTokens = (market: Market): readonly TokenId[] => [market.yes, market.no];

/** What decides whose books are asked for. */
export type RelevanceInput = MetadataContext & {
  /** Tokens held, resting, in flight or signalled: their markets come first, every one of them. */
  readonly needed: readonly TokenId[];
};

/**
 * The tokens whose books this cycle needs, both of each market: those of the needed tokens in the
 * given order, then the most traded candidates, three for each market that may be quoted. Needed
 * tokens of no known market are kept, so that their books are at least tried.
 */
export const relevantTokens = (input: RelevanceInput): readonly TokenId[] => {
  const { universe, needed, parameters } = input;
  const own = needed.flatMap((token) => {
    const condition = universe.tokens.get(token)?.condition;
    const market = condition === undefined ? undefined : universe.markets.get(condition);
    return market === undefined ? [token] : bothTokens(market);
  });
  const candidates = mostTraded(
    [...universe.markets.values()].filter((market) => isCandidate(market, input)),
  ).slice(0, CANDIDATES_PER_QUOTE * parameters.mm.marketsMax);
  return [...new Set([...own, ...candidates.flatMap(bothTokens)])];
};
