// What moves within seconds of the opening is stamped by another clock than ours: it is booked
// twice, or by nobody. Simulated section 95324624227663: a deposit that our books never had.

import { describe, expect, it } from 'vitest';
import { orderId, tradeId } from '../../lib/units/ids.ts';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, minutes, seconds } from '../../lib/units/time.ts';
import { formatUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { RAIN, bookOf } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import { LIVE, recordFor } from './live.ts';
import { QUIET, cycleOn, rainSession, resting } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { Fill, TradeStatus } from '../../lib/domain/fill.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Session } from '../backtest/session.ts';

const openedSession = async (settings: CycleSettings): Promise<Session> => {
  const session = rainSession({ settings });
  await session.store.putClearance(recordFor(session));
  await cycleOn(session, 0);
  return session;
};

type Shown = { readonly cash: string; readonly fills?: readonly Fill[] };

// What the wallet is shown to hold, and what was traded by hand.
const showing = ({ ports }: Session, { cash, fills = [] }: Shown): Ports => {
  const shares = new Map(fills.map(({ token, size }) => [token, size]));
  return {
    ...ports,
    venue: {
      ...ports.venue,
      fetchFills: async () =>
        Promise.resolve({ kind: 'known', value: fills, at: ports.clock.now() }),
      fetchBalances: async (tokens, doubted) => {
        const balances = await ports.venue.fetchBalances(tokens, doubted);
        return balances.kind === 'unknown'
          ? balances
          : { ...balances, value: { cash: usdc(cash), shares } };
      },
    },
  };
};

// A cycle on a venue that shows another cash than the books have opened with.
const cycleWith = async (
  session: Session,
  second: number,
  shown: Shown = { cash: '9900' },
): Promise<PortfolioState> => {
  session.venue.apply(bookOf(RAIN, second, QUIET));
  const end = await session.cycle(showing(session, shown));
  session.leaseClock.pass(minutes(1));
  if (end.kind !== 'saved') throw new Error(end.kind);
  return end.state;
};

const boughtByHand = ({ ports }: Session, status: TradeStatus): Fill => ({
  trade: tradeId('by-hand'),
  order: orderId('by-hand'),
  condition: RAIN.condition,
  token: RAIN.yes,
  outcome: 'YES',
  side: 'BUY',
  price: price('0.5'),
  size: shares('10'),
  fee: ZERO_USDC,
  role: 'taker',
  status,
  matchedAt: after(ports.clock.now(), seconds(30)),
});

describe('books that we have not traded on', () => {
  it('open anew with the cash that they turn out to lack, and wait a cycle more', async () => {
    const session = await openedSession(LIVE);
    const { ledger, outbox } = await cycleWith(session, 60);
    expect(outbox).toMatchObject([
      { kind: 'opening', sequence: 2, eventId: 'opening|2', cash: usdc('9900') },
    ]);
    expect(ledger.flows).toBe(usdc('9900'));
    expect(resting(session)).toEqual([]);
    const next = await cycleWith(session, 120);
    expect(next.ledger.sequence).toBe(2);
    expect(resting(session)).toHaveLength(2);
  });

  // Simulated section 39202835280716: a reward in the second of the opening was booked by nobody, and
  // until the next cycle that did not die the owner had bought by hand.
  it('open anew beside what was bought by hand meanwhile, and keep it', async () => {
    const session = await openedSession(LIVE);
    const fills = [boughtByHand(session, 'CONFIRMED')];
    const { ledger, outbox } = await cycleWith(session, 180, { cash: '10005', fills });
    expect(outbox).toMatchObject([{ kind: 'fill' }, { kind: 'opening', sequence: 3 }]);
    expect([...ledger.lots.values()]).toMatchObject([{ shares: shares('10'), cost: usdc('5') }]);
    expect(formatUsdc(ledger.cash)).toBe('10005');
    expect(formatUsdc(ledger.flows)).toBe('10010');
  });

  it('do not open anew while what was bought by hand may still fail', async () => {
    const session = await openedSession(LIVE);
    const fills = [boughtByHand(session, 'MATCHED')];
    const { ledger } = await cycleWith(session, 180, { cash: '10005', fills });
    expect(formatUsdc(ledger.cash)).toBe('9995');
  });

  it('do not open anew while the venue shows the cash that they have', async () => {
    const session = await openedSession(LIVE);
    const { state } = await cycleOn(session, 60);
    expect(state.ledger.sequence).toBe(1);
    expect(resting(session)).toHaveLength(2);
  });

  it('do not open anew on paper', async () => {
    const session = await openedSession(settingsFrom());
    const { ledger } = await cycleWith(session, 60);
    expect(formatUsdc(ledger.cash)).toBe('10000');
  });

  it('do not open anew where a cycle found them right, though it sent nothing', async () => {
    const session = await openedSession(LIVE);
    session.killSwitch.set('reduce-only');
    await cycleOn(session, 60);
    const { ledger } = await cycleWith(session, 120);
    expect(formatUsdc(ledger.cash)).toBe('10000');
  });

  it('do not open anew once an order was sent', async () => {
    const session = await openedSession(LIVE);
    await cycleOn(session, 60);
    const { ledger } = await cycleWith(session, 120);
    expect(formatUsdc(ledger.cash)).toBe('10000');
  });
});
