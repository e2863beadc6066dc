// The live venue as one: what its reads wait for, and what its writes are given.

import { afterEach, describe, expect, it } from 'vitest';
import { createLiveVenue } from '../../../../lib/adapters/polymarket/live-venue.ts';
import { METADATA_REFRESH } from '../../../../lib/adapters/polymarket/universe-cache.ts';
import { conditionId, orderId, tokenId, tradeId } from '../../../../lib/units/ids.ts';
import { seconds } from '../../../../lib/units/time.ts';
import { usdc } from '../../../../lib/units/usdc.ts';
import { manualClock, NOON } from '../../../loopback/clocks.ts';
import { answering, openRounds } from '../../../loopback/rounds.ts';
import { json } from '../../../loopback/server.ts';
import { example } from '../examples.ts';
import { ADDRESS, KEY, signerOf, WALLET } from '../signing/keys.ts';
import { CREDENTIALS, DERIVE, NO_WRITES, openLive, stopServers } from './scenes.ts';
import type { WireRequest } from '../../../../lib/adapters/polymarket/http.ts';
import type { FundsHolder } from '../../../../lib/adapters/polymarket/signing/sign-order.ts';
import type { Venue } from '../../../../lib/ports/venue.ts';
import type { ManualClock } from '../../../loopback/clocks.ts';
import type { Rounds } from '../../../loopback/rounds.ts';

afterEach(stopServers);

const CONDITION = conditionId(String(example('gamma-market')['conditionId']));
const YES = tokenId(String(example('clob-open-order')['asset_id']));
const BASE = 'http://venue.test';

const ANSWERS: readonly (readonly [RegExp, unknown])[] = [
  [/derive-api-key/, example('clob-credentials')],
  [/closed-only/, example('clob-closed-only')],
  [/^\/time/, 1_795_348_800],
  [/^\/version/, { version: 2 }],
  [/^\/books/, [example('clob-book')]],
  [/markets\/keyset/, { markets: [example('gamma-market')] }],
  [/events\/keyset/, { events: [example('gamma-binary-event')] }],
  [/v2\/status/, example('data-status')],
  [/v2\/trades/, example('data-trades')],
  [/v2\/activity/, example('data-own-activity')],
  [/data\/orders/, example('clob-open-orders')],
  [/data\/order\//, example('clob-open-order')],
  [/data\/trades/, example('clob-trades')],
  [/balance-allowance$/, example('clob-balance')],
  [/balance-allowance\/update/, null],
];

const answerTo = ({ url }: WireRequest): unknown => {
  const { pathname } = new URL(url);
  return ANSWERS.find(([form]) => form.test(pathname))?.[1];
};

type Opened = Rounds & {
  readonly venue: Venue;
  readonly clock: ManualClock;
  /** The query of the first request of a path. */
  readonly queryOf: (path: string) => URLSearchParams | undefined;
};

const openOn = (holder: FundsHolder = { kind: 'deposit', funder: WALLET }): Opened => {
  const urls: URL[] = [];
  const rounds = openRounds(
    answering((request) => {
      urls.push(new URL(request.url));
      return answerTo(request);
    }),
  );
  const clock = manualClock();
  const venue = createLiveVenue({
    endpoints: { clob: BASE, gamma: BASE, data: BASE },
    clock,
    version: '0.1.0',
    pinned: () => [],
    printMin: usdc('5000'),
    lagMax: seconds(90),
    report: () => undefined,
    send: rounds.send,
    trader: { signer: signerOf(KEY), holder, chain: 137 },
    writes: () => NO_WRITES,
  });
  const queryOf = (path: string) => urls.find(({ pathname }) => pathname === path)?.searchParams;
  return { ...rounds, venue, clock, queryOf };
};

const everything = (venue: Venue) =>
  Promise.all([
    venue.fetchTime(),
    venue.fetchMode(),
    venue.fetchUniverse(),
    venue.fetchBooks([YES]),
    venue.fetchPrints(NOON),
    venue.fetchTargets([WALLET], NOON),
    venue.fetchOpenOrders(),
    venue.fetchOrder(orderId(String(example('clob-open-order')['id']))),
    venue.fetchFills(NOON, [tradeId('22222222-2222-4222-8222-222222222222')]),
    venue.fetchActivity(NOON),
    venue.fetchBalances([YES], new Set([YES])),
  ]);

describe('the reads of the live venue', () => {
  it('are all known', async () => {
    const { venue, until } = openOn();
    const reads = await until(everything(venue));
    const parts = reads.map((read) => ('kind' in read ? read : read.get(YES)));
    expect(parts).toMatchObject(parts.map(() => ({ kind: 'known' })));
  });

  it('of time, mode and feeds wait twice at most, a login included', async () => {
    const { venue, until, rounds } = openOn();
    await until(venue.fetchUniverse());
    const before = rounds.length;
    const feeds = [venue.fetchTime(), venue.fetchMode(), venue.fetchPrints(NOON)] as const;
    await until(Promise.all([...feeds, venue.fetchUniverse()]));
    expect(rounds.length - before).toBe(2);
  });

  it('wait twice at most once there is a login, however many they are', async () => {
    const { venue, until, rounds } = openOn();
    await until(everything(venue));
    const before = rounds.length;
    await until(everything(venue));
    expect(rounds.length - before).toBe(2);
    expect(rounds.at(-1)).toEqual(['GET /balance-allowance', 'GET /balance-allowance']);
  });

  it('do not wait for metadata that is read anew', async () => {
    const { venue, until, rounds, clock } = openOn();
    await until(everything(venue));
    clock.advance(METADATA_REFRESH);
    const before = rounds.length;
    expect(await until(venue.fetchUniverse())).toMatchObject({ kind: 'known', at: NOON });
    expect(rounds.length).toBe(before);
  });

  it.each([
    ['eoa', { kind: 'eoa' } as const, ADDRESS, '0'],
    ['proxy', { kind: 'proxy', funder: WALLET } as const, WALLET, '1'],
    ['safe', { kind: 'safe', funder: WALLET } as const, WALLET, '2'],
    ['deposit', { kind: 'deposit', funder: WALLET } as const, WALLET, '3'],
  ])('are of the wallet that holds the funds: %s', async (...[, holder, wallet, type]) => {
    const { venue, until, queryOf } = openOn(holder);
    await until(Promise.all([venue.fetchActivity(NOON), venue.fetchBalances([], new Set())]));
    expect(queryOf('/v2/activity')?.get('user')).toBe(wallet);
    expect(queryOf('/balance-allowance')?.get('signature_type')).toBe(type);
  });
});

describe('the writes of the live venue', () => {
  it('are given the markets as they were last read', async () => {
    const { venue, parts } = await openLive(() => json(null));
    expect(parts.marketOf(CONDITION)).toBeUndefined();
    await venue.fetchUniverse();
    expect(parts.marketOf(CONDITION)).toMatchObject({ version: 'v1', negRisk: false });
  });

  it('are given the address, the login and a full budget', async () => {
    const { parts, wire, asked } = await openLive(() => json(null));
    expect(parts.account.base).toBe(wire.url);
    expect(await parts.account.owner()).toMatchObject({ value: CREDENTIALS.apiKey });
    expect(asked(DERIVE)).toHaveLength(1);
    expect(parts.budget.available('orders')).toBe(60);
  });
});
