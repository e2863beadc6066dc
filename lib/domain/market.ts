// A market is one question with two outcome tokens. Their two books are two views of one book, so
// every place that compares sides does it on the YES book.

import { complement } from '../units/price.ts';
import { earlierKnown, earliestKnown } from '../units/time.ts';
import type { ConditionId, EventId, TokenId } from '../units/ids.ts';
import type { PriceMicros, Tick } from '../units/price.ts';
import type { PriceOffset, ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { When } from '../units/time.ts';

/** The two outcomes of a market; the venue's labels (team names) are kept apart. */
export type Outcome = 'YES' | 'NO';

/** Our direction on one token. */
export type Side = 'BUY' | 'SELL';

/** The side of the market's one book, seen from YES: BUY YES and SELL NO both bid. */
export type BookSide = 'BID' | 'ASK';

/** What the venue charges takers: shares x rate x (p(1 - p))^exponent. Makers pay nothing. */
export type FeeSchedule =
  | { readonly kind: 'free' }
  | { readonly kind: 'taker'; readonly rate: Ratio; readonly exponent: 1 | 2 };

/** Liquidity rewards of a market: orders of at least a size within a distance of the mid score. */
export type RewardTerms =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'paid';
      readonly sizeMin: ShareMicros;
      readonly spreadMax: PriceOffset;
      readonly dailyPool: UsdcMicros;
    };

/** Whether the market takes orders, and after resolution what one YES share pays. */
export type MarketStatus =
  | { readonly kind: 'accepting' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'resolved'; readonly yesPayout: Ratio };

/** Tells whether a market will take no order any more. */
export const hasEnded = ({ status }: { readonly status: MarketStatus }): boolean =>
  status.kind === 'closed' || status.kind === 'resolved';

/**
 * The protocol of a market: which of the venue's exchange contracts its orders are for, and which
 * contracts hold its shares.
 */
export type MarketVersion = 'v1' | 'v2';

/** A market as the venue describes it. */
export type Market = {
  readonly condition: ConditionId;
  readonly slug: string;
  readonly version: MarketVersion;
  readonly event: EventId;
  readonly yes: TokenId;
  readonly no: TokenId;
  readonly outcomeLabels: { readonly yes: string; readonly no: string };
  readonly tick: Tick;
  readonly sizeMin: ShareMicros;
  readonly fee: FeeSchedule;
  readonly rewards: RewardTerms;
  readonly negRisk: boolean;
  readonly status: MarketStatus;
  readonly end: When;
  readonly gameStart: GameStart;
  readonly volume24h: UsdcMicros;
};

/** The start of the game a market is about; most markets are about none. */
export type GameStart = { readonly kind: 'none' } | When;

/** Markets that the venue groups. Only a complete and exclusive group nets its outcomes. */
export type EventGroup = {
  readonly id: EventId;
  readonly slug: string;
  readonly category: string;
  readonly exclusivity: 'exclusive' | 'independent' | 'unknown';
  readonly completeness: 'complete' | 'partial';
  /** Its markets, also those that are over and may have won, of which nothing else may be known. */
  readonly markets: readonly ConditionId[];
};

/** Everything known about markets, indexed three ways. */
export type Universe = {
  readonly markets: ReadonlyMap<ConditionId, Market>;
  readonly events: ReadonlyMap<EventId, EventGroup>;
  readonly tokens: ReadonlyMap<TokenId, TokenRef>;
};

/** Where a token belongs. */
export type TokenRef = { readonly condition: ConditionId; readonly outcome: Outcome };

/** The other outcome. */
export const otherOutcome = (outcome: Outcome): Outcome => (outcome === 'YES' ? 'NO' : 'YES');

/** The other direction. */
export const otherSide = (side: Side): Side => (side === 'BUY' ? 'SELL' : 'BUY');

/** The token of an outcome. */
export const tokenOf = (market: Market, outcome: Outcome): TokenId =>
  outcome === 'YES' ? market.yes : market.no;

/** The side of the one book that an instruction joins. */
export const bookSideOf = (side: Side, outcome: Outcome): BookSide =>
  (side === 'BUY') === (outcome === 'YES') ? 'BID' : 'ASK';

/** A token's price seen on the YES book. */
export const yesPrice = (price: PriceMicros, outcome: Outcome): PriceMicros =>
  outcome === 'YES' ? price : complement(price);

/** When trading ceases to be ordinary: the earlier of end and game start. */
export const horizonOf = (market: Market): When =>
  market.gameStart.kind === 'none' ? market.end : earlierKnown(market.end, market.gameStart);

/**
 * When to be out at the latest, as far as it is known: one of end and game start may be enough.
 * New risk needs both, hence `horizonOf`; getting out must not wait for the one that nobody knows.
 */
export const knownHorizonOf = (market: Market): When =>
  market.gameStart.kind === 'none' ? market.end : earliestKnown(market.end, market.gameStart);

/** No market at all. */
export const NO_MARKETS: Universe = { markets: new Map(), events: new Map(), tokens: new Map() };

/** Builds the indexes of a universe. */
export const universeOf = (
  markets: readonly Market[],
  events: readonly EventGroup[],
): Universe => ({
  markets: new Map(markets.map((market) => [market.condition, market])),
  events: new Map(events.map((event) => [event.id, event])),
  tokens: new Map(
    markets.flatMap((market): [TokenId, TokenRef][] => [
      [market.yes, { condition: market.condition, outcome: 'YES' }],
      [market.no, { condition: market.condition, outcome: 'NO' }],
    ]),
  ),
});
