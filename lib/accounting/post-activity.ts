// Turning a read of the wallet's other events into entries, each once.

import { isPositive } from '../units/quantity.ts';
import { activityBegins, activityHorizon } from './applied-keys.ts';
import { chronological } from './chronological.ts';
import { canTake, posted } from './ledger.ts';
import { marketRedemptions } from './market-redemption.ts';
import { setPrice } from './set-price.ts';
import type { Activity } from '../domain/activity.ts';
import type { FairPrice } from '../domain/fair-price.ts';
import type { LedgerEvent } from '../domain/ledger-entry.ts';
import type { LedgerState, Lot } from '../domain/ledger-state.ts';
import type { Outcome, Universe } from '../domain/market.ts';
import type { Strategy } from '../domain/order.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { NamedEvent, Posted } from './ledger.ts';
import type { SetTokens } from './set-price.ts';

/** What is known about the markets of these events. */
export type ActivityContext = {
  readonly universe: Universe;
  readonly fair: ReadonlyMap<ConditionId, FairPrice>;
};

/** The books after a read of activity. */
export type PostedActivity = Posted & {
  /**
   * Not applied: without sense, about tokens that nobody names, of a market that is not known as
   * resolved, or too late to be told apart. A later read that holds them tries again.
   */
  readonly unposted: readonly Activity[];
};

// Shares that come from no order of ours are inventory that somebody must control.
const CARETAKER: Strategy = 'ICC';

const heldToken = (lots: readonly Lot[], outcome: Outcome): TokenId | undefined =>
  lots.find((lot) => lot.outcome === outcome)?.token;

const tokensOf = (
  state: LedgerState,
  { markets }: Universe,
  condition: ConditionId,
): SetTokens | null => {
  const market = markets.get(condition);
  if (market !== undefined) return { yes: market.yes, no: market.no };
  const lots = [...state.lots.values()].filter((lot) => lot.condition === condition);
  const [yes, no] = [heldToken(lots, 'YES'), heldToken(lots, 'NO')];
  return yes === undefined || no === undefined ? null : { yes, no };
};

const outcomeOf = (state: LedgerState, { tokens }: Universe, token: TokenId): Outcome | undefined =>
  tokens.get(token)?.outcome ??
  [...state.lots.values()].find((lot) => lot.token === token)?.outcome;

type MarketRedemption = Extract<Activity, { readonly kind: 'market-redemption' }>;
type SingleActivity = Exclude<Activity, MarketRedemption>;

const eventOf = (
  state: LedgerState,
  activity: SingleActivity,
  { universe, fair }: ActivityContext,
): LedgerEvent | null => {
  switch (activity.kind) {
    case 'deposit':
    case 'withdrawal':
    case 'reward':
    case 'rebate':
    case 'yield':
      return { kind: activity.kind, amount: activity.amount };
    case 'merge':
    case 'split': {
      const { kind, condition, size } = activity;
      const tokens = tokensOf(state, universe, condition);
      if (tokens === null) return null;
      const yesPrice = setPrice(state, tokens, fair.get(condition));
      return { kind, condition, ...tokens, size, yesPrice, strategy: CARETAKER };
    }
    case 'redemption': {
      const { kind, condition, token, size, payout } = activity;
      const outcome = outcomeOf(state, universe, token);
      if (outcome === undefined) return null;
      return { kind, condition, token, outcome, size, payout, strategy: CARETAKER };
    }
  }
};

// A worthless redemption still takes shares away.
const movesNothing = (activity: Activity): boolean =>
  activity.kind !== 'market-redemption' &&
  !isPositive('amount' in activity ? activity.amount : activity.size);

const eventIdOf = ({ key }: Activity): string => `activity|${key}`;
const outcomeIdOf = (activity: Activity, outcome: Outcome): string =>
  `${eventIdOf(activity)}|${outcome}`;

/** The ids of the entries that an activity is booked as. */
export const eventIdsOf = (activity: Activity): readonly string[] =>
  activity.kind === 'market-redemption'
    ? [outcomeIdOf(activity, 'YES'), outcomeIdOf(activity, 'NO')]
    : [eventIdOf(activity)];

const isNews = (state: LedgerState, activity: Activity): boolean =>
  activity.at >= activityBegins(state) &&
  !movesNothing(activity) &&
  !eventIdsOf(activity).some((id) => state.activityKeys.has(id));

const redemptionsOf = (
  state: LedgerState,
  activity: MarketRedemption,
  { markets }: Universe,
): readonly NamedEvent[] | null => {
  const redemptions = marketRedemptions(state, activity, { markets, caretaker: CARETAKER });
  return (
    redemptions?.map((event) => ({
      eventId: outcomeIdOf(activity, event.outcome),
      at: activity.at,
      event,
    })) ?? null
  );
};

const singleOf = (
  state: LedgerState,
  activity: SingleActivity,
  context: ActivityContext,
): readonly NamedEvent[] | null => {
  const event = eventOf(state, activity, context);
  if (event === null) return null;
  const named = { eventId: eventIdOf(activity), at: activity.at, event };
  return canTake(state, named) ? [named] : null;
};

// Null for what these books cannot take.
const newsOf = (
  state: LedgerState,
  activity: Activity,
  context: ActivityContext,
): readonly NamedEvent[] | null => {
  if (activity.at < activityHorizon(state)) return null;
  return activity.kind === 'market-redemption'
    ? redemptionsOf(state, activity, context.universe)
    : singleOf(state, activity, context);
};

/**
 * Applies what is new in a read of the wallet's activity. What happened before the opening is part
 * of the opening cash.
 */
export const postActivity = (
  state: LedgerState,
  activity: readonly Activity[],
  context: ActivityContext,
): PostedActivity => {
  let books: Posted = { state, entries: [] };
  const unposted: Activity[] = [];
  if (state.sequence === 0) return { ...books, unposted };
  for (const one of chronological(activity, ({ at, key }) => ({ at, name: key }))) {
    if (!isNews(books.state, one)) continue;
    const events = newsOf(books.state, one, context);
    if (events === null) unposted.push(one);
    else books = events.reduce(posted, books);
  }
  return { ...books, unposted };
};
