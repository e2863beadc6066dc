// The laws that hold after every entry, checked against a count that knows nothing of lots.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faceValue, notional } from '../../lib/units/money.ts';
import { isNegative, isPositive, minus, negate, plus, sum } from '../../lib/units/quantity.ts';
import { ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { STRATEGIES } from '../../lib/domain/order.ts';
import { fillKey } from '../../lib/domain/fill.ts';
import { anyRedeemedHistory, lived } from './histories.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { LedgerState, Lot } from '../../lib/domain/ledger-state.ts';
import type { ShareMicros, UsdcMicros } from '../../lib/units/quantity.ts';

const RUNS = { numRuns: 10_000 };

const total = (amounts: readonly UsdcMicros[]): UsdcMicros => sum(ZERO_USDC, amounts);

const isFailed = (entries: readonly LedgerEntry[], fill: LedgerEntry): boolean =>
  fill.kind === 'fill' &&
  entries.some(
    (entry) =>
      entry.kind === 'transition' && entry.status === 'FAILED' && fillKey(entry) === fillKey(fill),
  );

const cashOf = (entry: LedgerEntry): UsdcMicros => {
  switch (entry.kind) {
    case 'fill': {
      const { size, price, fee } = entry;
      const moved =
        entry.side === 'BUY' ? negate(notional(size, price, 'up')) : notional(size, price, 'down');
      return minus(moved, fee);
    }
    case 'merge':
      return faceValue(entry.size);
    case 'split':
      return negate(faceValue(entry.size));
    case 'redemption':
      return entry.payout;
    case 'reward':
    case 'rebate':
    case 'yield':
    case 'deposit':
      return entry.amount;
    case 'withdrawal':
      return negate(entry.amount);
    case 'correction':
      return entry.cash;
    case 'opening':
    case 'failed-fill':
    case 'transition':
      return ZERO_USDC;
  }
};

const sharesOf = (entry: LedgerEntry, token: string): ShareMicros => {
  if (entry.kind === 'fill' && entry.token === token)
    return entry.side === 'BUY' ? entry.size : negate(entry.size);
  if (entry.kind === 'merge' && (entry.yes === token || entry.no === token))
    return negate(entry.size);
  if (entry.kind === 'split' && (entry.yes === token || entry.no === token)) return entry.size;
  if (entry.kind === 'redemption' && entry.token === token) return negate(entry.size);
  if (entry.kind !== 'correction' || entry.shares.kind === 'none') return ZERO_SHARES;
  return entry.shares.token === token ? entry.shares.size : ZERO_SHARES;
};

const feesOf = (entry: LedgerEntry): UsdcMicros => (entry.kind === 'fill' ? entry.fee : ZERO_USDC);

const TOKENS = ['rain-YES', 'rain-NO', 'snow-YES', 'snow-NO'];

const lotsOf = (state: LedgerState, token: string) =>
  [...state.lots.values()].filter((lot) => lot.token === token);

describe('after any history', () => {
  it('cash, shares and fees are what every event that stands has moved', () => {
    fc.assert(
      fc.property(anyRedeemedHistory, (steps) => {
        const { state, entries } = lived(steps);
        fc.pre(entries.length > 0);
        const standing = entries.filter((entry) => !isFailed(entries, entry));
        const fees = STRATEGIES.map((strategy) => state.totals[strategy].fees);
        expect(state.cash).toBe(plus(usdc('1000'), total(standing.map(cashOf))));
        expect(total(fees)).toBe(total(standing.map(feesOf)));
        for (const token of TOKENS) {
          const held = lotsOf(state, token).map((lot) => lot.shares);
          const moved = standing.map((entry) => sharesOf(entry, token));
          expect(sum(ZERO_SHARES, held)).toBe(sum(ZERO_SHARES, moved));
        }
      }),
      RUNS,
    );
  });

  it('value is conserved to the micro', () => {
    fc.assert(
      fc.property(anyRedeemedHistory, (steps) => {
        const { state, entries } = lived(steps);
        fc.pre(entries.length > 0);
        const { reward, rebate, yield: yielded } = state.income;
        const realized = STRATEGIES.map((strategy) => state.totals[strategy].realized);
        const fees = STRATEGIES.map((strategy) => state.totals[strategy].fees);
        const cost = total([...state.lots.values()].map((lot) => lot.cost));
        const earned = minus(total([...realized, reward, rebate, yielded]), total(fees));
        expect(state.cash).toBe(minus(plus(state.flows, earned), cost));
      }),
      RUNS,
    );
  });

  it('lots are in order, not empty, within their face value and never against each other', () => {
    const isSound = ({ shares, cost }: Lot): boolean => {
      const face = faceValue(shares);
      return isPositive(shares)
        ? cost >= ZERO_USDC && cost <= face
        : isNegative(shares) && cost <= ZERO_USDC && cost >= face;
    };
    fc.assert(
      fc.property(anyRedeemedHistory, (steps) => {
        const { lots } = lived(steps).state;
        const keys = [...lots.keys()];
        expect(keys).toEqual(keys.toSorted());
        expect([...lots.values()].filter((lot) => !isSound(lot))).toEqual([]);
        const signs = [...lots.values()].map((lot) => `${lot.token} ${isPositive(lot.shares)}`);
        const tokens = [...lots.values()].map((lot) => lot.token);
        expect(new Set(signs).size).toBe(new Set(tokens).size);
      }),
      RUNS,
    );
  });

  it('wins and losses have amounts exactly when there are any', () => {
    fc.assert(
      fc.property(anyRedeemedHistory, (steps) => {
        const totals = Object.values(lived(steps).state.totals);
        const isOdd = (count: number, amount: UsdcMicros): boolean =>
          count < 0 || isNegative(amount) || isPositive(amount) !== count > 0;
        const odd = totals.filter(
          ({ wins, losses, won, lost }) => isOdd(wins, won) || isOdd(losses, lost),
        );
        expect(odd).toEqual([]);
      }),
      RUNS,
    );
  });
});
