import { describe, expect, it } from 'vitest';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { RAIN, START, at, bookOf, tradeOf, universeWith } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import { QUIET, cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import type { Session } from '../backtest/session.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';

const FALLEN = { bid: '0.2', ask: '0.24', size: '2000' };

/** A venue that turns down every purchase of NO for want of funds. */
const withoutFunds = (venue: SimulatedVenue): SimulatedVenue => ({
  ...venue,
  place: (incoming) =>
    incoming.order.outcome === 'NO' && incoming.order.side === 'BUY'
      ? {
          id: incoming.id,
          kind: 'rejected',
          class: 'funds',
          message: 'not enough balance / allowance',
          retryAfter: { kind: 'unspecified' },
        }
      : venue.place(incoming),
});

// A session with a position, an open drawdown breaker, a reject streak and a cooldown.
const troubled = async (): Promise<Session> => {
  const session = rainSession({
    cash: '1000',
    settings: settingsFrom({ MAX_DRAWDOWN_PCT: '2' }),
    watchVenue: withoutFunds,
  });
  await cyclesOn(session, 3);
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  await cycleOn(session, 180);
  await cycleOn(session, 240, { shape: FALLEN });
  return session;
};

// Another process on the same store, its venue read back from what was kept of it.
const restarted = async (before: Session): Promise<Session> => {
  const kept = await before.store.loadPaper();
  if (!kept.ok || kept.value === null) throw new Error('nothing was kept');
  const setup = {
    universe: universeWith(RAIN),
    start: START,
    cash: usdc('1'),
    settings: DEFAULT_SETTINGS,
  };
  const venue = restoreSimulatedVenue(setup, kept.value);
  if (!venue.ok) throw new Error(JSON.stringify(venue.error));
  for (const second of [0, 60, 120]) venue.value.apply(bookOf(RAIN, second, QUIET));
  venue.value.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  venue.value.apply(bookOf(RAIN, 180, QUIET));
  venue.value.apply(bookOf(RAIN, 240, FALLEN));
  const { settings, store } = before;
  return rainSession({ store, settings, venue: venue.value, name: 'second' });
};

describe('pitfall 12: a restart', () => {
  it('keeps the exposure of positions and resting orders', async () => {
    const before = await troubled();
    const after = await restarted(before);
    expect(resting(after)).toEqual(resting(before));
    const { record } = await cycleOn(after, 300, { shape: FALLEN });
    expect(record.exposure).toBe(before.records.at(-1)?.exposure);
    expect(record.positions).toEqual([{ token: 'rain-yes', shares: '200' }]);
  });

  it('keeps the session’s peak and the open breaker', async () => {
    const before = await troubled();
    const { risk } = await before.state();
    const after = await restarted(before);
    const { state } = await cycleOn(after, 300, { shape: FALLEN });
    expect(risk.breakers.DRAWDOWN.kind).toBe('open');
    expect(state.risk.breakers).toEqual(risk.breakers);
    expect(state.risk.session.peak).toEqual(risk.session.peak);
    expect(state.risk.session.startedAt).toEqual(risk.session.startedAt);
  });

  it('keeps the reject streak and the cooldown', async () => {
    const before = await troubled();
    const { risk } = await before.state();
    const after = await restarted(before);
    const { state } = await cycleOn(after, 300, { shape: FALLEN });
    expect(risk.cooldowns).toMatchObject([{ cause: 'funds' }]);
    expect(state.risk.rejects).toEqual(risk.rejects);
    expect(state.risk.cooldowns).toEqual(risk.cooldowns);
  });

  it('keeps realized profit, memory and the count of cycles', async () => {
    const before = await troubled();
    const { cycle, ledger, memory } = await before.state();
    const seen = memory.markets.get(RAIN.condition)?.samples.map(({ at }) => at);
    const after = await restarted(before);
    const { state } = await cycleOn(after, 300, { shape: FALLEN });
    expect(state.cycle).toBe(cycle + 1);
    expect(state.ledger.totals).toEqual(ledger.totals);
    expect(state.memory.markets.get(RAIN.condition)?.samples.map(({ at }) => at)).toEqual([
      ...(seen ?? []),
      at(300),
    ]);
  });

  it('buys nothing again', async () => {
    const before = await troubled();
    const after = await restarted(before);
    await cycleOn(after, 300, { shape: FALLEN });
    const bought = after.records.flatMap(({ orders }) =>
      orders.filter(({ side, result }) => side === 'BUY' && result === 'placed'),
    );
    expect(bought).toEqual([]);
  });
});
