import { describe, expect, it } from 'vitest';
import { sendOrders } from '../../lib/execution/engine.ts';
import { momentNow } from '../../lib/execution/engine-time.ts';
import { isApproved } from '../../lib/risk/risk-manager.ts';
import { invocationId } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, durationMs, msOfEpoch, seconds } from '../../lib/units/time.ts';
import { openSession } from '../backtest/session.ts';
import { BUY } from './answers.ts';
import { NOW, UNIVERSE } from './contexts.ts';
import type { ApprovedOrder } from '../../lib/domain/order.ts';

const LARGER: ApprovedOrder = { ...BUY, order: { ...BUY.order, size: shares('1000') } };

describe('an approval', () => {
  it('is what the gate made, and no copy of it', () => {
    const copies = [{ ...BUY }, LARGER, structuredClone(BUY)];
    expect([BUY, ...copies].map(isApproved)).toEqual([true, false, false, false]);
  });

  const sent = (approved: ApprovedOrder) => {
    const { ports } = openSession({ universe: UNIVERSE, start: NOW });
    const now = ports.leaseClock.now();
    const held = {
      lease: { holder: invocationId('test'), fence: 1, version: 0, end: after(now, seconds(50)) },
      monotonicEnd: durationMs(msOfEpoch(now) + 50_000n),
    };
    const venueTime = { at: NOW, monotonic: ports.clock.monotonic() };
    const judged = momentNow(ports.clock);
    const terms = { leaseReserve: seconds(1), judged, sendWithin: seconds(1) };
    const context = { venueTime, held, ...terms };
    return sendOrders(ports, context, [{ approved, expiration: { kind: 'never' } }]);
  };

  it('is all that the engine takes', async () => {
    await expect(sent(LARGER)).rejects.toThrow('what is sent is what the risk manager approved');
    expect((await sent(BUY)).sent).toHaveLength(1);
  });
});
