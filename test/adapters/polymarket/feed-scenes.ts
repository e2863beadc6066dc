// The Data API on this machine, with one listed market and its trades.

import { createFeeds } from '../../../lib/adapters/polymarket/feeds.ts';
import { parseMarket } from '../../../lib/adapters/polymarket/gamma-market.ts';
import { universeOf } from '../../../lib/domain/market.ts';
import { known } from '../../../lib/domain/observed.ts';
import { tick } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { openApi } from '../../loopback/api.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import { startWireVenue } from '../../loopback/wire-venue.ts';
import { example, rowsIn, valueOf } from './examples.ts';
import type { Feeds } from '../../../lib/adapters/polymarket/feeds.ts';
import type { LeftOut } from '../../../lib/adapters/polymarket/left-out.ts';
import type { Market, Universe } from '../../../lib/domain/market.ts';
import type { Observed } from '../../../lib/domain/observed.ts';
import type { Print } from '../../../lib/domain/print.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { ManualClock } from '../../loopback/clocks.ts';
import type { WireVenue, WireWorld } from '../../loopback/wire-venue.ts';
import type { Row } from './examples.ts';

const { terms: _terms, ...draft } = valueOf(parseMarket(example('gamma-market'), NOON));

/** The listed market. */
export const market: Market = {
  ...draft,
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: { kind: 'free' },
};

const universe: Universe = universeOf([market], []);

/** Five rows of the feed, newest first. */
export const trades = rowsIn(example('data-trades'), 'data');
/** A time before all of them. Unit: s since 1970. */
export const START = 1_795_345_100;
/** A second as a time. */
export const at = (second: number): EpochMs => epochMs(BigInt(second) * 1_000n);

/** Feeds that are open, on a server that shows what they were asked. */
export type FeedScene = {
  readonly feeds: Feeds;
  readonly clock: ManualClock;
  readonly venue: WireVenue;
  readonly reports: readonly LeftOut[];
};

/** Opens the feeds of a world. */
export const openFeeds = async (
  world: Partial<WireWorld>,
  tokens: Observed<Universe['tokens']> = known(universe.tokens, NOON),
): Promise<FeedScene> => {
  const venue = await startWireVenue(world);
  const clock = manualClock();
  const reports: LeftOut[] = [];
  const feeds = createFeeds({
    data: openApi(venue.url, { clock }),
    clock,
    report: (one) => void reports.push(one),
    tokens: () => Promise.resolve(tokens),
    printMin: usdc('50'),
    lagMax: seconds(90),
  });
  return { feeds, clock, venue, reports };
};

/** The prints of a read that is known. */
export const printsIn = (read: Observed<readonly Print[]>): readonly Print[] => {
  if (read.kind === 'unknown') throw new Error(read.error.detail);
  return read.value;
};

/** Reads the tape of the listed market. */
export const tapeOf = (
  { feeds }: FeedScene,
  from: EpochMs = at(START),
): Promise<Observed<readonly Print[]>> => feeds.fetchTape([market.condition], from);

/** Rows at regular distances, newest first. Unit: s. */
export const spread = (count: number, every: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({
    ...trades[0],
    timestamp: START + 10_000 - index * every,
    transaction_hash: `0x${index.toString(16).padStart(64, '0')}`,
  }));
