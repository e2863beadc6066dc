// The three feeds that trading listens to: large trades anywhere, every trade of some markets, and
// everything that followed wallets do.

import { known, unknown } from '../../domain/observed.ts';
import { negate } from '../../units/quantity.ts';
import { err, ok } from '../../units/result.ts';
import { after, epochSeconds } from '../../units/time.ts';
import { formatUsdc } from '../../units/usdc.ts';
import { printsOf, walkFeed } from './feed-walk.ts';
import { fetchLag } from './feed-lag.ts';
import { plainError } from './http-error.ts';
import { leftOutOf } from './left-out.ts';
import { createPageSizes } from './page-sizes.ts';
import { allOf, forEach, pieces } from './parallel.ts';
import type { Universe } from '../../domain/market.ts';
import type { Observed } from '../../domain/observed.ts';
import type { Print } from '../../domain/print.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConditionId, WalletAddress } from '../../units/ids.ts';
import type { DurationMs, UsdcMicros } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Api, Query } from './api.ts';
import type { FeedWalk } from './feed-walk.ts';
import type { ReportLeftOut } from './left-out.ts';

/** Where feeds are read, and what of them counts. */
export type FeedSource = {
  readonly data: Api;
  readonly clock: Clock;
  readonly report: ReportLeftOut;
  /** What tokens are: without that no trade can be told to be of an outcome. */
  readonly tokens: () => Promise<Observed<Universe['tokens']>>;
  /** The least money of a trade in the feed of all markets. */
  readonly printMin: UsdcMicros;
  /** Beyond this lag the feeds say nothing about now. */
  readonly lagMax: DurationMs;
};

/** The feeds. Prints come oldest first; a read overlaps earlier ones, and repeats their keys. */
export type Feeds = {
  readonly fetchPrints: (from: EpochMs) => Promise<Observed<readonly Print[]>>;
  readonly fetchTape: (
    markets: readonly ConditionId[],
    from: EpochMs,
  ) => Promise<Observed<readonly Print[]>>;
  readonly fetchTargets: (
    wallets: readonly WalletAddress[],
    from: EpochMs,
  ) => Promise<Observed<readonly Print[]>>;
};

type Prints = Result<readonly Print[], VenueError>;

const TRADES = '/v2/trades';
const ACTIVITY = '/v2/activity';
const MARKETS_PER_REQUEST = 20;

const readFeed = async (
  { data, report }: FeedSource,
  walk: FeedWalk,
  { tokens, from }: { readonly tokens: Universe['tokens']; readonly from: EpochMs },
): Promise<Prints> => {
  const rows = await walkFeed(data, walk);
  if (!rows.ok) return rows;
  const { prints, reasons } = printsOf(rows.value, tokens, from);
  const endpoint = `GET ${walk.path}`;
  const leftOut = leftOutOf(endpoint, reasons);
  if (leftOut === null) return ok(prints);
  if (reasons.length === rows.value.length)
    return err(plainError('MALFORMED', endpoint, `no row understood: ${reasons[0] ?? ''}`));
  report(leftOut);
  return ok(prints);
};

const readAll = async (
  source: FeedSource,
  walks: readonly FeedWalk[],
  from: EpochMs,
): Promise<Prints> => {
  if (walks.length === 0) return ok([]);
  const tokens = await source.tokens();
  if (tokens.kind === 'unknown') return err(tokens.error);
  const within = { tokens: tokens.value, from };
  const read = allOf(await forEach(walks, (walk) => readFeed(source, walk, within)));
  return read.ok ? ok(read.value.flat()) : read;
};

const observed = (read: Prints, at: EpochMs): Observed<readonly Print[]> =>
  read.ok ? known(read.value, at) : unknown(read.error);

// Signals are worth nothing without knowing how old the feed is.
const readSignals = async (
  source: FeedSource,
  walks: readonly FeedWalk[],
  from: EpochMs,
): Promise<Observed<readonly Print[]>> => {
  const { data, clock, lagMax } = source;
  const [lag, read] = await Promise.all([fetchLag(data, lagMax), readAll(source, walks, from)]);
  return lag.ok ? observed(read, after(clock.now(), negate(lag.value))) : unknown(lag.error);
};

/** Opens the feeds. */
export const createFeeds = (source: FeedSource): Feeds => {
  const printsSize = createPageSizes(source.clock);
  const tapeSize = createPageSizes(source.clock);
  const targetsSize = createPageSizes(source.clock);
  return {
    fetchPrints: (from) => {
      const query: Query = [
        ['taker_only', 'true'],
        ['filter_type', 'CASH'],
        ['filter_amount', formatUsdc(source.printMin)],
        ['limit', printsSize()],
      ];
      return readSignals(source, [{ path: TRADES, query, until: from }], from);
    },
    fetchTape: async (markets, from) => {
      const limit = tapeSize();
      const walks = pieces(markets, MARKETS_PER_REQUEST).map(
        (piece): FeedWalk => ({
          path: TRADES,
          query: [
            ['condition', piece.join(',')],
            ['taker_only', 'true'],
            ['limit', limit],
          ],
          until: from,
        }),
      );
      return observed(await readAll(source, walks, from), source.clock.now());
    },
    fetchTargets: async (wallets, from) => {
      if (wallets.length === 0) return known([], source.clock.now());
      const query: Query = [
        ['type', 'TRADE'],
        ['start', epochSeconds(from, 'down').toString()],
        ['sort_direction', 'ASC'],
        ['limit', targetsSize()],
      ];
      const walks = wallets.map(
        (wallet): FeedWalk => ({
          path: ACTIVITY,
          query: [['user', wallet], ...query],
          until: 'the end',
        }),
      );
      return readSignals(source, walks, from);
    },
  };
};
