// The server keeps a bounded part of the past. What it no longer knows it does not call nothing.

import { beforeAll, describe, expect, it } from 'vitest';
import { WHOLE } from '../../../lib/domain/tape-event.ts';
import { ACTIVITY_MAX } from '../../../lib/simulation/activity-log.ts';
import { FINAL_TRADES_MAX } from '../../../lib/simulation/own-trades.ts';
import { advanceServer, applyToServer } from '../../../lib/simulation/wire/server.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { after, minutes, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { ask, idIn, openClient } from './asking.ts';
import { PLAIN, SIGNER } from './markets.ts';
import { NOON_SECONDS, rows } from './feed-asking.ts';
import type { TapeEvent } from '../../../lib/domain/tape-event.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Client } from './asking.ts';

const activitySince = (second: number): string =>
  `/v2/activity?user=${SIGNER}&exclude_deposits_withdrawals=false` +
  `&start=${String(NOON_SECONDS + second)}`;

const refusalOf = (server: WireServer, path: string) => {
  const { status, headers, body } = ask(server, { path });
  return { status, body, retryAfter: headers['retry-after'] };
};

const UNAVAILABLE = {
  status: 503,
  retryAfter: '1',
  body: {
    error: 'a dependency is unavailable',
    code: 'dependency_unavailable',
    retryable: true,
    trace_id: '0'.repeat(32),
  },
};

const MERGED_FROM = 60;

// One complete set is merged each second, the first one second after the minute that shares take.
const withMerges = async (count: number): Promise<WireServer> => {
  const { server, post } = await openClient({ cash: '10000' });
  const depth = { size: shares('1000') };
  applyToServer(server, {
    ...{ kind: 'book', at: NOON, token: PLAIN.yes, depth: WHOLE },
    bids: [{ price: price('0.48'), ...depth }],
    asks: [{ price: price('0.52'), ...depth }],
  });
  for (const outcome of ['YES', 'NO'] as const) await post({ price: '0.52', size: '400', outcome });
  for (let second = 1; second <= count; second += 1) {
    advanceServer(server, after(NOON, seconds(MERGED_FROM + second)));
    server.venue.submit({ kind: 'merge', condition: PLAIN.condition, size: shares('1') });
  }
  return server;
};

const mergesSince = (server: WireServer, second: number) =>
  rows(server, `${activitySince(MERGED_FROM + second)}&limit=1000`);

describe('what happened to the wallet', () => {
  it('is told while all of it is kept', async () => {
    const server = await withMerges(ACTIVITY_MAX);
    expect(rows(server, `${activitySince(0)}&type=MERGE&limit=1000`)).toHaveLength(ACTIVITY_MAX);
  });

  it('is told since the second after the last that was forgotten', async () => {
    const server = await withMerges(ACTIVITY_MAX + 2);
    expect(mergesSince(server, 3)).toHaveLength(ACTIVITY_MAX);
    expect(mergesSince(server, 4)).toHaveLength(ACTIVITY_MAX - 1);
  });

  it('is an error since any time of which something was forgotten', async () => {
    const server = await withMerges(ACTIVITY_MAX + 2);
    for (const second of [2, 1, -MERGED_FROM])
      expect(refusalOf(server, activitySince(MERGED_FROM + second))).toEqual(UNAVAILABLE);
    expect(refusalOf(server, `/v2/activity?user=${SIGNER}`)).toEqual(UNAVAILABLE);
  });
});

const LEVELS = 40;
const ROUNDS = FINAL_TRADES_MAX / LEVELS + 1;

// What was taken once is gone: a round shows 5 shares more at each price than the one before.
const fullBook = (round: number): TapeEvent => ({
  kind: 'book',
  at: after(NOON, seconds(round)),
  token: PLAIN.yes,
  bids: [],
  asks: Array.from({ length: LEVELS }, (_, index) => ({
    price: price(`0.${String(50 + index)}`),
    size: shares(String(5 * round)),
  })),
  depth: WHOLE,
});

describe('what was traded', () => {
  let client: Client;
  let first: string;

  // A round a second, of one trade for each level of the book: more than are kept by one round.
  beforeAll(async () => {
    client = await openClient({ cash: '1000000' });
    const { server } = client;
    const size = String(5 * LEVELS);
    for (let second = 1; second <= ROUNDS; second += 1) {
      applyToServer(server, fullBook(second));
      const answered = await client.post({ price: '0.95', size });
      if (second === 1) first = idIn(answered);
    }
    advanceServer(server, after(NOON, minutes(30)));
  }, 120_000);

  it('since the second after the last that was forgotten is told', () => {
    const found = rows(client.server, `${activitySince(2)}&limit=1000&sort_direction=ASC`);
    expect(found).toHaveLength(1_000);
    expect(found[0]).toMatchObject({ type: 'TRADE', timestamp: NOON_SECONDS + 2 });
  });

  it('before that is an error, to the feed and to the account', () => {
    expect(refusalOf(client.server, activitySince(1))).toEqual(UNAVAILABLE);
    const path = `/data/trades?after=${String(NOON_SECONDS + 1)}`;
    expect(client.ask({ path }).status).toBe(500);
  });

  it('by an order before that is not told as no trades', () => {
    const { body } = client.ask({ path: `/data/order/${first}` });
    expect(body).toMatchObject({ status: 'MATCHED', associate_trades: null });
  });
});
