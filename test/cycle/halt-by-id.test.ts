// A halt does not end with cancel-all: what that has left is cancelled order by order, once.

import { describe, expect, it } from 'vitest';
import { cancelEverything } from '../../lib/cycle/cancel.ts';
import { haltIfAsked } from '../../lib/cycle/halt.ts';
import { unknown } from '../../lib/domain/observed.ts';
import { errorOf } from '../../lib/simulation/faults.ts';
import { invariant } from '../../lib/units/invariant.ts';
import { cyclesOn, rainSession, resting } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { Fault, VenueCall } from '../../lib/simulation/faults.ts';
import type { Session } from '../backtest/session.ts';

// Cancels everything that two cycles have left, under faults of some calls, and tells every call.
const haltedUnder = async (
  faults: Partial<Record<VenueCall['endpoint'], Fault>>,
): Promise<{ readonly session: Session; readonly calls: readonly string[] }> => {
  const calls: string[] = [];
  let isHalted = false;
  const note = ({ endpoint, orders }: VenueCall): void => {
    const count = endpoint === 'cancelOrders' ? ` ${String(orders.length)}` : '';
    calls.push(`${endpoint}${count}`);
  };
  const session = rainSession({
    faults: (call) => {
      if (!isHalted) return 'none';
      note(call);
      return faults[call.endpoint] ?? 'none';
    },
  });
  await cyclesOn(session, 2);
  isHalted = true;
  await haltIfAsked(session.ports, { kind: 'read', position: 'halt', source: 'file' });
  return { session, calls };
};

describe('a halt', () => {
  it('cancels by their ids the orders that a lost cancel-all has left', async () => {
    const { session, calls } = await haltedUnder({ cancelAll: 'lost-before' });
    expect(resting(session)).toEqual([]);
    expect(calls).toEqual(['cancelAll', 'fetchOpenOrders', 'cancelOrders 2', 'fetchOpenOrders']);
    expect(session.messages()).toContain(
      '[RiskManager] Kill switch is halt: all orders cancelled, none rests',
    );
  });

  it('cancels by their ids the orders that a cancel-all has left in silence', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    const venue: Ports['venue'] = {
      ...session.ports.venue,
      cancelAll: () => session.ports.venue.cancelOrders([]),
    };
    expect(await cancelEverything(venue)).toEqual({ kind: 'verified' });
    expect(resting(session)).toEqual([]);
  });

  it('cancels by id nothing where nothing rests', async () => {
    const { calls } = await haltedUnder({});
    expect(calls).toEqual(['cancelAll', 'fetchOpenOrders']);
  });

  it('says what still rests when both cancels are lost, and tries no third', async () => {
    const { session, calls } = await haltedUnder({
      cancelAll: 'lost-before',
      cancelOrders: 'lost-before',
    });
    expect(calls).toEqual(['cancelAll', 'fetchOpenOrders', 'cancelOrders 2', 'fetchOpenOrders']);
    expect(session.messages()).toContain(
      '[RiskManager] Kill switch is halt: 2 orders still rest after cancel-all',
    );
  });

  it('says that nothing is proven when the orders cannot be listed again', async () => {
    const session = rainSession();
    await cyclesOn(session, 2);
    const error = errorOf('lost-before', 'fetchOpenOrders');
    invariant(error !== null, 'a lost call is an error');
    let lists = 0;
    const venue: Ports['venue'] = {
      ...session.ports.venue,
      cancelAll: () => session.ports.venue.cancelOrders([]),
      fetchOpenOrders: () =>
        (lists += 1) === 1
          ? session.ports.venue.fetchOpenOrders()
          : Promise.resolve(unknown(error)),
    };
    expect(await cancelEverything(venue)).toEqual({
      kind: 'unverified',
      detail: 'no answer in time',
    });
  });
});
