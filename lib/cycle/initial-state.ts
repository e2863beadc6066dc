// A portfolio that has never run: no positions, no memory, breakers closed. Its cash is booked
// when the venue's balance is first known.

import { emptyLedger } from '../accounting/ledger.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import type { PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { RiskState } from '../domain/risk-state.ts';
import type { StrategyMemory } from '../domain/strategy-memory.ts';
import type { EpochMs } from '../units/time.ts';

const freshRisk = (now: EpochMs): RiskState => ({
  tradingState: 'ACTIVE',
  breakers: {
    CONSECUTIVE_REJECTS: { kind: 'closed' },
    API_HEALTH: { kind: 'closed' },
    DRAWDOWN: { kind: 'closed' },
  },
  rejects: { count: 0, classes: [] },
  apiHealth: { clobOkAt: now, gammaOkAt: now, gammaFailures: 0 },
  session: {
    startedAt: now,
    peak: { kind: 'none' },
    lastMark: { kind: 'none' },
    flows: ZERO_USDC,
  },
  mismatches: [],
  cooldowns: [],
  balanceLags: [],
  killSwitchFailures: 0,
  integrity: { kind: 'intact' },
});

const NO_MEMORY: StrategyMemory = {
  markets: new Map(),
  stops: [],
  flowExits: [],
  usedSignals: new Map(),
  followedMarkets: new Map(),
  pendingMarkouts: [],
  markouts: [],
  stranded: [],
  notices: [],
};

/** The state of a new portfolio. */
export const initialState = (identity: PortfolioIdentity, now: EpochMs): PortfolioState => ({
  identity,
  cycle: 0,
  savedAt: null,
  lastSummaryAt: null,
  isOpeningDoubted: false,
  risk: freshRisk(now),
  ledger: emptyLedger(now),
  memory: NO_MEMORY,
  intents: [],
  chainMoves: [],
  feedsReadAt: null,
  clearance: { kind: 'never' },
  dust: [],
  outbox: [],
  settled: [],
});
