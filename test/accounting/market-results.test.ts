// Results by market are the results of the books, divided.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { marketResults } from '../../lib/accounting/market-results.ts';
import { feesOf, realizedOf } from '../../lib/accounting/pnl.ts';
import { minus, plus, sum } from '../../lib/units/quantity.ts';
import { formatUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyHistory, lived } from './histories.ts';
import { fill, MARKETS, OPENED } from './scenario.ts';

const [rain, snow] = MARKETS;
const opening = recordEvent(emptyLedger(OPENED), {
  eventId: 'opening',
  at: OPENED,
  event: { kind: 'opening', cash: usdc('1000') },
});

describe('results by market', () => {
  it('add up to realized, income apart, and to fees', () => {
    fc.assert(
      fc.property(anyHistory, (steps) => {
        const { state, entries } = lived(steps, opening.state);
        const results = [...marketResults([opening.entry, ...entries]).values()];
        const realized = results.map((one) => one.realized);
        const fees = results.map((one) => one.fees);
        const { reward, rebate, yield: yielded } = state.income;
        const income = plus(plus(reward, rebate), yielded);
        expect(sum(ZERO_USDC, realized)).toBe(minus(realizedOf(state), income));
        expect(sum(ZERO_USDC, fees)).toBe(feesOf(state));
      }),
      { numRuns: 10_000 },
    );
  });

  it('keep markets apart, those that failed fills touched included', () => {
    const steps = [
      fill({ trade: 'a', price: '0.5' }),
      fill({ trade: 'b', price: '0.6', side: 'SELL', fee: '0.1' }),
      fill({ trade: 'c', market: 'snow', price: '0.5', status: 'MATCHED', fee: '0.2' }),
      fill({ trade: 'c', market: 'snow', price: '0.5', status: 'FAILED', fee: '0.2' }),
    ].map((one) => ({ kind: 'fill', fill: one }) as const);
    const { entries } = lived(steps, opening.state);
    const results = marketResults([opening.entry, ...entries]);
    expect(
      [...results].map(([market, { realized, fees }]) => [
        market,
        formatUsdc(realized),
        formatUsdc(fees),
      ]),
    ).toEqual([
      [rain.condition, '1', '0.1'],
      [snow.condition, '0', '0'],
    ]);
  });

  it('are none without entries', () => {
    expect(marketResults([]).size).toBe(0);
  });
});
