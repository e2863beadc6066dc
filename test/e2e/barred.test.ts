// A live system that is not let in: by its region, by the address it comes from, by its key, by
// its pace, or by a venue that has changed. Each is told, waited for, and over by itself.

import { describe, expect, it } from 'vitest';
import { turn } from '../../lib/simulation/wire/controls.ts';
import { instead, openQuiet, pausesOf, resultsOf, seenIn } from './quiet-market.ts';
import type { QuietLive } from './quiet-market.ts';

const PLACED = ['placed', 'placed'];
const PAGE = '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>';
const BARRED = instead(403, PAGE, { 'content-type': 'text/html' });
const HOUR = 3_600;

const logins = (live: QuietLive): number =>
  live.asked('GET /auth/derive') + live.asked('POST /auth');

const alarms = (live: QuietLive): readonly string[] =>
  live.logs.flatMap(({ level, message }) => (level === 'error' ? [message] : []));

describe('a region that the venue refuses', () => {
  it('is asked for once in an hour, with one alarm, and is entered again by itself', async () => {
    const live = await openQuiet();
    await live.cycleAt(0);
    turn(live.server, { region: 'blocked' });
    const refused = await live.cycleAt(60);
    expect(resultsOf(refused)[0]).toMatch(/^REJECTED: class=region HTTP 403: region: /);
    expect(pausesOf(refused)).toEqual([`global region ${String(HOUR)} s`]);
    expect(alarms(live)).toEqual([expect.stringContaining('The venue refuses this region')]);
    const paused = await live.cycleAt(120);
    expect(resultsOf(paused)[0]).toMatch(/^refused COOLDOWN_CACHED: scope=global .* cause=region$/);
    turn(live.server, { region: 'open' });
    await live.cycleAt(HOUR);
    expect(live.asked('POST /order')).toBe(1);
    expect(resultsOf(await live.cycleAt(60 + HOUR))).toEqual(PLACED);
  });
});

describe('a page of Cloudflare', () => {
  it('in place of an answer to orders pauses them, and is named', async () => {
    const live = await openQuiet();
    await live.cycleAt(0);
    live.failing('POST /order', BARRED);
    const refused = await live.cycleAt(60);
    expect(resultsOf(refused)[0]).toBe(
      'REJECTED: class=region HTTP 403: Cloudflare: Attention Required! | Cloudflare',
    );
    expect(pausesOf(refused)).toEqual([`global region ${String(HOUR)} s`]);
    expect(alarms(live)).toHaveLength(1);
    expect(resultsOf(await live.cycleAt(60 + HOUR))).toEqual(PLACED);
  });

  it('in place of every answer opens the breaker of the API, which closes by itself', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    live.server.faults.decideBy(() => BARRED);
    const blind = await live.cycleAt(120);
    expect(seenIn(blind).mode).toContain('FORBIDDEN HTTP 403: Cloudflare');
    expect(live.metrics).toContainEqual(
      expect.objectContaining({ name: 'VenueErrors', detail: 'fetchMode' }),
    );
    expect(seenIn(await live.cycleAt(180)).state).toBe('REDUCE_ONLY');
    expect(live.news().join()).toContain('CIRCUIT BREAKER TRIGGERED: API_HEALTH');
    expect(live.asked('POST /order')).toBe(1);
    live.server.faults.clear();
    await live.cycleAt(240);
    const probed = await live.cycleAt(480);
    expect(live.news().join()).toContain('CIRCUIT BREAKER RESET: API_HEALTH');
    expect([seenIn(probed).state, resultsOf(probed).includes('placed')]).toEqual(['ACTIVE', true]);
  });
});

describe('a key that the venue has forgotten', () => {
  it('is asked for anew once, within the cycle that hears of it', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    const { keys, account } = live.server;
    for (const { apiKey } of keys.of(account.signer)) keys.remove(apiKey);
    const before = logins(live);
    const renewed = await live.cycleAt(120);
    // Deriving finds nothing, so that creating follows: one login.
    expect(logins(live) - before).toBe(2);
    expect(renewed.record.observed).toMatchObject({ openOrders: 'known', fills: 'known' });
    expect(renewed.record.kept).toBe(2);
  });

  it('that stays refused is not asked for in a loop, and trading waits five minutes', async () => {
    const live = await openQuiet();
    await live.cycleAt(0);
    const before = logins(live);
    const refusal = instead(401, '{"error":"Unauthorized/Invalid api key"}');
    live.failing('POST /order', refusal);
    const refused = await live.cycleAt(60);
    expect(resultsOf(refused)[0]).toMatch(/^REJECTED: class=authentication HTTP 401/);
    expect(pausesOf(refused)).toEqual(['global authentication 300 s']);
    live.failing('GET /data', refusal, 1_000);
    for (const second of [120, 180, 240, 300]) {
      const { record } = await live.cycleAt(second);
      expect(record.observed['openOrders']).toContain('UNAUTHORIZED');
    }
    expect(logins(live) - before).toBe(1);
    expect(live.asked('POST /order')).toBe(1);
    live.server.faults.clear();
    expect(resultsOf(await live.cycleAt(420))).toEqual(PLACED);
  });
});

describe('too many requests', () => {
  it('are none until the wait that was told is over', async () => {
    const live = await openQuiet();
    await live.cycleAt(0);
    const told = instead(429, '{"error":"Too Many Requests"}', { 'retry-after': '90' });
    live.failing('POST /order', told);
    const refused = await live.cycleAt(60);
    expect(resultsOf(refused)).toEqual(Array(2).fill('NOT_SENT: cause=rate-limited'));
    expect(pausesOf(refused)).toEqual(['global rate-limited 90 s']);
    expect(refused.state.risk.rejects.count).toBe(0);
    expect(resultsOf(await live.cycleAt(149))[0]).toMatch(
      /^refused COOLDOWN_CACHED: .* cause=rate-limited$/,
    );
    expect(live.asked('POST /order')).toBe(1);
    expect(resultsOf(await live.cycleAt(150))).toEqual(PLACED);
  });
});

describe('a version of the API', () => {
  it('that is not known lets nothing be sent, until it is one that is', async () => {
    const live = await openQuiet();
    await live.cycleAt(0);
    turn(live.server, { version: 4 });
    const blind = await live.cycleAt(60);
    expect(seenIn(blind).mode).toContain('the API version is not one of 2 and 3');
    expect(resultsOf(blind)).toEqual(
      Array(2).fill('refused STALE_DATA: part=mode cause=MALFORMED'),
    );
    expect(live.asked('POST /order')).toBe(0);
    turn(live.server, { version: 3 });
    expect(resultsOf(await live.cycleAt(120))).toEqual(PLACED);
  });
});
