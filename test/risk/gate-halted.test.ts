import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { conditionId } from '../../lib/units/ids.ts';
import {
  balancesOf,
  CALM,
  contextWith,
  failure,
  judged,
  NOW,
  withOrders,
  yes,
} from './contexts.ts';
import type { Mismatch } from '../../lib/domain/risk-state.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';

const BUY = 'A BUY YES 10 @ 0.5';
const SELL = 'A SELL YES 100 @ 0.5';

describe('MARKET_HALTED', () => {
  const halted = (
    scope: Mismatch['scope'],
    changes: { readonly venue?: string; readonly halted?: boolean } = {},
  ): GateContext => {
    const mismatch = {
      scope,
      differingCycles: 2,
      matchingCycles: 0,
      halted: changes.halted ?? true,
      detail: 'shares differ',
    };
    const shares = balancesOf([
      { market: 'A', outcome: 'YES', shares: changes.venue ?? '60', cost: '0' },
    ]);
    return contextWith([yes('100', '50')], {
      risk: { ...CALM, mismatches: [mismatch] },
      balances: known(shares, NOW),
    });
  };
  const A = { kind: 'market', condition: conditionId('A') } as const;
  const refused = (reducible: string) =>
    `MARKET_HALTED: scope=market reducible=${reducible} cause=shares differ`;

  it('refuses what adds exposure to a halted market', () => {
    expect(judged(halted(A), BUY)).toEqual([refused('0')]);
  });

  it('lets reducing orders pass up to what both sides hold', () => {
    expect(judged(halted(A), SELL)).toEqual(['reducing 60']);
    expect(judged(halted(A), 'A BUY NO 100 @ 0.5')).toEqual(['reducing 60']);
    expect(judged(halted(A, { venue: '300' }), 'A BUY NO 150 @ 0.5')).toEqual(['reducing 100']);
  });

  it('lets nothing pass where the venue holds nothing or did not say', () => {
    expect(judged(halted(A, { venue: '0' }), 'A BUY NO 100 @ 0.5')).toEqual([refused('0')]);
    const silent = { ...halted(A), balances: failure('SERVER') };
    expect(judged(silent, 'A BUY NO 100 @ 0.5')).toEqual([
      'STALE_DATA: part=balance cause=SERVER',
      refused('0'),
    ]);
  });

  it('lets orders together give up no more than both sides hold', () => {
    const [sale, hedge] = ['A SELL YES 30 @ 0.5', 'A BUY NO 100 @ 0.5'];
    expect(judged(halted(A), sale, hedge)).toEqual(['reducing 30', 'reducing 30']);
    expect(judged(halted(A), hedge, sale)).toEqual(['reducing 60', refused('0')]);
    expect(judged(halted(A), hedge, hedge)).toEqual(['reducing 60', refused('0')]);
  });

  it.each([
    ['55', 'reducing 5'],
    ['55.01', refused('4.99')],
  ])('counts a resting SELL of %s as given up: %s', (size, expected) => {
    const busy = withOrders(halted(A), `A SELL YES ${size} @ 0.6`);
    expect(judged(busy, 'A BUY NO 40 @ 0.5')).toEqual([expected]);
  });

  it('counts neither a BUY of the same token nor orders of other markets as given up', () => {
    const busy = withOrders(halted(A), 'A BUY YES 50 @ 0.4', 'B BUY NO 50 @ 0.4');
    expect(judged(busy, 'A BUY NO 60 @ 0.5')).toEqual(['reducing 60']);
  });

  it('leaves other markets alone, and this one before it is halted', () => {
    expect(judged(halted(A), 'B BUY YES 10 @ 0.5')).toEqual(['adding 10']);
    expect(judged(halted(A, { halted: false }), BUY)).toEqual(['adding 10']);
  });

  it('refuses everything that adds exposure while cash differs', () => {
    expect(judged(halted({ kind: 'cash' }), 'B BUY YES 10 @ 0.5', 'A SELL YES 50 @ 0.5')).toEqual([
      'reducing 50',
      'MARKET_HALTED: scope=cash cause=shares differ',
    ]);
  });
});
