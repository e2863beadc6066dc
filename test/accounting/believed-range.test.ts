// How far the venue's balances may be from the books while trades are on their way.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { shareMicros, ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { after, fill, MARKETS, opened } from './scenario.ts';
import { balances, compared, kinds, NOW } from './venue-view.ts';

const [rain] = MARKETS;

// 20 confirmed at 0.5, then 10 bought at 0.4 and 6 sold at 0.6 in trades on their way.
const BUSY = after(
  opened(),
  fill({ trade: 'a', size: '20', price: '0.5' }),
  fill({ trade: 'b', size: '10', price: '0.4', status: 'MATCHED' }),
  fill({ trade: 'c', size: '6', price: '0.6', side: 'SELL', status: 'RETRYING' }),
);

describe('cash', () => {
  it.each([
    ['985.999999', 'differs'],
    ['986', 'matches'],
    ['989.6', 'matches'],
    ['993.6', 'matches'],
    ['993.600001', 'differs'],
  ])('of $%s %s while $4 are on their way out and $3.60 in', (cash, kind) => {
    expect(kinds(compared({ ledger: BUSY, balances: balances(cash) }))['cash']).toBe(kind);
  });

  it('says what it has and what it was believed to have', () => {
    expect(compared({ ledger: BUSY, balances: balances('1') })).toContainEqual({
      scope: { kind: 'cash' },
      kind: 'differs',
      detail: 'venue has $1, believed $986 to $993.6',
    });
  });

  it.each([
    ['999.98', 'matches'],
    ['999.979999', 'differs'],
    ['1000.02', 'matches'],
    ['1000.020001', 'differs'],
  ])('of $%s %s with a tolerance of two cents', (cash, kind) => {
    const tolerance = { cash: usdc('0.02'), shares: ZERO_SHARES };
    expect(kinds(compared({ tolerance, balances: balances(cash) }))['cash']).toBe(kind);
  });
});

describe('shares', () => {
  it.each([
    ['13.999999', 'differs'],
    ['14', 'matches'],
    ['24', 'matches'],
    ['30', 'matches'],
    ['30.000001', 'differs'],
  ])('of %s %s while 10 are on their way in and 6 out', (size, kind) => {
    const view = { ledger: BUSY, balances: balances('990', { 'rain-YES': size }) };
    expect(kinds(compared(view))).toEqual({ cash: 'matches', rain: kind });
  });

  it('say what the venue has and what it was believed to have', () => {
    const verdicts = compared({ ledger: BUSY, balances: balances('990', { 'rain-YES': '1' }) });
    expect(verdicts.at(-1)?.detail).toBe('venue has 1 of rain-YES, believed 14 to 30');
  });

  it('that nobody believed in differ', () => {
    expect(kinds(compared({ balances: balances('1000', { 'rain-NO': '3' }) }))).toEqual({
      cash: 'matches',
      rain: 'differs',
    });
  });

  it('that were sold in a trade on its way may be there still', () => {
    const sale = fill({ trade: 'b', side: 'SELL', status: 'MATCHED' });
    const ledger = after(opened(), fill({ trade: 'a' }), sale);
    for (const [size, kind] of [
      ['0', 'matches'],
      ['10', 'matches'],
      ['11', 'differs'],
    ] as const)
      expect(kinds(compared({ ledger, balances: balances('995', { 'rain-YES': size }) }))).toEqual({
        cash: 'matches',
        rain: kind,
      });
  });

  it('of a token outside the known markets are nobody’s verdict', () => {
    expect(kinds(compared({ balances: balances('1000', { other: '3' }) }))).toEqual({
      cash: 'matches',
    });
  });

  it('of whatever size match between what is and what is to come, and nowhere else', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 50_000_000n),
        fc.bigInt(1n, 50_000_000n),
        fc.bigInt(-100_000_000n, 100_000_000n),
        (bought, sold, offset) => {
          const size = shareMicros(bought);
          const ledger = after(
            opened(),
            { ...fill({ status: 'MATCHED' }), size },
            {
              ...fill({ trade: 'b', side: 'SELL', status: 'MATCHED' }),
              size: shareMicros(sold),
            },
          );
          const view = {
            cash: ledger.cash,
            shares: new Map([[rain.yes, shareMicros(offset)]]),
          };
          const verdict = kinds(compared({ ledger, balances: known(view, NOW) }))['rain'];
          expect(verdict).toBe(offset >= -sold && offset <= bought ? 'matches' : 'differs');
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
