// Orders of a halted market that the venue lists and that we know nothing of have to go.

import { describe, expect, it } from 'vitest';
import { known } from '../../lib/domain/observed.ts';
import { foreignCancels } from '../../lib/risk/required-cancels.ts';
import { conditionId, orderId } from '../../lib/units/ids.ts';
import { ZERO_SHARES } from '../../lib/units/shares.ts';
import { order } from './books.ts';
import { CALM, failure, NOW } from './contexts.ts';
import type { OpenOrder } from '../../lib/domain/order.ts';
import type { Mismatch, MismatchScope, RiskState } from '../../lib/domain/risk-state.ts';

const A: MismatchScope = { kind: 'market', condition: conditionId('A') };

const differing = (scope: MismatchScope, halted: boolean): RiskState => {
  const one: Mismatch = {
    scope,
    differingCycles: 2,
    matchingCycles: 0,
    halted,
    detail: 'a stranger',
  };
  return { ...CALM, mismatches: [one] };
};

const open = (id: string, text: string): OpenOrder => {
  const { size, timeInForce: _lives, liquidity: _makes, ...place } = order(text);
  return {
    ...place,
    id: orderId(id),
    originalSize: size,
    matchedSize: ZERO_SHARES,
    status: 'LIVE',
    expiration: { kind: 'never' },
  };
};

const listed = known(
  [
    open('ours', 'A BUY YES 5 @ 0.4'),
    open('foreign', 'A BUY YES 5 @ 0.3'),
    open('b', 'B BUY YES 5 @ 0.4'),
  ],
  NOW,
);
const OURS = new Set([orderId('ours')]);

describe('orders that are not ours', () => {
  it('are cancelled in a halted market, each with the reason of the halt', () => {
    expect(foreignCancels(differing(A, true), listed, OURS)).toEqual([
      { order: 'foreign', reason: 'market halted: a stranger' },
    ]);
  });

  it.each<[string, RiskState]>([
    ['a market differs and is not halted yet', differing(A, false)],
    ['cash alone is halted', differing({ kind: 'cash' }, true)],
    ['nothing differs', CALM],
  ])('stay while %s', (_what, risk) => {
    expect(foreignCancels(risk, listed, OURS)).toEqual([]);
  });

  it('are not told where the orders could not be read', () => {
    expect(foreignCancels(differing(A, true), failure('TIMEOUT'), OURS)).toEqual([]);
  });
});
