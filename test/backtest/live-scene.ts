// The lighthouse market behind HTTP, a simulated venue, and the feed from one into the other.

import { expect, vi } from 'vitest';
import { createPublicVenue } from '../../lib/adapters/polymarket/public-venue.ts';
import { cycleEnded, ownMarkets, pollInto, startLiveFeed } from '../../lib/backtest/live-feed.ts';
import { NO_MARKETS } from '../../lib/domain/market.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { conditionId, orderId, tokenId } from '../../lib/units/ids.ts';
import { formatPrice, price } from '../../lib/units/price.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { epochSeconds, minutes, msOfDuration, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { example } from '../adapters/polymarket/examples.ts';
import { manualClock, NOON } from '../loopback/clocks.ts';
import { startWireVenue } from '../loopback/wire-venue.ts';
import type { LeftOut } from '../../lib/adapters/polymarket/left-out.ts';
import type { PublicVenue } from '../../lib/adapters/polymarket/public-venue.ts';
import type { LiveFeedState, LivePoll } from '../../lib/backtest/live-feed.ts';
import type { TokensToRead } from '../../lib/cycle/observe.ts';
import type { PlaceOutcome } from '../../lib/domain/venue-outcome.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { ManualClock } from '../loopback/clocks.ts';
import type { WireRow, WireVenue } from '../loopback/wire-venue.ts';

export const lighthouse = example('gamma-market');
export const CONDITION = conditionId(String(lighthouse['conditionId']));
const [yesId = '', noId = ''] = JSON.parse(String(lighthouse['clobTokenIds'])) as string[];
export const YES = tokenId(yesId);
export const NO = tokenId(noId);

type Levels = readonly (readonly [price: string, size: string])[];

/** A book in the terms of YES. */
export type Shape = { readonly bids: Levels; readonly asks: Levels };

export const SHAPE: Shape = { bids: [['0.40', '100']], asks: [['0.46', '100']] };

const complement = (text: string): string => (1 - Number(text)).toFixed(4);
const rows = (levels: Levels) => levels.map(([p, size]) => ({ price: p, size }));
const flipped = (levels: Levels): Levels => levels.map(([p, size]) => [complement(p), size]);

/** Both tokens' books of a shape, as the venue writes them. */
export const booksOf = (
  { bids, asks }: Shape,
  change: WireRow = {},
): ReadonlyMap<string, WireRow> => {
  const row = { ...example('clob-book'), ...change };
  return new Map([
    [YES, { ...row, asset_id: YES, bids: rows(bids), asks: rows(asks) }],
    [NO, { ...row, asset_id: NO, bids: rows(flipped(asks)), asks: rows(flipped(bids)) }],
  ]);
};

/** A trade in YES some time after noon. */
export const tradeAfter = (after: DurationMs, change: WireRow = {}): WireRow => ({
  proxy_wallet: `0x${'12'.repeat(20)}`,
  side: 'SELL',
  token_id: YES,
  condition_id: CONDITION,
  size: 150,
  price: 0.4,
  timestamp: Number(epochSeconds(NOON, 'down')) + Number(msOfDuration(after)) / 1_000,
  transaction_hash: `0x${'34'.repeat(32)}`,
  ...change,
});

/** A live feed under test. */
export type LiveScene = {
  readonly wire: WireVenue;
  readonly clock: ManualClock;
  readonly reads: PublicVenue;
  readonly venue: SimulatedVenue;
  readonly reports: readonly LeftOut[];
  readonly state: () => LiveFeedState;
  /** Polls at the present time of the clock. */
  readonly poll: () => Promise<LivePoll>;
  /** Notes the end of a cycle, then lets time pass. */
  readonly pass: (time: DurationMs) => void;
  /** Waits until metadata that is due has been read, which happens beside the polls. */
  readonly refreshed: () => Promise<void>;
};

const waitForMetadata = (reads: PublicVenue, clock: ManualClock): Promise<void> =>
  vi.waitFor(async () => {
    expect(await reads.fetchUniverse()).toMatchObject({ at: clock.now() });
  });

const bothTokens: TokensToRead = ({ tokens }) => [...tokens.keys()];

/** Opens a feed on a world of one market with a book. */
export const openLive = async (
  tokensToRead: TokensToRead = bothTokens,
  running?: SimulatedVenue,
): Promise<LiveScene> => {
  const wire = await startWireVenue({
    markets: [lighthouse],
    events: [example('gamma-binary-event')],
    books: booksOf(SHAPE),
  });
  const clock = manualClock();
  const reports: LeftOut[] = [];
  const setup = { universe: NO_MARKETS, start: NOON, cash: usdc('1000') };
  const venue = running ?? createSimulatedVenue({ ...setup, settings: DEFAULT_SETTINGS });
  const reads = createPublicVenue({
    endpoints: { clob: wire.url, gamma: wire.url, data: wire.url },
    clock,
    version: '0.1.0',
    pinned: () => ownMarkets(venue),
    printMin: usdc('5000'),
    lagMax: seconds(90),
    report: (one) => void reports.push(one),
  });
  let state = startLiveFeed(NOON);
  return {
    wire,
    clock,
    reads,
    venue,
    reports,
    state: () => state,
    poll: async () => {
      const polled = await pollInto(venue, { reads, clock, tokensToRead }, state);
      state = polled.state;
      return polled;
    },
    pass: (time) => {
      state = cycleEnded(state, clock.now());
      clock.advance(time);
    },
    refreshed: () => waitForMetadata(reads, clock),
  };
};

/** Places a post-only BUY of YES. */
export const bid = (venue: SimulatedVenue, at: string, size = '20'): PlaceOutcome =>
  venue.place({
    id: orderId(`bid-${at}`),
    order: {
      condition: CONDITION,
      token: YES,
      outcome: 'YES',
      side: 'BUY',
      price: price(at),
      size: shares(size),
      timeInForce: 'GTC',
      liquidity: 'post-only',
    },
    expiration: { kind: 'never' },
  });

/** What was filled so far, in words. */
export const fillsIn = (venue: SimulatedVenue): readonly string[] => {
  const read = venue.fills(NOON, []);
  if (read.kind === 'unknown') throw new Error(read.error.detail);
  return read.value.map((fill) => `${formatShares(fill.size)} @ ${formatPrice(fill.price)}`);
};

/** A token's book in one line, or why there is none. */
export const bookLine = (venue: SimulatedVenue, token = YES): string => {
  const read = venue.book(token);
  if (read.kind === 'unknown') return read.error.detail;
  const text = (side: 'bids' | 'asks') =>
    read.value[side].map((level) => `${formatShares(level.size)} @ ${formatPrice(level.price)}`);
  return [...text('bids').toReversed(), '|', ...text('asks')].join(' ');
};

export const MINUTE = minutes(1);
