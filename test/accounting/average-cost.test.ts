// Average cost, one strategy and several.

import { describe, expect, it } from 'vitest';
import { formatShares } from '../../lib/units/shares.ts';
import { formatUsdc } from '../../lib/units/usdc.ts';
import { realizedOf } from '../../lib/accounting/pnl.ts';
import { after, fill, opened } from './scenario.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';

const lotText = (state: LedgerState, key: string): string => {
  const lot = state.lots.get(key);
  return lot === undefined ? 'none' : `${formatShares(lot.shares)} for ${formatUsdc(lot.cost)}`;
};

const realizedText = (state: LedgerState): string => formatUsdc(realizedOf(state));

type Terms = readonly [trade: string, price: string, size: string];

const bought = (state: LedgerState, ...[trade, price, size]: Terms): LedgerState =>
  after(state, fill({ trade, price, size }));

const sold = (state: LedgerState, ...[trade, price, size]: Terms): LedgerState =>
  after(state, fill({ trade, price, size, side: 'SELL' }));

describe('a lot', () => {
  it('costs what was paid for it', () => {
    const state = bought(bought(opened(), 'a', '0.4', '10'), 'b', '0.6', '30');
    expect(lotText(state, 'MM|rain-YES')).toBe('40 for 22');
    expect(formatUsdc(state.cash)).toBe('978');
  });

  it('gives up cost in proportion to the shares sold and realizes the rest of the proceeds', () => {
    const held = bought(bought(opened(), 'a', '0.4', '10'), 'b', '0.6', '30');
    const state = sold(held, 'c', '0.7', '10');
    expect(lotText(state, 'MM|rain-YES')).toBe('30 for 16.5');
    expect(realizedText(state)).toBe('1.5');
  });

  it('gives up all of its cost with its last share', () => {
    const held = bought(opened(), 'a', '0.333333', '3');
    const state = sold(sold(held, 'b', '0.3', '1'), 'c', '0.3', '2');
    expect(lotText(state, 'MM|rain-YES')).toBe('none');
    expect(realizedText(state)).toBe('-0.099999');
  });

  it('rounds what is paid up, what is received down and the cost that leaves up', () => {
    const held = bought(opened(), 'a', '0.000001', '0.5');
    expect(lotText(held, 'MM|rain-YES')).toBe('0.5 for 0.000001');
    const state = sold(held, 'b', '0.000001', '0.25');
    expect(lotText(state, 'MM|rain-YES')).toBe('0.25 for 0');
    expect(realizedText(state)).toBe('-0.000001');
  });

  it('keeps fees out of cost and out of realized', () => {
    const held = after(opened(), fill({ trade: 'a', price: '0.5', fee: '0.25' }));
    const state = after(held, fill({ trade: 'b', price: '0.6', fee: '0.24', side: 'SELL' }));
    expect(lotText(held, 'MM|rain-YES')).toBe('10 for 5');
    expect(realizedText(state)).toBe('1');
    expect(formatUsdc(state.totals.MM.fees)).toBe('0.49');
    expect(formatUsdc(state.cash)).toBe('1000.51');
  });
});

describe('lots of several strategies', () => {
  const both = after(
    opened(),
    fill({ trade: 'a', strategy: 'MM', price: '0.4' }),
    fill({ trade: 'b', strategy: 'FF', price: '0.6' }),
  );

  it('are kept apart by strategy and token', () => {
    const state = after(both, fill({ trade: 'c', outcome: 'NO', price: '0.3' }));
    expect([...state.lots.keys()]).toEqual(['FF|rain-YES', 'MM|rain-NO', 'MM|rain-YES']);
  });

  it('realize on the seller when the seller has the shares', () => {
    const state = after(both, fill({ trade: 'c', strategy: 'FF', price: '0.7', side: 'SELL' }));
    expect(formatUsdc(state.totals.FF.realized)).toBe('1');
    expect(formatUsdc(state.totals.MM.realized)).toBe('0');
  });

  it.each(['ICC', 'Protect'] as const)(
    'realize on their owner, with its part of the fee, when %s sells',
    (strategy) => {
      const sale = { trade: 'c', strategy, price: '0.7', side: 'SELL', size: '15' } as const;
      const state = after(both, fill({ ...sale, fee: '0.3' }));
      expect(formatUsdc(state.totals.MM.realized)).toBe('3');
      expect(formatUsdc(state.totals.FF.realized)).toBe('0.5');
      expect(formatUsdc(state.totals.MM.fees)).toBe('0.2');
      expect(formatUsdc(state.totals.FF.fees)).toBe('0.1');
      expect(formatUsdc(state.totals[strategy].realized)).toBe('0');
      expect(lotText(state, 'FF|rain-YES')).toBe('5 for 3');
    },
  );

  it('leave a hedge that Protect buys to Protect', () => {
    const state = after(both, fill({ trade: 'c', strategy: 'Protect', outcome: 'NO' }));
    expect(lotText(state, 'Protect|rain-NO')).toBe('10 for 5');
  });
});

describe('shares that were never there', () => {
  it('bring no profit: what was received is owed', () => {
    const state = sold(opened(), 'a', '0.9', '10');
    expect(lotText(state, 'MM|rain-YES')).toBe('-10 for -9');
    expect(realizedText(state)).toBe('0');
  });

  it('bring no profit beyond that of the shares that were', () => {
    const state = sold(bought(opened(), 'a', '0.5', '10'), 'b', '0.9', '25');
    expect(lotText(state, 'MM|rain-YES')).toBe('-15 for -13.5');
    expect(realizedText(state)).toBe('4');
  });

  it('are covered by the next that are bought, by whichever strategy', () => {
    const short = sold(opened(), 'a', '0.9', '10');
    const state = after(short, fill({ trade: 'b', strategy: 'FF', price: '0.8', size: '15' }));
    expect(lotText(state, 'MM|rain-YES')).toBe('none');
    expect(lotText(state, 'FF|rain-YES')).toBe('5 for 4');
    expect(formatUsdc(state.totals.MM.realized)).toBe('1');
  });

  it('are taken from the other strategies before a lot goes short', () => {
    const held = after(opened(), fill({ trade: 'a', strategy: 'FF', price: '0.5' }));
    const state = after(held, fill({ trade: 'b', strategy: 'MM', side: 'SELL', size: '12' }));
    expect([...state.lots.keys()]).toEqual(['MM|rain-YES']);
    expect(lotText(state, 'MM|rain-YES')).toBe('-2 for -1');
  });
});
