// Income, flows and an operator's corrections.

import { describe, expect, it } from 'vitest';
import { realizedOf } from '../../lib/accounting/pnl.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { after, afterEvent, fill, MARKETS, opened } from './scenario.ts';
import type { CorrectedShares, LedgerEvent } from '../../lib/domain/ledger-entry.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { Strategy } from '../../lib/domain/order.ts';

const [rain] = MARKETS;

const correction = (cash: string, corrected: CorrectedShares = { kind: 'none' }): LedgerEvent => ({
  kind: 'correction',
  cash: usdc(cash),
  shares: corrected,
  note: 'the venue shows it',
});

const adjusted = (size: string, cost: string, strategy: Strategy = 'MM'): CorrectedShares => ({
  kind: 'adjusted',
  condition: rain.condition,
  token: tokenId('rain-YES'),
  outcome: 'YES',
  strategy,
  size: shares(size),
  cost: usdc(cost),
});

const figures = (state: LedgerState): Record<string, string> => ({
  cash: formatUsdc(state.cash),
  flows: formatUsdc(state.flows),
  realized: formatUsdc(realizedOf(state)),
});

const lots = (state: LedgerState): readonly string[] =>
  [...state.lots].map(
    ([key, lot]) => `${key} ${formatShares(lot.shares)} for ${formatUsdc(lot.cost)}`,
  );

describe('income', () => {
  it.each(['reward', 'rebate', 'yield'] as const)(
    'from a %s is realized on a line of its own and belongs to no strategy',
    (kind) => {
      const state = afterEvent(opened(), { kind, amount: usdc('1.25') });
      expect(figures(state)).toEqual({ cash: '1001.25', flows: '1000', realized: '1.25' });
      expect(formatUsdc(state.income[kind])).toBe('1.25');
      expect(Object.values(state.totals)).toEqual(Object.values(opened().totals));
    },
  );
});

describe('a flow', () => {
  it.each([
    ['deposit', '1100'],
    ['withdrawal', '900'],
  ] as const)('by %s is no profit', (kind, cash) => {
    const state = afterEvent(opened(), { kind, amount: usdc('100') });
    expect(figures(state)).toEqual({ cash, flows: cash, realized: '0' });
  });
});

describe('a correction', () => {
  const held = after(opened(), fill({ price: '0.5' }));

  it('of cash is a flow', () => {
    const state = afterEvent(opened(), correction('-0.000003'));
    expect(figures(state)).toEqual({ cash: '999.999997', flows: '999.999997', realized: '0' });
  });

  it('of shares changes the lot, and flows by the cost', () => {
    const state = afterEvent(held, correction('0', adjusted('2', '1.5')));
    expect(lots(state)).toEqual(['MM|rain-YES 12 for 6.5']);
    expect(figures(state)).toEqual({ cash: '995', flows: '1001.5', realized: '0' });
  });

  it('that takes the last share takes all of the cost with it, and realizes nothing', () => {
    const state = afterEvent(held, correction('0', adjusted('-10', '-4')));
    expect(lots(state)).toEqual([]);
    expect(figures(state)).toEqual({ cash: '995', flows: '995', realized: '0' });
    expect(state.totals.MM.losses).toBe(0);
  });

  it('cannot leave a cost beyond the face value', () => {
    const state = afterEvent(held, correction('0', adjusted('-8', '-1')));
    expect(lots(state)).toEqual(['MM|rain-YES 2 for 2']);
    expect(figures(state)).toEqual({ cash: '995', flows: '997', realized: '0' });
  });

  it('turns what was received for shares that never were into a flow', () => {
    const short = after(opened(), fill({ side: 'SELL', price: '0.9' }));
    const state = afterEvent(short, correction('0', adjusted('10', '0')));
    expect(lots(state)).toEqual([]);
    expect(figures(state)).toEqual({ cash: '1009', flows: '1009', realized: '0' });
  });

  it('lets the shares of one strategy fill the short lot of another', () => {
    const short = after(opened(), fill({ side: 'SELL', price: '0.9' }));
    const state = afterEvent(short, correction('0', adjusted('15', '6', 'FF')));
    expect(lots(state)).toEqual(['FF|rain-YES 5 for 2']);
  });
});
