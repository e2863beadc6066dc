// How a stored portfolio stands, as people and programs read it: from the state, and from the
// record of its latest cycle, which has what only a look at the market can tell.

import { positionsOf } from '../accounting/positions.ts';
import { BREAKERS } from '../domain/risk-state.ts';
import { minus } from '../units/quantity.ts';
import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatTime, msOfEpoch } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { END_OF_SESSION } from '../backtest/stoppable-switch.ts';
import { namesIn } from './market-names.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { Intent } from '../domain/intent.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { Position } from '../domain/position.ts';
import type { EpochMs } from '../units/time.ts';
import type { MarketNames } from './market-names.ts';

/** An order that may rest, by our own books. Amounts are decimal text. */
export type StandingOrder = {
  readonly id: string;
  readonly market: string;
  /** What the market is called; its condition where no record says so. */
  readonly name: string;
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
  /** What the market is called; its condition where no record says so. */
  readonly name: string;
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

const orderOf = (intent: Intent, names: MarketNames): StandingOrder => {
  const { order, expiration, phase } = intent;
  return {
    id: intent.id,
    market: order.condition,
    name: names.get(order.condition) ?? order.condition,
    outcome: order.outcome,
    strategy: intent.strategy,
    side: order.side,
    price: formatPrice(order.price),
    open: formatShares(minus(order.size, intent.filled)),
    phase: phase.kind,
    expires: expiration.kind === 'at' ? formatTime(expiration.at) : 'never',
  };
};

const positionOf = (
  { condition, outcome, shares, cost }: Position,
  names: MarketNames,
): StandingPosition => ({
  market: condition,
  name: names.get(condition) ?? condition,
  outcome,
  shares: formatShares(shares),
  cost: formatUsdc(cost),
});

const UNKNOWN = 'unknown';

// A session that ends halts through the switch, though nobody turned it: the next one trades again.
const heldByCycle = ({
  killSwitch,
  killSwitchSource,
  observed,
}: CycleRecord): readonly string[] => {
  const { mode = '' } = observed;
  const isEnd = killSwitchSource === END_OF_SESSION;
  const source = killSwitchSource === '' ? 'where is not recorded' : killSwitchSource;
  const turned = isEnd ? END_OF_SESSION : `the kill switch, ${killSwitch} (${source})`;
  return [
    ...(killSwitch === 'off' ? [] : [turned]),
    ...(mode === 'normal' || mode === '' || mode.startsWith(UNKNOWN)
      ? []
      : [`the mode of the venue: ${mode}`]),
  ];
};

const heldByRisk = ({ risk }: PortfolioState): readonly string[] => [
  ...BREAKERS.flatMap((reason) => {
    const breaker = risk.breakers[reason];
    if (breaker.kind === 'closed') return [];
    const detail = breaker.kind === 'open' ? `: ${breaker.detail}` : '';
    return [`breaker ${reason} ${breaker.kind}${detail}`];
  }),
  ...(risk.integrity.kind === 'broken' ? [`broken rule: ${risk.integrity.statement}`] : []),
  ...risk.mismatches.filter(({ halted }) => halted).map(({ detail }) => `mismatch: ${detail}`),
];

// The record of an earlier cycle says nothing of what holds now.
const heldBy = (state: PortfolioState, latest: CycleRecord | undefined): readonly string[] => [
  ...(latest?.cycle === state.cycle ? heldByCycle(latest) : []),
  ...heldByRisk(state),
];

/**
 * Tells how a portfolio stands, by the records of its last cycles, the latest first; without any,
 * what only a cycle sees is unknown.
 */
export const standingOf = (
  state: PortfolioState,
  records: readonly CycleRecord[],
  now: EpochMs,
): Standing => {
  const { identity, savedAt } = state;
  const [latest] = records;
  const names = namesIn(records);
  return {
    portfolio: identity.portfolio,
    mode: identity.mode,
    wallet: identity.funder,
    cycle: state.cycle,
    savedAt: savedAt === null ? 'never' : formatTime(savedAt),
    ageSeconds:
      savedAt === null ? null : Math.floor(Number(msOfEpoch(now) - msOfEpoch(savedAt)) / 1_000),
    tradingState: state.risk.tradingState,
    held: heldBy(state, latest),
    cash: formatUsdc(state.ledger.cash),
    equity: latest?.equity ?? UNKNOWN,
    drawdown: latest?.drawdown ?? UNKNOWN,
    exposure: latest?.exposure ?? UNKNOWN,
    positions: [...positionsOf(state.ledger).values()].map((one) => positionOf(one, names)),
    orders: state.intents.map((one) => orderOf(one, names)),
  };
};
