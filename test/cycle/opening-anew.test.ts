// What moves within seconds of the opening is stamped by another clock than ours: it is booked
// twice, or by nobody. Simulated section 95324624227663: a deposit that our books never had.

import { describe, expect, it } from 'vitest';
import { shares } from '../../lib/units/shares.ts';
import { after, seconds } from '../../lib/units/time.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { unknown } from '../../lib/domain/observed.ts';
import { settingsFrom } from '../backtest/session.ts';
import { LIVE } from './live.ts';
import { boughtByHand, cycleOver, openedSession, showing } from './opened.ts';
import { cycleOn, resting } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { Activity } from '../../lib/domain/activity.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Session } from '../backtest/session.ts';
import type { Shown } from './opened.ts';

// A cycle on a venue that shows another cash than the books have opened with.
const cycleWith = async (
  session: Session,
  second: number,
  shown: Shown = { cash: '9900' },
): Promise<PortfolioState> => cycleOver(session, second, showing(session, shown));

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

  // Simulated section 39202835280716: a reward in the second of the opening was booked by nobody,
  // and until the next cycle that did not die the owner had bought by hand.
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

const LATE = unknown<never>({
  kind: 'TIMEOUT',
  endpoint: 'any',
  detail: 'late',
  retryAfter: { kind: 'unspecified' },
});

const silent = (ports: Ports, endpoint: keyof Ports['venue']): Ports => ({
  ...ports,
  venue: { ...ports.venue, [endpoint]: () => Promise.resolve(LATE) },
});

const DEPOSIT = usdc('100');

// A venue that lists a deposit so many seconds after the opening, and shows a cash.
const depositing = (session: Session, second: number, cash: string): Ports => {
  const at = after(session.ports.clock.now(), seconds(second));
  const deposit: Activity = { kind: 'deposit', key: 'd', at, amount: DEPOSIT };
  const ports = showing(session, { cash });
  const fetchActivity: Ports['venue']['fetchActivity'] = () =>
    Promise.resolve({ kind: 'known', at: session.ports.clock.now(), value: [deposit] });
  return { ...ports, venue: { ...ports.venue, fetchActivity } };
};

const cashAfter = async (
  session: Session,
  ports: Ports,
  moments: readonly number[],
): Promise<string> => {
  for (const second of moments) await cycleOver(session, second, ports);
  return formatUsdc((await session.state()).ledger.cash);
};

describe('the opening is doubted until the cash of the wallet is in the books', () => {
  it('where the next cycle comes before the wallet was at rest for a minute', async () => {
    const session = await openedSession(LIVE);
    const ports = depositing(session, -1, '10100');
    const { ledger } = await cycleOver(session, 30, ports);
    expect(formatUsdc(ledger.cash)).toBe('10000');
    expect(resting(session)).toEqual([]);
    expect(await cashAfter(session, ports, [90, 150])).toBe('10100');
    expect(resting(session)).toHaveLength(2);
  });

  it('where money is in the opening cash and booked as well', async () => {
    const session = await openedSession(LIVE);
    const ports = depositing(session, 1, '10000');
    expect(await cashAfter(session, ports, [60])).toBe('10100');
    expect(await cashAfter(session, ports, [120, 180])).toBe('10000');
  });

  it.each(['fetchBalances', 'fetchFills', 'fetchActivity'] as const)(
    'where the next cycle has no answer of %s',
    async (endpoint) => {
      const session = await openedSession(LIVE);
      const ports = showing(session, { cash: '10100' });
      await cycleOver(session, 60, silent(ports, endpoint));
      expect(resting(session)).toEqual([]);
      expect(await cashAfter(session, ports, [120, 180])).toBe('10100');
    },
  );

  it('where what was bought by hand settles later', async () => {
    const session = await openedSession(LIVE);
    const bought = boughtByHand(session, 'MATCHED');
    await cycleWith(session, 60, { cash: '10100', fills: [bought] });
    expect(resting(session)).toEqual([]);
    const settled = showing(session, {
      cash: '10095',
      fills: [{ ...bought, status: 'CONFIRMED' }],
    });
    expect(await cashAfter(session, settled, [120, 180])).toBe('10095');
  });

  it('by no cleared cycle', async () => {
    const session = await openedSession(LIVE);
    const before = (await session.state()).clearance;
    await cycleOver(session, 60, silent(session.ports, 'fetchBalances'));
    expect((await session.state()).clearance).toEqual(before);
    await cycleOver(session, 120, session.ports);
    expect((await session.state()).clearance).not.toEqual(before);
  });
});
