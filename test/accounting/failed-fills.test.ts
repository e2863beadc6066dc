// A fill whose trade fails is taken back.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postFills } from '../../lib/accounting/post-fills.ts';
import { realizedOf } from '../../lib/accounting/pnl.ts';
import { orderId, tradeId } from '../../lib/units/ids.ts';
import { sum } from '../../lib/units/quantity.ts';
import { formatShares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { formatUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyFill, anyPart, lived } from './histories.ts';
import { after, bytesOf, fill, moneyOf, opened, secondsLater, strategyOf } from './scenario.ts';
import type { Fill, TradeStatus } from '../../lib/domain/fill.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { Step } from './histories.ts';

const RUNS = { numRuns: 10_000 };
const PENDING = ['MATCHED', 'MINED', 'RETRYING'] as const;

const doomed = fc
  .record({ fill: anyFill, status: fc.constantFrom(...PENDING) })
  .map(({ fill: one, status }): Fill => {
    const trade = tradeId('doomed');
    return { ...one, trade, order: orderId(one.order), status, matchedAt: secondsLater(1) };
  });

const seen = (state: LedgerState, one: Fill, status: TradeStatus): LedgerState =>
  postFills(state, [{ ...one, status }], strategyOf).state;

const failed = (state: LedgerState, one: Fill): LedgerState => seen(state, one, 'FAILED');

const money = (state: LedgerState): string => bytesOf(moneyOf(state));

const onlyOn = (name: string, steps: readonly Step[]): readonly Step[] =>
  steps.filter((step) => step.kind === 'fill' && step.fill.condition === name);

const onlyBuys = (steps: readonly Step[]): readonly Step[] =>
  steps.filter((step) => step.kind === 'fill' && step.fill.side === 'BUY');

const sharesOf = (state: LedgerState, token: string): string => {
  const lots = [...state.lots.values()].filter((lot) => lot.token === token);
  return formatShares(
    sum(
      ZERO_SHARES,
      lots.map((lot) => lot.shares),
    ),
  );
};

const feesOf = (state: LedgerState): string =>
  formatUsdc(
    sum(
      ZERO_USDC,
      Object.values(state.totals).map((totals) => totals.fees),
    ),
  );

describe('a failed fill', () => {
  it('leaves the books exactly as if it had never been', () => {
    fc.assert(
      fc.property(anyPart('before'), doomed, (before, one) => {
        const { state } = lived(before);
        expect(money(failed(seen(state, one, one.status), one))).toBe(money(state));
      }),
      RUNS,
    );
  });

  it('leaves them so whatever happened to its own trade in between', () => {
    fc.assert(
      fc.property(
        anyPart('before'),
        doomed,
        fc.array(fc.constantFrom(...PENDING), { maxLength: 5 }),
        (before, one, statuses) => {
          const { state } = lived(before);
          const followed = [one.status, ...statuses].reduce(
            (books, status) => seen(books, one, status),
            state,
          );
          expect(money(failed(followed, one))).toBe(money(state));
        },
      ),
      RUNS,
    );
  });

  it('leaves them so after any fills of other markets', () => {
    fc.assert(
      fc.property(anyPart('before'), doomed, anyPart('between'), (before, one, between) => {
        const { state } = lived(before);
        const others = onlyOn(one.condition === 'rain' ? 'snow' : 'rain', between);
        const without = lived(others, state).state;
        const withIt = lived(others, seen(state, one, one.status)).state;
        expect(money(failed(withIt, one))).toBe(money(without));
      }),
      RUNS,
    );
  });

  it('leaves them so after any other purchases of the same shares', () => {
    fc.assert(
      fc.property(doomed, anyPart('between'), (one, between) => {
        const bought: Fill = { ...one, side: 'BUY' };
        const others = onlyBuys(between);
        const without = lived(others).state;
        const withIt = lived(others, seen(opened(), bought, bought.status)).state;
        expect(money(failed(withIt, bought))).toBe(money(without));
      }),
      RUNS,
    );
  });

  it('leaves cash, shares and fees so whatever happened in between', () => {
    fc.assert(
      fc.property(anyPart('before'), doomed, anyPart('between'), (before, one, between) => {
        const { state } = lived(before);
        const without = lived(between, state).state;
        const withIt = failed(lived(between, seen(state, one, one.status)).state, one);
        expect(formatUsdc(withIt.cash)).toBe(formatUsdc(without.cash));
        expect(sharesOf(withIt, one.token)).toBe(sharesOf(without, one.token));
        expect(feesOf(withIt)).toBe(feesOf(without));
      }),
      RUNS,
    );
  });

  it('has its loss or gain realized when its shares were sold at a blended cost', () => {
    const doomedBuy = fill({ trade: 'b', price: '0.9', status: 'MATCHED' });
    const held = after(opened(), fill({ trade: 'a', price: '0.5' }), doomedBuy);
    const sold = after(held, fill({ trade: 'c', price: '0.8', side: 'SELL' }));
    expect(formatUsdc(sold.totals.MM.realized)).toBe('1');
    const state = after(sold, { ...doomedBuy, status: 'FAILED' });
    expect(state.lots.size).toBe(0);
    expect(formatUsdc(state.totals.MM.realized)).toBe('3');
    expect(formatUsdc(state.totals.MM.won)).toBe('3');
  });

  it('never leaves a lot that costs more than its shares could pay', () => {
    const doomedBuy = fill({ trade: 'b', price: '0.1', size: '100', status: 'MATCHED' });
    const held = after(opened(), fill({ trade: 'a', price: '0.9' }), doomedBuy);
    const sold = after(held, fill({ trade: 'c', price: '0.9', size: '9', side: 'SELL' }));
    const lot = after(sold, { ...doomedBuy, status: 'FAILED' }).lots.get('MM|rain-YES');
    expect(lot?.shares).toBe(fill({ size: '1' }).size);
    expect(lot?.cost).toBe(usdc('1'));
  });

  it('takes back what another strategy holds when its own shares were sold meanwhile', () => {
    const doomedBuy = fill({ trade: 'b', strategy: 'MM', price: '0.5', status: 'MATCHED' });
    const held = after(opened(), fill({ trade: 'a', strategy: 'FF', price: '0.6' }), doomedBuy);
    const sold = after(held, fill({ trade: 'c', strategy: 'MM', price: '0.7', side: 'SELL' }));
    const state = after(sold, { ...doomedBuy, status: 'FAILED' });
    expect(state.lots.size).toBe(0);
    expect(formatUsdc(realizedOf(state))).toBe('1');
  });

  it('takes it back from the strategies in the order in which they act', () => {
    const doomedBuy = fill({ trade: 'c', strategy: 'MM', status: 'MATCHED' });
    const held = after(
      opened(),
      fill({ trade: 'a', strategy: 'FF' }),
      fill({ trade: 'b', strategy: 'ICC' }),
      doomedBuy,
    );
    const sold = after(held, fill({ trade: 'd', strategy: 'MM', side: 'SELL' }));
    const state = after(sold, { ...doomedBuy, status: 'FAILED' });
    expect([...state.lots.keys()]).toEqual(['FF|rain-YES']);
  });

  it('takes back only as much of it as was sold', () => {
    const doomedBuy = fill({ trade: 'b', strategy: 'MM', price: '0.5', status: 'MATCHED' });
    const held = after(opened(), fill({ trade: 'a', strategy: 'FF', price: '0.6' }), doomedBuy);
    const sale = fill({ trade: 'c', strategy: 'MM', price: '0.7', size: '4', side: 'SELL' });
    const state = after(after(held, sale), { ...doomedBuy, status: 'FAILED' });
    expect([...state.lots.keys()]).toEqual(['FF|rain-YES']);
    expect(sharesOf(state, 'rain-YES')).toBe('6');
  });
});
