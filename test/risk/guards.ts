// The guard on a calm cycle, for tests to disturb in one point each. It holds 100 YES of market A;
// one order of three at rest reduces that.

import { known } from '../../lib/domain/observed.ts';
import { guard } from '../../lib/risk/guard.ts';
import { orderId } from '../../lib/units/ids.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { order, resting } from './books.ts';
import { CALM, contextWith, LIMITS, NOW, UNIVERSE, yes } from './contexts.ts';
import type { KillSwitch } from '../../lib/domain/kill-switch.ts';
import type { Equity } from '../../lib/domain/portfolio.ts';
import type { RiskState } from '../../lib/domain/risk-state.ts';
import type { Snapshot } from '../../lib/domain/snapshot.ts';
import type { Guarded, GuardInput } from '../../lib/risk/guard.ts';
import type { EpochMs } from '../../lib/units/time.ts';

/** A time so many milliseconds after now. */
export const at = (offset: bigint): EpochMs => epochMs(msOfEpoch(NOW) + offset);
const { balances, mode, portfolio } = contextWith([yes('100', '50')]);

/** The holding with nothing at rest. */
export const PORTFOLIO = portfolio;

/** Everything was read. */
export const SNAPSHOT: Snapshot = {
  now: NOW,
  killSwitch: { kind: 'read', position: 'off', source: 'data/KILL' },
  mode,
  universe: known(UNIVERSE, NOW),
  books: new Map(),
  openOrders: known([], NOW),
  fills: known([], NOW),
  activity: known([], NOW),
  balances,
  prints: known([], NOW),
  targets: known([], NOW),
};
/** A known equity. */
export const equity = (amount: string): Equity => ({
  kind: 'known',
  equity: usdc(amount),
  unrealized: ZERO_USDC,
});
/** The order that reduces. */
export const SELL = resting(order('A SELL YES 50 @ 0.6'), { id: orderId('sell') });
/** An order that adds to the same market. */
export const BID = resting(order('A BUY YES 50 @ 0.4'), { id: orderId('bid') });
/** An order that adds to another market. */
export const ELSEWHERE = resting(order('B SELL NO 10 @ 0.6'), { id: orderId('elsewhere') });

/** The guard's answer. */
export const guarded = (changes: Partial<GuardInput> = {}): Guarded =>
  guard({
    snapshot: SNAPSHOT,
    limits: LIMITS,
    risk: CALM,
    universe: UNIVERSE,
    portfolio: { ...portfolio, resting: [BID, SELL, ELSEWHERE] },
    equity: equity('1000'),
    flows: ZERO_USDC,
    verdicts: [],
    intents: [],
    settled: [],
    ...changes,
  });
/** What the guard has cancelled and why, in no sequence: all of it goes in one request. */
export const cancelled = (changes: Partial<GuardInput>): readonly string[] =>
  guarded(changes)
    .cancels.map((one) => `${one.order}: ${one.reason}`)
    .toSorted();
/** A position of the kill switch. */
export const withSwitch = (position: KillSwitch): Partial<GuardInput> => ({
  snapshot: { ...SNAPSHOT, killSwitch: { kind: 'read', position, source: 'data/KILL' } },
});
/** A risk state that differs. */
export const withRisk = (changes: Partial<RiskState>): Partial<GuardInput> => ({
  risk: { ...CALM, ...changes },
});
