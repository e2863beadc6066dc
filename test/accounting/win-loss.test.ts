// A lot wins or loses when less of it is left than an order can sell.

import { describe, expect, it } from 'vitest';
import { after, afterEvent, fill, MARKETS, moneyOf, opened } from './scenario.ts';
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

describe('a rest of a lot', () => {
  const sold = (size: string, state = bought()): LedgerState =>
    after(state, fill({ trade: `sale-${size}`, side: 'SELL', price: '0.9', size }));

  it.each([
    ['9.989999', '0W 0 / 0L 0'],
    ['9.99', '0W 0 / 0L 0'],
    ['9.990001', '1W 3.995999 / 0L 0'],
  ])('is all there is after a sale of %s of 10: %s', (size, expected) => {
    expect(decided(sold(size))).toBe(expected);
  });

  it('below an order’s lot keeps its cost, and nothing of the result', () => {
    const [rest] = sold('9.993').lots.values();
    expect(rest).toMatchObject({ shares: shares('0.007'), openNet: usdc('0') });
    expect(rest?.cost).toBe(usdc('0.0035'));
  });

  it('decides nothing again, whatever becomes of it', () => {
    const over = sold('9.993');
    const shrunk = sold('0.003', over);
    const gone = sold('0.004', shrunk);
    expect([decided(shrunk), decided(gone)]).toEqual([decided(over), decided(over)]);
    expect(gone.lots.size).toBe(0);
    expect(formatUsdc(gone.totals.MM.realized)).toBe('4');
  });

  it('that was bought as such is no trade to decide', () => {
    const dust = after(opened(), fill({ trade: 'dust', size: '0.009999' }));
    expect(decided(sold('0.009999', dust))).toBe('0W 0 / 0L 0');
  });

  it('joins the next trade, which is decided by itself', () => {
    const again = after(sold('9.993'), fill({ trade: 'again', size: '10' }));
    expect(decided(again)).toBe('1W 3.9972 / 0L 0');
    const lost = after(again, fill({ ...sale, price: '0.4', size: '10' }));
    expect(decided(lost)).toBe('1W 3.9972 / 1L 1');
  });

  it('is undecided again when the fill that left it fails', () => {
    const closing = fill({ ...sale, price: '0.9', size: '9.993', status: 'MATCHED' });
    const over = after(bought(), closing);
    expect(decided(over)).toBe('1W 3.9972 / 0L 0');
    const back = after(over, { ...closing, status: 'FAILED' });
    expect(decided(back)).toBe('0W 0 / 0L 0');
    expect(moneyOf(back)).toEqual(moneyOf(bought()));
  });

  it('that a failed purchase leaves is not decided by it', () => {
    const dust = after(opened(), fill({ trade: 'dust', size: '0.004', fee: '0.01' }));
    const buying = fill({ trade: 'more', status: 'MATCHED' });
    const failed = after(dust, buying, { ...buying, status: 'FAILED' });
    expect(decided(failed)).toBe('0W 0 / 0L 0');
    expect(moneyOf(failed)).toEqual(moneyOf(dust));
  });
});
