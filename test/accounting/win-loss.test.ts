// A lot wins or loses when it returns to zero.

import { describe, expect, it } from 'vitest';
import { after, afterEvent, fill, MARKETS, opened } from './scenario.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { shares } from '../../lib/units/shares.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';

const [rain] = MARKETS;
const decided = ({ totals }: LedgerState): string => {
  const { wins, losses, won, lost } = totals.MM;
  return `${String(wins)}W ${formatUsdc(won)} / ${String(losses)}L ${formatUsdc(lost)}`;
};

const bought = (fee = '0'): LedgerState => after(opened(), fill({ trade: 'buy', fee }));
const sale = { trade: 'sale', side: 'SELL' } as const;

describe('a lot', () => {
  it.each([
    ['one micro more than it paid', '0.500001', '0', '1W 0.00001 / 0L 0'],
    ['what it paid', '0.5', '0', '0W 0 / 0L 0'],
    ['one micro less than it paid', '0.499999', '0', '0W 0 / 1L 0.00001'],
    ['more than it paid, but less than fees', '0.51', '0.06', '0W 0 / 1L 0.02'],
    ['exactly its fees', '0.51', '0.05', '0W 0 / 0L 0'],
  ])('that brought %s counts as that', (...[, price, fee, expected]) => {
    expect(decided(after(bought(fee), fill({ ...sale, price, fee })))).toBe(expected);
  });

  it('is not decided while it holds shares', () => {
    expect(decided(after(bought(), fill({ ...sale, price: '0.9', size: '9.99' })))).toBe(
      '0W 0 / 0L 0',
    );
  });

  it('is decided by all that it brought since it last stood at zero', () => {
    const part = after(bought(), fill({ trade: 'b', side: 'SELL', price: '0.9', size: '5' }));
    const state = after(part, fill({ trade: 'c', side: 'SELL', price: '0.2', size: '5' }));
    expect(decided(state)).toBe('1W 0.5 / 0L 0');
  });

  it('starts anew after it stood at zero', () => {
    const closed = after(bought(), fill({ ...sale, price: '0.9' }));
    const reopened = after(closed, fill({ trade: 'c' }));
    const state = after(reopened, fill({ trade: 'd', side: 'SELL', price: '0.4' }));
    expect(decided(state)).toBe('1W 4 / 1L 1');
  });

  it('is decided by its redemption', () => {
    const state = afterEvent(bought(), {
      kind: 'redemption',
      condition: rain.condition,
      token: rain.yes,
      outcome: 'YES',
      size: shares('10'),
      payout: usdc('0'),
      strategy: 'ICC',
    });
    expect(decided(state)).toBe('0W 0 / 1L 5');
  });

  it('is undecided again when the fill that closed it fails', () => {
    const closing = fill({ ...sale, price: '0.9', status: 'MATCHED' });
    const closed = after(bought(), closing);
    expect(decided(closed)).toBe('1W 4 / 0L 0');
    expect(decided(after(closed, { ...closing, status: 'FAILED' }))).toBe('0W 0 / 0L 0');
  });
});
