// The cast as a universe: ids drawn from the seed, so that two seeds share no market and no event.

import { universeOf } from '../../domain/market.ts';
import { conditionId, eventId, tokenId } from '../../units/ids.ts';
import { shares } from '../../units/shares.ts';
import { after } from '../../units/time.ts';
import { FIELD_NAMES, FIELDS } from '../metadata/table.ts';
import { CAST } from './cast.ts';
import { randomStream } from './random.ts';
import type { MetadataProvenance } from '../../domain/cycle-record.ts';
import type { EventGroup, Market, Universe } from '../../domain/market.ts';
import type { EventId } from '../../units/ids.ts';
import type { EpochMs } from '../../units/time.ts';
import type { EventPlan, MarketPlan } from './cast.ts';

type ListedMarket = { readonly plan: MarketPlan; readonly market: Market };

/** One event of the cast, with its ids. */
export type ListedEvent = {
  readonly plan: EventPlan;
  readonly group: EventGroup;
  readonly markets: readonly ListedMarket[];
};

// The venue's usual minimum. Source: Gamma orderMinSize, read 2026-03-11.
const SIZE_MIN = shares('5');
const CONDITION_DIGITS = 64;
const TOKEN_DIGITS = 77;
const EVENT_DIGITS = 9;

/** Gives every market and event of the cast its ids and times. */
export const listCast = (seed: bigint, start: EpochMs): readonly ListedEvent[] =>
  CAST.map((plan) => {
    const id = eventId(`1${randomStream(seed, `id of ${plan.slug}`).decimalDigits(EVENT_DIGITS)}`);
    const markets = plan.markets.map((market) => ({
      plan: market,
      market: listed(plan, market, { id, seed, start }),
    }));
    return { plan, markets, group: groupOf(plan, id, markets) };
  });

const listed = (
  event: EventPlan,
  plan: MarketPlan,
  { id, seed, start }: { readonly id: EventId; readonly seed: bigint; readonly start: EpochMs },
): Market => {
  const random = randomStream(seed, `ids of ${plan.slug}`);
  const { gameStartsAfter } = event;
  return {
    condition: conditionId(`0x${random.hexDigits(CONDITION_DIGITS)}`),
    slug: plan.slug,
    version: 'v1',
    event: id,
    // A leading 1 keeps the numbers the same length.
    yes: tokenId(`1${random.decimalDigits(TOKEN_DIGITS - 1)}`),
    no: tokenId(`1${random.decimalDigits(TOKEN_DIGITS - 1)}`),
    outcomeLabels: plan.labels,
    tick: plan.tick,
    sizeMin: SIZE_MIN,
    fee: event.fee,
    rewards: event.rewards,
    negRisk: event.kind === 'exclusive',
    status: { kind: 'accepting' },
    end: { kind: 'at', at: after(start, event.endsAfter) },
    gameStart:
      gameStartsAfter === 'no-game'
        ? { kind: 'none' }
        : { kind: 'at', at: after(start, gameStartsAfter) },
    volume24h: plan.volume24h,
  };
};

const groupOf = (plan: EventPlan, id: EventId, markets: readonly ListedMarket[]): EventGroup => ({
  id,
  slug: plan.slug,
  category: plan.category,
  exclusivity: plan.kind === 'exclusive' ? 'exclusive' : 'independent',
  completeness: 'complete',
  markets: markets.map(({ market }) => market.condition),
});

/** What strategies know of the cast beforehand. */
export const universeOfCast = (events: readonly ListedEvent[]): Universe =>
  universeOf(
    events.flatMap(({ markets }) => markets.map(({ market }) => market)),
    events.map(({ group }) => group),
  );

/** Says that nothing here was recorded. */
export const generatedProvenance = (): readonly MetadataProvenance[] =>
  FIELDS.map((key) => ({ field: FIELD_NAMES[key], value: 'generated', origin: 'assumed' }));
