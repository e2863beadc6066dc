import { describe, expect, it } from 'vitest';
import { minutes } from '../../lib/units/time.ts';
import { RAIN, bookOf, tradeOf, universeWith } from '../backtest/markets.ts';
import { openSession } from '../backtest/session.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { turn } from '../../lib/simulation/wire/controls.ts';
import { formatUsdc } from '../../lib/units/usdc.ts';
import { openScene } from '../soak/scene.ts';
import { soakUniverse } from '../soak/world.ts';
import { QUIET, cycleOn, cyclesOn, rainSession } from './scene.ts';

describe('books', () => {
  it('open only once a fill of the wallet is a minute old, and count it once', async () => {
    const before = rainSession();
    await cyclesOn(before, 3);
    before.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    before.venue.cancel(before.venue.openOrders().map(({ id }) => id));
    const session = openSession({ universe: universeWith(RAIN), venue: before.venue });
    session.venue.apply(bookOf(RAIN, 180, QUIET));
    const first = await session.saved();
    session.leaseClock.pass(minutes(1));
    expect(first.state.ledger.sequence).toBe(0);
    expect(first.record.reports).toEqual(['books not opened: the wallet moved a minute ago']);
    session.venue.apply(bookOf(RAIN, 240, QUIET));
    const { state } = await session.saved();
    expect(state.ledger.sequence).toBe(1);
    expect([...state.ledger.lots.keys()]).toEqual([]);
  });

  // Simulated section 194196234299189: a purchase by hand settled ten minutes later, and nobody
  // ever booked what it had cost.
  it('do not open while a trade of the wallet is on its way to the chain', async () => {
    const before = rainSession({ venueSettings: { fateOf: () => 'lingers' } });
    await cyclesOn(before, 3);
    before.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
    before.venue.cancel(before.venue.openOrders().map(({ id }) => id));
    const session = openSession({ universe: universeWith(RAIN), venue: before.venue });
    session.venue.apply(bookOf(RAIN, 720, QUIET));
    const first = await session.saved();
    session.leaseClock.pass(minutes(1));
    expect(first.state.ledger.sequence).toBe(0);
    expect(first.record.reports).toEqual([
      'books not opened: a trade of the wallet is not settled yet',
    ]);
    session.venue.apply(bookOf(RAIN, 780, QUIET));
    const { state } = await session.saved();
    expect(formatUsdc(state.ledger.cash)).toBe('9952');
  });

  it.each(['fetchFills', 'fetchActivity'] as const)('stay closed while %s fails', async (read) => {
    const session = rainSession({
      faults: ({ endpoint }) => (endpoint === read ? 'lost-before' : 'none'),
    });
    const { state } = await cycleOn(session, 0);
    expect(state.ledger.sequence).toBe(0);
  });

  // Seen at the venue: a balance that is shown twice as large, once.
  // Simulated section 4000013.
  it('do not open with cash that the venue shows only once', async () => {
    const { server, settings, newProcess } = await openScene({ universe: soakUniverse(1) });
    const ports = newProcess();
    turn(server, { doubledBalance: 'once' });
    const first = await runCycle(ports, settings);
    if (first.kind !== 'saved') throw new Error(first.kind);
    expect(first.state.ledger.sequence).toBe(0);
    expect(first.record.reports).toEqual(['books not opened: the cash was $200000, then $100000']);
    const second = await runCycle(ports, settings);
    if (second.kind !== 'saved') throw new Error(second.kind);
    expect(formatUsdc(second.state.ledger.cash)).toBe('100000');
  });
});
