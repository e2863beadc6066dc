// What a live system hears of others, through feeds that are cached by their URL, lag behind the
// chain, repeat rows, and hold trades that are of no market.

import { describe, expect, it } from 'vitest';
import { credit, turn } from '../../lib/simulation/wire/controls.ts';
import { advanceServer, applyToServer } from '../../lib/simulation/wire/server.ts';
import { walletAddress } from '../../lib/units/ids.ts';
import { plus } from '../../lib/units/quantity.ts';
import { seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { settingsFrom } from '../backtest/session.ts';
import { tradeEvent } from '../simulation/wire/markets.ts';
import { at, openQuiet, QUIET, seenIn } from './quiet-market.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { OrderRecord } from '../../lib/domain/cycle-record.ts';
import type { Print } from '../../lib/domain/print.ts';
import type { SavedCycle } from '../backtest/session.ts';
import type { QuietLive } from './quiet-market.ts';

const WHALE = { taker: 'BUY', price: '0.54', size: '12000' } as const;
const SMALL = { taker: 'BUY', price: '0.52', size: '10' } as const;
const TARGET = `0x${'2'.repeat(40)}`;

const tradeAt = ({ server }: QuietLive, second: number, row: typeof WHALE | typeof SMALL): void =>
  applyToServer(server, tradeEvent(QUIET, at(second), row));

const keysIn = (read: Observed<readonly Print[]>): readonly string[] => {
  if (read.kind === 'unknown') throw new Error(read.error.detail);
  return read.value.map(({ key }) => key);
};

const followed = ({ record }: SavedCycle): readonly OrderRecord[] =>
  record.orders.filter(({ strategy }) => strategy === 'FF');

describe('a large print', () => {
  it('is followed once, however the feed shows it', async () => {
    const live = await openQuiet();
    const lag = seconds(20);
    turn(live.server, { cdn: 'on', combos: 'shown', feedRows: 'repeated', lag });
    for (const second of [0, 60, 120, 180, 240]) await live.cycleAt(second, { bid: 49, ask: 50 });
    tradeAt(live, 275, WHALE);
    const orders = [];
    for (const second of [300, 360, 420])
      orders.push(...followed(await live.cycleAt(second, { bid: 54, ask: 55 })));
    expect(orders).toMatchObject([{ side: 'BUY', outcome: 'YES', result: 'matched' }]);
    const ms = { kind: 'ms', ms: 20_000 };
    expect(live.metrics).toContainEqual({ name: 'DataLag', value: ms, detail: 'prints' });
    expect(live.news().filter((line) => line.includes('not understood'))).toEqual([]);
  });

  it('is not missed where the feed shows it later than what came after it', async () => {
    const live = await openQuiet();
    for (const second of [0, 60, 120, 180, 240]) await live.cycleAt(second, { bid: 49, ask: 50 });
    tradeAt(live, 290, WHALE);
    turn(live.server, { lag: seconds(60) });
    expect(followed(await live.cycleAt(300, { bid: 54, ask: 55 }))).toEqual([]);
    turn(live.server, { lag: seconds(0) });
    expect(followed(await live.cycleAt(360, { bid: 54, ask: 55 }))).toHaveLength(1);
  });
});

describe('a feed behind a cache', () => {
  it('shows what is new at every read, a minute or five seconds apart', async () => {
    const live = await openQuiet({ printMin: usdc('1') });
    turn(live.server, { cdn: 'on' });
    const from = at(0);
    const counts: number[] = [];
    for (const second of [60, 65, 70, 130, 190, 250, 310, 370, 430, 490]) {
      tradeAt(live, second - 1, SMALL);
      advanceServer(live.server, at(second));
      counts.push(keysIn(await live.ports.venue.fetchPrints(from)).length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('gives equal fills of one transaction a key each, and the same ones again', async () => {
    const live = await openQuiet({ printMin: usdc('1') });
    turn(live.server, { takerRows: 'by-fill' });
    for (const second of [10, 10, 11]) tradeAt(live, second, SMALL);
    advanceServer(live.server, at(60));
    const first = keysIn(await live.ports.venue.fetchPrints(at(0)));
    expect(new Set(first).size).toBe(3);
    advanceServer(live.server, at(120));
    expect(keysIn(await live.ports.venue.fetchPrints(at(0)))).toEqual(first);
  });

  it('shows what a followed wallet does, without trades of several markets', async () => {
    const settings = settingsFrom({ TARGET_ADDRESSES: TARGET });
    const live = await openQuiet({ settings });
    turn(live.server, { cdn: 'on', combos: 'shown' });
    const counts: number[] = [];
    for (const second of [60, 65, 80]) {
      tradeAt(live, second - 1, SMALL);
      advanceServer(live.server, at(second));
      const read = await live.ports.venue.fetchTargets([walletAddress(TARGET)], at(0));
      counts.push(keysIn(read).length);
    }
    expect(counts).toEqual([1, 2, 3]);
    expect((await live.cycleAt(120)).record.observed['targets']).toBe('known');
  });
});

describe('a feed that is behind', () => {
  it.each([
    ['one second below its limit', 89, 'known'],
    ['at its limit', 90, 'known'],
    ['one second above its limit', 91, 'unknown: UNAVAILABLE the feed is 91000 ms behind'],
  ])('%s says this about now: %#', async (_where, lag, expected) => {
    const live = await openQuiet();
    turn(live.server, { lag: seconds(lag) });
    const { record } = await live.cycleAt(0);
    expect(record.observed['prints']).toContain(expected);
    turn(live.server, { lag: seconds(0) });
    expect((await live.cycleAt(60)).record.observed['prints']).toBe('known');
  });

  it('is not followed, and is again when it has caught up', async () => {
    const live = await openQuiet();
    for (const second of [0, 60, 120, 180, 240]) await live.cycleAt(second, { bid: 49, ask: 50 });
    tradeAt(live, 290, WHALE);
    turn(live.server, { lag: seconds(91) });
    expect(followed(await live.cycleAt(300, { bid: 54, ask: 55 }))).toEqual([]);
    turn(live.server, { lag: seconds(0) });
    expect(followed(await live.cycleAt(360, { bid: 54, ask: 55 }))).toHaveLength(1);
  });
});

describe('own activity', () => {
  it('that is told twice is booked once, and trading goes on', async () => {
    const live = await openQuiet();
    await live.cycleAt(0);
    const opened = await live.cycleAt(60);
    turn(live.server, { feedRows: 'repeated' });
    advanceServer(live.server, at(90));
    credit(live.server, 'deposit', usdc('100'));
    for (const second of [120, 180]) await live.cycleAt(second);
    const last = await live.cycleAt(240);
    expect(seenIn(last).state).toBe('ACTIVE');
    expect(last.record.mismatches).toEqual([]);
    expect(last.state.ledger.flows).toBe(plus(opened.state.ledger.flows, usdc('100')));
  });
});
