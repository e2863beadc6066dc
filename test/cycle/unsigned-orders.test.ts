import { describe, expect, it } from 'vitest';
import { err } from '../../lib/units/result.ts';
import { RAIN, bookOf } from '../backtest/markets.ts';
import { QUIET, cyclesOn, held, rainSession, resting } from './scene.ts';
import type { Venue } from '../../lib/ports/venue.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

// A cycle that wants two quotes, of which the signer gives up on so many.
const signingAllBut = async (session: Session, failures: number): Promise<SavedCycle> => {
  await cyclesOn(session, 1);
  session.venue.apply(bookOf(RAIN, 60, QUIET));
  const { ports } = session;
  let left = failures;
  const sign: Venue['sign'] = (...order) => {
    left -= 1;
    return left < 0
      ? ports.venue.sign(...order)
      : Promise.resolve(err({ kind: 'SIGNER_UNAVAILABLE', detail: 'throttled' }));
  };
  const end = await session.cycle({ ...ports, venue: { ...ports.venue, sign } });
  if (end.kind !== 'saved') throw new Error(end.kind);
  return held(session, end);
};

const UNSIGNED = 'NOT_SENT: cause=not-signed SIGNER_UNAVAILABLE throttled';

describe('an order that cannot be signed', () => {
  it('keeps no other of its batch from being sent', async () => {
    const session = rainSession();
    const { record } = await signingAllBut(session, 1);
    expect(record.orders.map(({ result }) => result).toSorted()).toEqual([UNSIGNED, 'placed']);
    expect(resting(session)).toHaveLength(1);
  });

  it('is neither written down nor sent, and counts as no rejection', async () => {
    const session = rainSession();
    const { record, state } = await signingAllBut(session, 2);
    expect(record).toMatchObject({ wanted: 2, placed: 0 });
    expect(state.intents).toEqual([]);
    expect(state.risk.rejects.count).toBe(0);
    expect(session.messages()).toContain(`[ExecutionEngine] ❌ MM BUY failed: ${UNSIGNED}`);
  });
});
