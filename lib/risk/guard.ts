// The guard of a cycle: everything that may stop trading, looked at once and combined into one
// trading state and the orders that must go for it.

import { requiredCancels } from './required-cancels.ts';
import { apiReadsOf, checkApiHealth, healthAfter } from './api-health.ts';
import { stepBreaker } from './breakers.ts';
import { pruneCooldowns } from './cooldowns.ts';
import { stepDrawdownBreaker } from './drawdown-breaker.ts';
import { computeDrawdown, markSession } from './drawdown.ts';
import { killSwitchRule } from './kill-switch-rules.ts';
import { countVerdicts } from './mismatches.ts';
import { fateByIntents, resolveProbes } from './probes.ts';
import { stateByMode, stateByRisk, stricter } from './trading-state.ts';
import type { Verdict } from '../accounting/compare-venue.ts';
import type { CancelRequest } from '../domain/decision.ts';
import type { Intent, SettledIntent } from '../domain/intent.ts';
import type { Limits } from '../domain/limits.ts';
import type { Universe } from '../domain/market.ts';
import type { Equity, Portfolio } from '../domain/portfolio.ts';
import type { RiskState } from '../domain/risk-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { CauseCheck } from './breakers.ts';
import type { RiskMessage } from './messages.ts';

/** What the guard looks at. */
export type GuardInput = {
  readonly snapshot: Snapshot;
  readonly limits: Limits;
  readonly risk: RiskState;
  readonly universe: Universe;
  readonly portfolio: Portfolio;
  readonly equity: Equity;
  /** The ledger's deposits less withdrawals. */
  readonly flows: UsdcMicros;
  /** What this cycle's comparison with the venue says. */
  readonly verdicts: readonly Verdict[];
  readonly intents: readonly Intent[];
  /** The intents that have ended in this cycle. */
  readonly settled: readonly SettledIntent[];
};

/** The risk state with its trading state, the orders that must go, and what is to be said. */
export type Guarded = {
  readonly risk: RiskState;
  readonly cancels: readonly CancelRequest[];
  readonly messages: readonly RiskMessage[];
};

type Step = { readonly risk: RiskState; readonly messages: readonly RiskMessage[] };

// While everything is paused, an order could not show whether rejections have stopped.
const causeOfRejects = ({ cooldowns }: RiskState, { snapshot }: GuardInput): CauseCheck => {
  const isPaused = cooldowns.some(
    ({ scope, until }) => scope.kind === 'global' && until > snapshot.now,
  );
  return { kind: isPaused ? 'unclear' : 'healthy' };
};

const withBreakers = (risk: RiskState, input: GuardInput): Step => {
  const { snapshot, limits, equity } = input;
  const moment = { now: snapshot.now, limits };
  const { breakers } = risk;
  const reads = apiReadsOf(snapshot);
  const apiHealth = healthAfter(risk.apiHealth, reads, snapshot.now);
  const rejects = stepBreaker(
    'CONSECUTIVE_REJECTS',
    { breaker: breakers.CONSECUTIVE_REJECTS, cause: causeOfRejects(risk, input) },
    moment,
  );
  const health = stepBreaker(
    'API_HEALTH',
    { breaker: breakers.API_HEALTH, cause: checkApiHealth(apiHealth, reads, moment) },
    moment,
  );
  const drawdown = stepDrawdownBreaker(
    breakers.DRAWDOWN,
    computeDrawdown(risk.session, equity),
    moment,
  );
  return {
    risk: {
      ...risk,
      apiHealth,
      breakers: {
        CONSECUTIVE_REJECTS: rejects.breaker,
        API_HEALTH: health.breaker,
        DRAWDOWN: drawdown.breaker,
      },
    },
    messages: [...rejects.messages, ...health.messages, ...drawdown.messages],
  };
};

// What this cycle has shown, before any breaker is judged by it.
const withFacts = (risk: RiskState, input: GuardInput): Step => {
  const { snapshot, equity, flows, verdicts, portfolio } = input;
  const probes = resolveProbes(risk, fateByIntents(input.intents, input.settled));
  const mismatches = countVerdicts(risk.mismatches, verdicts);
  return {
    risk: {
      ...probes.risk,
      session: markSession(risk.session, equity, flows),
      cooldowns: pruneCooldowns(risk.cooldowns, snapshot.now),
      mismatches: mismatches.mismatches,
      balanceLags: risk.balanceLags.filter((lag) => portfolio.positions.has(lag.token)),
    },
    messages: [...probes.messages, ...mismatches.messages],
  };
};

/**
 * Guards a cycle: applies what was seen to everything the risk manager remembers, and says which
 * resting orders must go at once.
 */
export const guard = (input: GuardInput): Guarded => {
  const { snapshot, universe, portfolio } = input;
  const rule = killSwitchRule(snapshot.killSwitch, input.risk.killSwitchFailures);
  const facts = withFacts(input.risk, input);
  const guarded = withBreakers(facts.risk, input);
  const state = stricter(stateByMode(snapshot.mode), stateByRisk(guarded.risk));
  const risk = {
    ...guarded.risk,
    killSwitchFailures: rule.failures,
    tradingState: stricter(rule.tradingState, state),
  };
  const { killSwitch, mode } = snapshot;
  return {
    risk,
    cancels: requiredCancels({ universe, portfolio, risk, killSwitch, mode }),
    messages: [...rule.messages, ...facts.messages, ...guarded.messages],
  };
};
