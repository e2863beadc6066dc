// How a stored portfolio stands, as people and programs read it: from the state, and from the
// record of its latest cycle, which has what only a look at the market can tell.

import { positionsOf } from '../accounting/positions.ts';
import { BREAKERS } from '../domain/risk-state.ts';
import { minus } from '../units/quantity.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatTime, msOfEpoch } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { Intent } from '../domain/intent.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Position } from '../domain/position.ts';
import type { EpochMs } from '../units/time.ts';

/** An order that may rest, by our own books. Amounts are decimal text. */
export type StandingOrder = {
  readonly id: string;
  readonly market: string;
  readonly outcome: string;
  readonly strategy: string;
  readonly side: string;
  readonly price: string;
  readonly open: string;
  readonly phase: string;
  readonly expires: string;
};

/** A position. Amounts are decimal text. */
export type StandingPosition = {
  readonly market: string;
  readonly outcome: string;
  readonly shares: string;
  readonly cost: string;
};

/** How a portfolio stands. Amounts are decimal text; `unknown` is never nothing. */
export type Standing = {
  readonly portfolio: string;
  readonly mode: string;
  readonly wallet: string;
  readonly cycle: number;
  /** By the time of the market, which a recording may be driving. */
  readonly savedAt: string;
  readonly ageSeconds: number | null;
  readonly tradingState: string;
  /** What holds trading back, each with its reason. */
  readonly held: readonly string[];
  readonly cash: string;
  readonly equity: string;
  readonly drawdown: string;
  readonly exposure: string;
  readonly positions: readonly StandingPosition[];
  readonly orders: readonly StandingOrder[];
};

const orderOf = (intent: Intent): StandingOrder => {
  const { order, expiration, phase } = intent;
  return {
    id: intent.id,
    market: order.condition,
    outcome: order.outcome,
    strategy: intent.strategy,
    side: order.side,
    price: formatPrice(order.price),
    open: formatShares(minus(order.size, intent.filled)),
    phase: phase.kind,
    expires: expiration.kind === 'at' ? formatTime(expiration.at) : 'never',
  };
};

const positionOf = ({ condition, outcome, shares, cost }: Position): StandingPosition => ({
  market: condition,
  outcome,
  shares: formatShares(shares),
  cost: formatUsdc(cost),
});

const heldBy = ({ risk }: PortfolioState): readonly string[] => [
  ...BREAKERS.flatMap((reason) => {
    const breaker = risk.breakers[reason];
    if (breaker.kind === 'closed') return [];
    const detail = breaker.kind === 'open' ? `: ${breaker.detail}` : '';
    return [`breaker ${reason} ${breaker.kind}${detail}`];
  }),
  ...(risk.integrity.kind === 'broken' ? [`broken rule: ${risk.integrity.statement}`] : []),
  ...risk.mismatches.filter(({ halted }) => halted).map(({ detail }) => `mismatch: ${detail}`),
];

const UNKNOWN = 'unknown';

/** Tells how a portfolio stands; without a record, what only a cycle sees is unknown. */
export const standingOf = (
  state: PortfolioState,
  latest: CycleRecord | undefined,
  now: EpochMs,
): Standing => {
  const { identity, savedAt } = state;
  return {
    portfolio: identity.portfolio,
    mode: identity.mode,
    wallet: identity.funder,
    cycle: state.cycle,
    savedAt: savedAt === null ? 'never' : formatTime(savedAt),
    ageSeconds:
      savedAt === null ? null : Math.floor(Number(msOfEpoch(now) - msOfEpoch(savedAt)) / 1_000),
    tradingState: state.risk.tradingState,
    held: heldBy(state),
    cash: formatUsdc(state.ledger.cash),
    equity: latest?.equity ?? UNKNOWN,
    drawdown: latest?.drawdown ?? UNKNOWN,
    exposure: latest?.exposure ?? UNKNOWN,
    positions: [...positionsOf(state.ledger).values()].map(positionOf),
    orders: state.intents.map(orderOf),
  };
};
