// The venue's modes as a live system meets them over HTTP: each is recognised by an answer, shown,
// acted on, and left again without anybody's help.

import { describe, expect, it } from 'vitest';
import { restartEngine, setEngineMode, turn } from '../../lib/simulation/wire/controls.ts';
import { applyToServer } from '../../lib/simulation/wire/server.ts';
import { seconds } from '../../lib/units/time.ts';
import { tradeEvent } from '../simulation/wire/markets.ts';
import { at, MOVED, openQuiet, pausesOf, QUIET, resultsOf, seenIn } from './quiet-market.ts';

const NORMAL = { mode: 'normal', state: 'ACTIVE' };
const PLACED = ['placed', 'placed'];
const lineOf = (cause: string): string => `[ExecutionEngine] ❌ MM BUY failed: ${cause}`;

describe('a restart of the engine', () => {
  it('is waited for, and quotes begin in the post-only window after it', async () => {
    const live = await openQuiet();
    await live.cycleAt(0);
    restartEngine(live.server, seconds(50));
    live.server.venue.advanceTo(at(40));
    const during = await live.cycleAt(45);
    expect(resultsOf(during)).toEqual(Array(2).fill('NOT_SENT: cause=restarting'));
    expect(live.news()).toContain(lineOf('NOT_SENT: cause=restarting'));
    expect(pausesOf(during)).toEqual(['global restarting 10 s']);
    expect(during.state.intents).toEqual([]);
    const window = await live.cycleAt(105);
    expect(seenIn(window)).toEqual({ mode: 'post-only', state: 'ACTIVE' });
    expect(resultsOf(window)).toEqual(PLACED);
    expect(window.state.risk.rejects.count).toBe(0);
    const over = await live.cycleAt(165);
    expect(seenIn(over)).toEqual(NORMAL);
    expect(live.asked('POST /order')).toBe(2);
  });

  it('proves nothing of orders by lists that are empty meanwhile', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    restartEngine(live.server, seconds(200));
    turn(live.server, { lists: 'empty', orderReads: 'none' });
    const during = await live.cycleAt(120, MOVED);
    expect(during.state.intents).toHaveLength(2);
    expect(resultsOf(during)).toEqual([
      expect.stringContaining('INTENT_UNRESOLVED'),
      expect.stringContaining('INTENT_UNRESOLVED'),
    ]);
    expect(live.asked('POST /order')).toBe(1);
  });
});

describe('post-only mode', () => {
  // Five tight minutes, in which market making stands aside, and then a whale and a jump.
  const followed = async () => {
    const live = await openQuiet();
    for (const second of [0, 60, 120, 180, 240]) await live.cycleAt(second, { bid: 49, ask: 50 });
    const whale = { taker: 'BUY', price: '0.54', size: '12000' } as const;
    setEngineMode(live.server, 'post-only');
    applyToServer(live.server, tradeEvent(QUIET, at(290), whale));
    return { live, refused: await live.cycleAt(300, { bid: 54, ask: 55 }) };
  };

  it('holds what may match, lets quotes go on, and ends by itself', async () => {
    const { live, refused } = await followed();
    expect(refused.record.orders).toMatchObject([
      { strategy: 'FF', timeInForce: 'FAK', result: 'NOT_SENT: cause=post-only' },
    ]);
    expect(pausesOf(refused)).toEqual(['global post-only 10 s']);
    expect(live.news()).toContain('[ExecutionEngine] ❌ FF BUY failed: NOT_SENT: cause=post-only');
    const during = await live.cycleAt(305);
    expect(seenIn(during)).toEqual({ mode: 'post-only', state: 'ACTIVE' });
    expect(pausesOf(during)).toEqual(['global post-only 5 s']);
    expect(resultsOf(during)).toEqual(PLACED);
    setEngineMode(live.server, 'normal');
    expect(seenIn(await live.cycleAt(400))).toEqual(NORMAL);
  });
});

describe('cancel-only mode', () => {
  it('halts after one attempt, still cancels, and is tried again by itself', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    setEngineMode(live.server, 'cancel-only');
    const found = await live.cycleAt(120, MOVED);
    expect(found.record.canceled).toHaveLength(2);
    expect(live.server.venue.openOrders()).toEqual([]);
    expect(resultsOf(found)).toEqual(Array(2).fill('NOT_SENT: cause=unavailable'));
    const attempts = live.asked('POST /order');
    const halted = await live.cycleAt(180, MOVED);
    expect(seenIn(halted)).toEqual({ mode: 'cancel-only', state: 'HALTED' });
    expect(live.news()).toContain(lineOf('MARKET_CLOSED: cause=venue-cancel-only'));
    expect(live.asked('POST /order')).toBe(attempts);
    await live.cycleAt(240, MOVED);
    expect(live.asked('POST /order')).toBe(attempts + 1);
    expect(seenIn(await live.cycleAt(300, MOVED)).state).toBe('HALTED');
    setEngineMode(live.server, 'normal');
    const over = await live.cycleAt(360, MOVED);
    expect([seenIn(over), resultsOf(over)]).toEqual([NORMAL, PLACED]);
  });
});

describe('a venue that does not trade', () => {
  it('halts, is no proof of a cancel, and is left by itself', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    setEngineMode(live.server, 'disabled');
    const found = await live.cycleAt(120, MOVED);
    expect(found.state.intents.map(({ phase }) => phase.kind)).toEqual([
      'cancelling',
      'cancelling',
    ]);
    const halted = await live.cycleAt(180, MOVED);
    expect(seenIn(halted)).toEqual({ mode: 'disabled', state: 'HALTED' });
    expect(live.news()).toContain(lineOf('MARKET_CLOSED: cause=venue-disabled'));
    expect(live.metrics).toContainEqual({
      name: 'VenueErrors',
      value: { kind: 'count', count: 1 },
      detail: 'cancelOrders',
    });
    expect(live.asked('POST /order')).toBe(1);
    setEngineMode(live.server, 'normal');
    const over = await live.cycleAt(300, MOVED);
    expect([seenIn(over), resultsOf(over)]).toEqual([NORMAL, PLACED]);
  });
});

describe('an account that may only close positions', () => {
  it('is only reduced: what adds is cancelled and not sent, until it may trade again', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    turn(live.server, { standing: 'closed-only' });
    const closing = await live.cycleAt(120);
    expect(seenIn(closing)).toEqual({ mode: 'closed-only', state: 'REDUCE_ONLY' });
    expect(live.news()).toContain(lineOf('MARKET_CLOSED: cause=venue-closed-only'));
    expect(live.server.venue.openOrders()).toEqual([]);
    expect(live.asked('POST /order')).toBe(1);
    turn(live.server, { standing: 'good' });
    const over = await live.cycleAt(180);
    expect([seenIn(over), resultsOf(over)]).toEqual([NORMAL, PLACED]);
  });

  it('that learns of it from an order alone is paused for what adds', async () => {
    const live = await openQuiet();
    await live.cycleAt(0);
    const notYet = { kind: 'malformed', body: '{"closed_only":false}' } as const;
    live.failing('GET /auth/ban-status/closed-only', notYet);
    turn(live.server, { standing: 'closed-only' });
    const refused = await live.cycleAt(60);
    expect(pausesOf(refused)).toEqual(['global closed-only 3600 s']);
    expect(live.news().filter((line) => line.includes('only close positions'))).toHaveLength(1);
    expect(refused.state.risk.rejects.count).toBe(1);
  });
});
