// At which price a complete set is divided into its two sides.

import { describe, expect, it } from 'vitest';
import { setPrice } from '../../lib/accounting/set-price.ts';
import { otherOutcome, tokenOf } from '../../lib/domain/market.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { after, afterEvent, fairAt, fill, MARKETS, opened } from './scenario.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { Outcome } from '../../lib/domain/market.ts';

const [rain] = MARKETS;

const priced = (state: LedgerState): string => formatPrice(setPrice(state, rain, undefined));

const bought = (outcome: Outcome, price: string, size = '10'): LedgerState =>
  after(opened(), fill({ outcome, price, size }));

const both = (yes: string, no: string): LedgerState =>
  after(bought('YES', yes), fill({ trade: 'n', outcome: 'NO', price: no, size: '30' }));

// Shares that an operator booked at no cost.
const withFree = (state: LedgerState, outcome: Outcome): LedgerState =>
  afterEvent(state, {
    kind: 'correction',
    cash: usdc('0'),
    note: 'found',
    shares: {
      kind: 'adjusted',
      condition: rain.condition,
      token: tokenOf(rain, outcome),
      outcome,
      strategy: 'ICC',
      size: shares('10'),
      cost: usdc('0'),
    },
  });

describe('the price of a set', () => {
  it('is the fair price', () => {
    expect(formatPrice(setPrice(both('0.6', '0.2'), rain, fairAt('0.55')))).toBe('0.55');
  });

  it('is that of the average costs where the fair price is not valid', () => {
    const invalid = { kind: 'invalid', cause: 'thin' } as const;
    expect(formatPrice(setPrice(both('0.6', '0.2'), rain, invalid))).toBe('0.75');
  });

  it('is that of the average costs, whatever the sizes', () => {
    expect(priced(both('0.6', '0.2'))).toBe('0.75');
    expect(priced(both('0.3', '0.1'))).toBe('0.75');
  });

  it.each<[Outcome, string]>([
    ['YES', '0.000001'],
    ['NO', '0.999999'],
  ])('is at the end of the scale when %s cost nothing', (outcome, expected) => {
    expect(priced(withFree(bought(otherOutcome(outcome), '0.1'), outcome))).toBe(expected);
  });

  it.each<[string, LedgerState]>([
    ['nothing is held', opened()],
    ['only YES is held', bought('YES', '0.9')],
    ['only NO is held', bought('NO', '0.9')],
    ['all that is held cost nothing', withFree(withFree(opened(), 'YES'), 'NO')],
  ])('is half a dollar when %s', (_what, state) => {
    expect(priced(state)).toBe('0.5');
  });
});
