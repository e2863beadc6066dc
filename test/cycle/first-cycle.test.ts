import { describe, expect, it } from 'vitest';
import { usdc } from '../../lib/units/usdc.ts';
import { cycleOn, cyclesOn, rainSession } from './scene.ts';
import type { Faults } from '../../lib/simulation/faults.ts';

describe('the first cycle of a portfolio', () => {
  it('opens the books with the cash that the venue shows', async () => {
    const session = rainSession({ cash: '1234.567891' });
    const { state } = await cycleOn(session, 0);
    expect(state.ledger.cash).toBe(usdc('1234.567891'));
    expect(state.outbox).toMatchObject([{ kind: 'opening', sequence: 1 }]);
  });

  it('wants nothing and sends nothing', async () => {
    const session = rainSession();
    const { record } = await cycleOn(session, 0);
    expect({ wanted: record.wanted, kept: record.kept }).toEqual({ wanted: 0, kept: 0 });
    expect(session.venue.openOrders()).toEqual([]);
  });

  it('is followed by one that trades', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    expect(session.venue.openOrders()).toHaveLength(2);
  });

  it('opens nothing while the balance is not known, and never with zero', async () => {
    let isBlind = true;
    const faults: Faults = ({ endpoint }) =>
      isBlind && endpoint === 'fetchBalances' ? 'lost-before' : 'none';
    const session = rainSession({ faults });
    const blind = await cyclesOn(session, 3);
    expect(blind.state.ledger.sequence).toBe(0);
    expect(session.venue.openOrders()).toEqual([]);
    isBlind = false;
    const { state } = await cycleOn(session, 180);
    expect(state.ledger.cash).toBe(usdc('10000'));
  });
});
