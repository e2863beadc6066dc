import { describe, expect, it } from 'vitest';
import { RAIN, tradeOf } from '../backtest/markets.ts';
import { settingsFrom } from '../backtest/session.ts';
import { cycleOn, cyclesOn, rainSession, resting } from './scene.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

// Deep enough to have a fair price.
const FALLEN = { bid: '0.2', ask: '0.24', size: '2000' };
// Too thin for one: nobody quotes on it, and nothing is sold.
const THIN = { bid: '0.2', ask: '0.24' };

// $1,000, of which 2 % may be lost, 100 YES bought at 0.48, and as many bid for.
const withPosition = async (): Promise<Session> => {
  const session = rainSession({
    cash: '1000',
    settings: settingsFrom({ MAX_DRAWDOWN_PCT: '2', PAPER_BALANCE_USD: '1000' }),
  });
  await cyclesOn(session, 3);
  session.venue.apply(tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }));
  await cycleOn(session, 180);
  return session;
};

const breakerOf = ({ state }: SavedCycle): string => state.risk.breakers.DRAWDOWN.kind;

const linesAbout = (session: Session): readonly string[] =>
  session.messages().filter((message) => /^\[RiskManager\].* DRAWDOWN/.test(message));

// The market stays down, in so many cycles a minute apart.
const downFor = async (session: Session, minutes: number): Promise<SavedCycle> => {
  let end = await cycleOn(session, 240, { shape: FALLEN });
  for (let minute = 5; minute < 4 + minutes; minute += 1)
    end = await cycleOn(session, minute * 60, { shape: FALLEN });
  return end;
};

describe('a drawdown over its limit', () => {
  it('opens the breaker in the cycle that sees it, and says why', async () => {
    const session = await withPosition();
    const end = await downFor(session, 1);
    expect(breakerOf(end)).toBe('open');
    expect(end.record.tradingState).toBe('REDUCE_ONLY');
    expect(linesAbout(session)).toEqual([
      '[RiskManager] 🚨 CIRCUIT BREAKER TRIGGERED: ' +
        'DRAWDOWN: 0.056 of the session peak is lost, limit 0.02',
    ]);
  });

  it('cancels at once what adds exposure', async () => {
    const session = await withPosition();
    expect(resting(session)).toContain('BUY 100 YES @ 0.48');
    await downFor(session, 1);
    expect(resting(session).filter((order) => order.startsWith('BUY'))).toEqual([]);
  });

  it('lets nothing add exposure while it is open, and lets inventory be sold', async () => {
    const session = await withPosition();
    await downFor(session, 4);
    const placed = session.records
      .slice(4)
      .flatMap(({ orders }) => orders.filter(({ result }) => result === 'placed'));
    expect(placed.map(({ side }) => side)).toContain('SELL');
    expect(placed.filter(({ side, outcome }) => side === 'BUY' && outcome === 'YES')).toEqual([]);
  });

  it('stays open while the loss lasts, and says what is missing once per cooldown', async () => {
    const session = await withPosition();
    expect(breakerOf(await downFor(session, 12))).toBe('open');
    const open = linesAbout(session).filter((line) => line.includes('stays open'));
    expect(open).toHaveLength(2);
    expect(open[0]).toContain('`session reset` re-bases the peak');
  });

  it('closes by itself after the cooldown when the loss has gone', async () => {
    const session = await withPosition();
    await cycleOn(session, 240, { shape: THIN });
    await cycleOn(session, 300, { shape: THIN });
    const early = await cyclesOn(session, 3, { from: 6 });
    expect(breakerOf(early)).toBe('open');
    const end = await cycleOn(session, 540);
    expect(breakerOf(end)).toBe('closed');
    expect(linesAbout(session).at(-1)).toMatch(
      /^\[RiskManager\] ✅ CIRCUIT BREAKER RESET: DRAWDOWN/,
    );
    expect(end.record.tradingState).toBe('ACTIVE');
  });
});
