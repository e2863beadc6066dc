// What happens to the own wallet beside trades, from the Data API. A row that is not understood
// makes the whole read unknown: a deposit that is passed over would look like a profit.

import { known, unknown } from '../../../domain/observed.ts';
import { negate } from '../../../units/quantity.ts';
import { err, ok } from '../../../units/result.ts';
import { after, epochMs, epochSeconds } from '../../../units/time.ts';
import { walkFeed } from '../feed-walk.ts';
import { fetchLag } from '../feed-lag.ts';
import { plainError } from '../http-error.ts';
import { leftOutOf } from '../left-out.ts';
import { createPageSizes } from '../page-sizes.ts';
import { allOf } from '../parallel.ts';
import { parseActivity } from './activity-row.ts';
import type { Activity } from '../../../domain/activity.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AccountReads } from '../../../ports/venue.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { Result } from '../../../units/result.ts';
import type { EpochMs } from '../../../units/time.ts';
import type { Api, Query } from '../api.ts';
import type { ReportLeftOut } from '../left-out.ts';
import type { ActivityRow } from './activity-row.ts';

/** Where own activity is read. */
export type ActivitySource = {
  readonly data: Api;
  readonly clock: Clock;
  readonly holder: WalletAddress;
  /** Beyond this lag the feed says nothing about now. */
  readonly lagMax: DurationMs;
  readonly report: ReportLeftOut;
};

const ACTIVITY = '/v2/activity';

// All but trades, which come by another way: they may be thousands since the last merge or reward,
// and the feed is read from there.
const TYPES = [
  ...['SPLIT', 'MERGE', 'REDEEM', 'CONVERSION', 'MIGRATION', 'REWARD', 'YIELD', 'MAKER_REBATE'],
  ...['TAKER_REBATE', 'REFERRAL_REWARD', 'DEPOSIT', 'WITHDRAWAL', 'TIP'],
].join(',');

const ENDPOINT = `GET ${ACTIVITY}`;

// A row has no id, and the feed repeats rows now and then: two equal ones of a transaction are one
// event. A merge or a deposit that was booked twice would be wrong for good; should a transaction
// really move the same twice, the cash differs and an operator is asked. Keys were numbered once.
const named = (rows: readonly ActivityRow[]): readonly Activity[] => {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    if (row.kind !== 'event' || seen.has(row.likeness)) return [];
    seen.add(row.likeness);
    return [{ ...row.event, key: `${row.likeness}#1` }];
  });
};

const readRows = async (
  { data, holder, report }: ActivitySource,
  from: EpochMs,
  limit: string,
): Promise<Result<readonly Activity[], VenueError>> => {
  const query: Query = [
    ['user', holder],
    ['type', TYPES],
    ['exclude_deposits_withdrawals', 'false'],
    ['start', epochSeconds(from, 'down').toString()],
    ['sort_direction', 'ASC'],
    ['limit', limit],
  ];
  const rows = await walkFeed(data, { path: ACTIVITY, query, until: 'the end' });
  if (!rows.ok) return rows;
  const read = allOf(rows.value.map((row) => parseActivity(row)));
  if (!read.ok) return err(plainError('MALFORMED', ENDPOINT, read.error));
  const wordless = read.value.flatMap((row) => (row.kind === 'wordless' ? [row.reason] : []));
  const leftOut = leftOutOf(ENDPOINT, wordless);
  if (leftOut !== null) report(leftOut);
  return ok(named(read.value));
};

/** Opens the read of own activity. It is as of the feed's last block, not as of now. */
export const createOwnActivity = (source: ActivitySource): Pick<AccountReads, 'fetchActivity'> => {
  const { clock, data, lagMax } = source;
  const pageSize = createPageSizes(clock);
  return {
    fetchActivity: async (from) => {
      const [lag, read] = await Promise.all([
        fetchLag(data, lagMax),
        readRows(source, from, pageSize()),
      ]);
      if (!lag.ok) return unknown(lag.error);
      if (!read.ok) return unknown(read.error);
      const begin = epochMs(epochSeconds(from, 'down') * 1_000n);
      const recent = read.value.filter(({ at }) => at >= begin);
      return known(recent, after(clock.now(), negate(lag.value)));
    },
  };
};
