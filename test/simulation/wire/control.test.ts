// The controls over HTTP do what the functions do, and nothing that is not understood.

import { describe, expect, it } from 'vitest';
import { after, minutes, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { ask, idIn, openClient } from './asking.ts';
import { openWire, PLAIN, tradeEvent } from './markets.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Shown } from './asking.ts';

const NOON_MS = Date.UTC(2026, 10, 22, 12);

const tell = (server: WireServer, verb: string, value: unknown): Shown =>
  ask(server, { method: 'POST', path: `/control/${verb}`, body: JSON.stringify(value) });

const books = (server: WireServer): Readonly<Record<string, unknown>> =>
  ask(server, { path: '/control/books' }).body as Readonly<Record<string, unknown>>;

describe('the control', () => {
  it('of the clock moves it on', () => {
    const server = openWire();
    expect(tell(server, 'clock', { advance_ms: 1_500 })).toMatchObject({
      status: 200,
      body: { done: true },
    });
    expect(books(server)).toMatchObject({ now_ms: NOON_MS + 1_500 });
  });

  it('of the tape plays it up to a time, at which it ends', () => {
    const tape = [1, 2, 3].map((second) =>
      tradeEvent(PLAIN, after(NOON, seconds(second)), { taker: 'BUY', price: '0.52', size: '1' }),
    );
    const server = openWire({ tape });
    const count = (): number => server.venue.prints(NOON).length;
    tell(server, 'tape', { until_ms: NOON_MS + 1_999 });
    expect(count()).toBe(1);
    tell(server, 'tape', { until_ms: NOON_MS + 2_000 });
    expect(count()).toBe(2);
    tell(server, 'tape', { until_ms: NOON_MS + 60_000 });
    expect(count()).toBe(3);
    expect(books(server)).toMatchObject({ now_ms: NOON_MS + 60_000 });
  });

  it('of the engine sets its mode, or restarts it', async () => {
    const client = await openClient();
    tell(client.server, 'engine', { mode: 'cancel-only' });
    expect((await client.post({})).status).toBe(503);
    tell(client.server, 'engine', { restart_ms: 5_000 });
    expect((await client.post({})).status).toBe(425);
  });

  it('of fates decides about the next trades only', async () => {
    const client = await openClient();
    tell(client.server, 'fates', { fate: 'fails', count: 1 });
    await client.post({ price: '0.52' });
    await client.post({ price: '0.52' });
    tell(client.server, 'clock', { advance_ms: 60_000 });
    expect(books(client.server)).toMatchObject({
      cash: '994.6752',
      shares: { [PLAIN.yes]: '10' },
      trades: [{ status: 'FAILED' }, { status: 'CONFIRMED' }],
    });
  });

  it('of credits moves money', () => {
    const server = openWire();
    tell(server, 'credits', { kind: 'deposit', amount: '10.5' });
    tell(server, 'credits', { kind: 'withdrawal', amount: '0.5' });
    expect(books(server)).toMatchObject({ cash: '1010' });
  });

  it('of markets changes their grid or their state', async () => {
    const client = await openClient();
    const { condition } = PLAIN;
    tell(client.server, 'markets', { condition, tick: '0.1' });
    expect((await client.post({ price: '0.45' })).status).toBe(400);
    tell(client.server, 'markets', { condition, status: { kind: 'paused' } });
    expect((await client.post({})).body).toEqual({
      error: 'the market is not yet ready to process new orders',
    });
    const resolved = { kind: 'resolved', yesPayout: '0.5' };
    tell(client.server, 'markets', { condition, status: resolved });
    expect((await client.post({})).status).toBe(404);
  });

  it('of faults adds one, and clears all', async () => {
    const client = await openClient();
    const fault = {
      endpoint: 'POST /order',
      order: 'any',
      times: 5,
      effect: { kind: 'drop', when: 'after' },
    };
    tell(client.server, 'faults', fault);
    const { body } = await client.sign({});
    const kindOf = (): string => client.reply({ method: 'POST', path: '/order', body }).kind;
    expect(kindOf()).toBe('drop');
    ask(client.server, { method: 'DELETE', path: '/control/faults' });
    expect(kindOf()).toBe('answer');
  });

  it.each([
    { kind: 'silence', when: 'before' },
    { kind: 'instead', when: 'after', answer: { status: 500, body: '', headers: {} } },
    { kind: 'late', by: 31_000 },
    { kind: 'cut', characters: 3 },
    { kind: 'malformed', body: '' },
    { kind: 'delayed' },
  ])('of faults takes the effect %j', (effect) => {
    const server = openWire();
    const order = `0x${'1'.repeat(64)}`;
    expect(tell(server, 'faults', { endpoint: '', order, times: 1, effect }).status).toBe(200);
    expect(server.faults.waiting()).toHaveLength(1);
  });

  it('of switches turns those that it names', () => {
    const server = openWire();
    const before = server.switches.get();
    tell(server, 'switches', { lag: 90_000, region: 'blocked' });
    expect(server.switches.get()).toEqual({ ...before, lag: seconds(90), region: 'blocked' });
  });

  it.each([
    ['clock', { advance_ms: -1 }],
    ['clock', { advance_ms: 1, more: 1 }],
    ['tape', {}],
    ['engine', { mode: 'fast' }],
    ['fates', { fate: 'settles', count: 0 }],
    ['credits', { kind: 'gift', amount: '1' }],
    ['credits', { kind: 'deposit', amount: 'much' }],
    ['markets', { condition: '0x1', tick: '0.1' }],
    ['markets', { condition: PLAIN.condition, tick: '0.3' }],
    ['faults', { endpoint: '', order: 'any', times: 0, effect: { kind: 'delayed' } }],
    ['switches', { colour: 'blue' }],
  ])('of the %s refuses %j', (verb, value) => {
    expect(tell(openWire(), verb, value).status).toBe(400);
  });

  it('knows no other verbs', () => {
    expect(tell(openWire(), 'everything', {}).status).toBe(404);
  });

  it('shows the books, and how often each endpoint was asked', async () => {
    const client = await openClient();
    const id = idIn(await client.post({}));
    client.ask({ path: `/data/order/${id}` });
    client.ask({ path: `/data/order/${id}` });
    tell(client.server, 'clock', { advance_ms: 60_000 });
    expect(books(client.server)).toEqual({
      now_ms: NOON_MS + 60_000,
      cash: '1000',
      shares: {},
      open_orders: [id],
      trades: [],
      taken: [id],
      posts: { [id]: 1 },
    });
    expect(ask(client.server, { path: '/control/traffic' }).body).toEqual({
      'POST /auth/api-key': 1,
      'POST /order': 1,
      'GET /data/order/{id}': 2,
    });
    expect(client.server.venue.now()).toBe(after(NOON, minutes(1)));
  });
});
