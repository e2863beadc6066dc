import { describe, expect, it } from 'vitest';
import { flattening, previewFlatten, reduceOnly } from '../../lib/cycle/flatten.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { RAIN, bookOf, tradeOf } from '../backtest/markets.ts';
import { testSwitch } from '../backtest/session.ts';
import { QUIET, cycleOn, cyclesOn, held, rainSession, resting } from './scene.ts';
import type { Session } from '../backtest/session.ts';

// A session that bought 100 YES at 0.48 and still quotes on both sides.
const withPosition = async (): Promise<Session> => {
  const session = rainSession();
  await cyclesOn(session, 3);
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  await cycleOn(session, 180);
  expect(resting(session)).toEqual(['SELL 100 YES @ 0.5', 'BUY 100 YES @ 0.48']);
  return session;
};

const positions = async (session: Session): Promise<readonly string[]> => {
  const { ledger } = await session.state();
  return [...ledger.lots.values()].map(
    ({ outcome, shares }) => `${formatShares(shares)} ${outcome}`,
  );
};

describe('a cycle that flattens', () => {
  it('cancels the quotes, sells the position, and places none anew', async () => {
    const session = await withPosition();
    const settings = flattening(session.settings);
    const first = await cycleOn(session, 240, { settings });
    expect(first.record.orders.map(({ side, size, reason }) => [side, size, reason])).toEqual([
      ['SELL', '100', 'flatten: SELL 100 YES at 0.48, fair 0.5'],
    ]);
    const second = await cycleOn(session, 300, { settings });
    expect([first.record.placed, second.record.wanted]).toEqual([1, 0]);
    expect(resting(session)).toEqual([]);
    expect(await positions(session)).toEqual([]);
  });

  it('sells under a switch that says reduce-only, and nothing under halt', async () => {
    const session = await withPosition();
    const settings = flattening(session.settings);
    session.killSwitch.set('halt');
    expect((await cycleOn(session, 240, { settings })).record.placed).toBe(0);
    session.killSwitch.set('reduce-only');
    expect((await cycleOn(session, 300, { settings })).record.placed).toBe(1);
  });
});

describe('a preview of flattening', () => {
  it('says what the cycle does, and changes neither venue nor state', async () => {
    const session = await withPosition();
    session.venue.apply(bookOf(RAIN, 240, QUIET));
    const before = [await session.state(), resting(session), session.logs.length];
    const settings = flattening(session.settings);
    const exits = await previewFlatten(session.ports, settings, await session.state());
    expect([await session.state(), resting(session), session.logs.length]).toEqual(before);
    const foreseen = exits.flatMap((exit) => (exit.kind === 'sale' ? [exit.desired.reason] : []));
    const { record } = held(session, await session.saved(settings));
    expect(foreseen).toEqual(record.orders.map(({ reason }) => reason));
    expect(foreseen).toHaveLength(1);
  });
});

describe('the switch under which it flattens', () => {
  it.each([
    ['off', 'reduce-only'],
    ['reduce-only', 'reduce-only'],
    ['halt', 'halt'],
  ] as const)('takes %s for %s', async (position, taken) => {
    const operator = testSwitch();
    operator.set(position);
    expect(await reduceOnly(operator).read()).toMatchObject({ kind: 'read', position: taken });
  });

  it('leaves a failed reading a failed one', async () => {
    const operator = testSwitch();
    operator.set('failed');
    expect(await reduceOnly(operator).read()).toMatchObject({ kind: 'failed' });
  });
});
