// What a baseline wants in all markets at one moment: the very markets that market making would
// quote at this moment with the same parameters, and those it still has something in, where it may
// only give back.

import { outlivesNextPosting } from '../execution/expiration.ts';
import { selectQuoted } from '../strategies/quote-selection.ts';
import { quotedMarket } from '../strategies/quoted-market.ts';
import { larger, plus, sum } from '../units/quantity.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { openBudget } from './baseline-budget.ts';
import { purchasesOf, quoteOf } from './baseline-orders.ts';
import type {
  Baseline,
  BaselineMarket,
  BaselineQuote,
  RestingQuote,
} from '../baselines/baseline.ts';
import type { CancelRequest, StrategyView } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { ShareMicros } from '../units/quantity.ts';
import type { TokenId } from '../units/ids.ts';
import type { QuotedMarket } from '../strategies/quoted-market.ts';
import type { Budget, BySide } from './baseline-budget.ts';

/** A quote and the market that it is for. */
export type WantedQuote = { readonly market: Market; readonly quote: BaselineQuote };

/** What is to be done at one moment. */
export type BaselineDecision = {
  readonly cancel: readonly CancelRequest[];
  readonly place: readonly WantedQuote[];
};

const NO_ROOM: BySide = { BID: ZERO_USDC, ASK: ZERO_USDC };

// What may be sold of a token: what is free, and what its own resting sales hold back.
const sellableOf = ({ sellable, portfolio }: StrategyView, token: TokenId): ShareMicros => {
  const offered = portfolio.resting
    .filter(({ order }) => order.token === token && order.side === 'SELL')
    .map(({ remaining }) => remaining);
  const free = larger(ZERO_SHARES, sellable.get(token) ?? ZERO_SHARES);
  return plus(free, sum(ZERO_SHARES, offered));
};

// Purchases that rest stay as far as there is room for them: elsewhere more may have been filled
// than was expected when they were sent.
const withinRoom = (resting: readonly RestingQuote[], room: BySide): readonly RestingQuote[] =>
  resting.reduce<readonly RestingQuote[]>((kept, order) => {
    const more = [...kept, order];
    return purchasesOf(more)[order.side] <= room[order.side] ? more : kept;
  }, []);

const restingIn = (view: StrategyView, market: Market): readonly RestingQuote[] =>
  view.portfolio.resting
    .filter(
      ({ order, expiration }) =>
        order.condition === market.condition &&
        outlivesNextPosting(expiration, view.snapshot.now, view.cycle),
    )
    .map(quoteOf);

const seenOf = (
  view: StrategyView,
  { market, book, fair, tick, sizeMin }: QuotedMarket,
  room: BySide,
): BaselineMarket => ({
  tick,
  sizeMin,
  bestBid: book.bids[0]?.price ?? fair.bestBid,
  bestAsk: book.asks[0]?.price ?? fair.bestAsk,
  resting: withinRoom(restingIn(view, market), room),
  held: { BID: sellableOf(view, market.no), ASK: sellableOf(view, market.yes) },
  room,
});

const leftMarkets = (
  view: StrategyView,
  params: StrategyParameters,
  selected: readonly QuotedMarket[],
): readonly QuotedMarket[] => {
  const chosen = new Set(selected.map(({ market }) => market.condition));
  const held = new Set([...view.portfolio.positions.values()].map(({ condition }) => condition));
  return [...held]
    .filter((condition) => !chosen.has(condition))
    .flatMap((condition) => view.universe.markets.get(condition) ?? [])
    .filter(({ status }) => status.kind === 'accepting')
    .flatMap((market) => {
      const quoted = quotedMarket(view, params, market);
      return quoted.ok ? [quoted.value] : [];
    });
};

type Deciding = {
  readonly decide: Baseline;
  readonly budget: Budget;
  readonly room: BySide;
};

type Decided = { readonly kept: readonly string[]; readonly place: readonly WantedQuote[] };

const decideIn = (
  view: StrategyView,
  quoted: QuotedMarket,
  { decide, budget, room }: Deciding,
): Decided => {
  const { market } = quoted;
  const seen = seenOf(view, quoted, room);
  const { cancel, place } = decide(seen);
  const kept = seen.resting.filter(({ id }) => !cancel.includes(id));
  budget.take(market.condition, purchasesOf([...kept, ...place]));
  return {
    kept: kept.map(({ id }) => id),
    place: place.map((quote) => ({ market, quote })),
  };
};

/** Decides for all markets. What rests and is not kept anywhere goes. */
export const decideBaseline = (
  view: StrategyView,
  params: StrategyParameters,
  decide: Baseline,
): BaselineDecision => {
  const budget = openBudget(view);
  const selected = selectQuoted(view, params);
  const left = leftMarkets(view, params, selected);
  const decided = [
    ...left.map((quoted) => decideIn(view, quoted, { decide, budget, room: NO_ROOM })),
    ...selected.map((quoted) => {
      const room = budget.roomIn(quoted.market.condition);
      return decideIn(view, quoted, { decide, budget, room });
    }),
  ];
  const kept = new Set<string>(decided.flatMap((one) => one.kept));
  return {
    cancel: view.portfolio.resting
      .filter(({ id, certainty }) => certainty === 'confirmed' && !kept.has(id))
      .map(({ id }) => ({ order: id, reason: 'no longer wanted' })),
    place: decided.flatMap(({ place }) => place),
  };
};
