// What the portfolio could be turned into now. If any part of it cannot be valued, the whole is
// unknown: a guess here would move the drawdown breaker.

import { minus, plus, sum } from '../units/quantity.ts';
import { err, ok } from '../units/result.ts';
import { ZERO_SHARES } from '../units/shares.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { allocate } from './allocate.ts';
import { lotsOfToken } from './lots.ts';
import { marketValue } from './market-value.ts';
import { costOf } from './pnl.ts';
import type { LedgerState, Lot } from '../domain/ledger-state.ts';
import type { Outcome, Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { Strategy } from '../domain/order.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';
import type { KnownBooks } from './market-value.ts';

/** What equity is computed from. */
export type EquityInput = KnownBooks & {
  readonly ledger: LedgerState;
  readonly universe: Observed<Universe>;
};

/** An `Equity` with its parts: the portfolio at what it could be sold for now. */
export type MarkedEquity = {
  /** The gain in every market that can be valued; adds up to `unrealized` where that is known. */
  readonly unrealizedIn: ReadonlyMap<ConditionId, UsdcMicros>;
} & (
  | {
      readonly kind: 'known';
      readonly equity: UsdcMicros;
      readonly unrealized: UsdcMicros;
      /** Adds up to `unrealized`. */
      readonly unrealizedBy: Readonly<Record<Strategy, UsdcMicros>>;
    }
  | { readonly kind: 'unknown'; readonly missing: readonly string[] }
);

type MarketWorth = {
  readonly condition: ConditionId;
  readonly tokens: readonly (readonly [TokenId, UsdcMicros])[];
  readonly gain: UsdcMicros;
};

const heldOf = (lots: readonly Lot[], outcome: Outcome): ShareMicros =>
  lots
    .filter((lot) => lot.outcome === outcome)
    .reduce((total, lot) => plus(total, lot.shares), ZERO_SHARES);

const valued = (
  { universe, ...known }: EquityInput,
  condition: ConditionId,
  lots: readonly Lot[],
): Result<MarketWorth, string> => {
  const market = universe.kind === 'known' ? universe.value.markets.get(condition) : undefined;
  if (market === undefined) return err(`${condition}: no metadata`);
  const held = { YES: heldOf(lots, 'YES'), NO: heldOf(lots, 'NO') };
  const value = marketValue(market, held, known);
  if (!value.ok) return err(`${condition}: ${value.error}`);
  const tokens = new Map(lots.map((lot) => [lot.token, value.value[lot.outcome]]));
  const cost = sum(
    ZERO_USDC,
    lots.map((lot) => lot.cost),
  );
  const gain = minus(sum(ZERO_USDC, [...tokens.values()]), cost);
  return ok({ condition, tokens: [...tokens], gain });
};

// A token's value belongs to its lots in proportion to their shares.
const unrealizedBy = (
  { lots }: LedgerState,
  values: ReadonlyMap<TokenId, UsdcMicros>,
): Readonly<Record<Strategy, UsdcMicros>> => {
  const gains = [...values].flatMap(([token, value]) =>
    allocate(value, lotsOfToken(lots, token), (lot) => lot.shares).map(({ item, amount }) => ({
      strategy: item.strategy,
      gain: minus(amount, item.cost),
    })),
  );
  const gainOf = (strategy: Strategy): UsdcMicros =>
    sum(
      ZERO_USDC,
      gains.filter((one) => one.strategy === strategy).map((one) => one.gain),
    );
  return { ICC: gainOf('ICC'), Protect: gainOf('Protect'), MM: gainOf('MM'), FF: gainOf('FF') };
};

/** Computes equity: cash plus what every position could be sold for now. */
export const computeEquity = (input: EquityInput): MarkedEquity => {
  const { ledger } = input;
  const markets = [...Map.groupBy(ledger.lots.values(), (lot) => lot.condition)].map(
    ([condition, lots]) => valued(input, condition, lots),
  );
  const missing = markets.flatMap((one) => (one.ok ? [] : [one.error]));
  const worths = markets.flatMap((one) => (one.ok ? [one.value] : []));
  const unrealizedIn = new Map(worths.map(({ condition, gain }) => [condition, gain]));
  if (missing.length > 0) return { kind: 'unknown', missing, unrealizedIn };
  const values = new Map(worths.flatMap(({ tokens }) => tokens));
  const worth = sum(ZERO_USDC, [...values.values()]);
  return {
    kind: 'known',
    equity: plus(ledger.cash, worth),
    unrealized: minus(worth, costOf(ledger)),
    unrealizedBy: unrealizedBy(ledger, values),
    unrealizedIn,
  };
};
