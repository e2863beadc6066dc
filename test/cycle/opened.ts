// A live portfolio whose books have just opened, and a venue that shows another wallet then.

import { orderId, tradeId } from '../../lib/units/ids.ts';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, minutes, seconds } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { RAIN, bookOf } from '../backtest/markets.ts';
import { recordFor } from './live.ts';
import { QUIET, cycleOn, rainSession } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { Fill, TradeStatus } from '../../lib/domain/fill.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Session } from '../backtest/session.ts';

/** A live portfolio whose books have just opened, with $10,000. */
export const openedSession = async (settings: CycleSettings): Promise<Session> => {
  const session = rainSession({ settings });
  await session.store.putClearance(recordFor(session));
  await cycleOn(session, 0);
  return session;
};

/** What the venue shows of the wallet. */
export type Shown = { readonly cash: string; readonly fills?: readonly Fill[] };

/** Ports that show other cash than there is, and what was traded by hand. */
export const showing = ({ ports }: Session, { cash, fills = [] }: Shown): Ports => {
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

/** Runs a cycle that must be saved, and says what it has saved. */
export const cycleOver = async (
  session: Session,
  second: number,
  ports: Ports,
): Promise<PortfolioState> => {
  session.venue.apply(bookOf(RAIN, second, QUIET));
  const end = await session.cycle(ports);
  session.leaseClock.pass(minutes(1));
  if (end.kind !== 'saved') throw new Error(end.kind);
  return end.state;
};

/** Ten shares for $5, half a minute from now. */
export const boughtByHand = ({ ports }: Session, status: TradeStatus): Fill => ({
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
