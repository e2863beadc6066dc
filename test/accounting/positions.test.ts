// Positions as the books see them, with what is still on its way.

import { describe, expect, it } from 'vitest';
import { positionsOf, tokensInBooks } from '../../lib/accounting/positions.ts';
import { tokenId } from '../../lib/units/ids.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { formatUsdc } from '../../lib/units/usdc.ts';
import { after, fill, opened } from './scenario.ts';
import type { TradeStatus } from '../../lib/domain/fill.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';

const figures = (state: LedgerState, token = 'rain-YES'): Record<string, string> | undefined => {
  const position = positionsOf(state).get(tokenId(token));
  if (position === undefined) return undefined;
  const { shares, pendingIn, pendingOut, cost } = position;
  return {
    shares: formatShares(shares),
    pendingIn: formatShares(pendingIn),
    pendingOut: formatShares(pendingOut),
    cost: formatUsdc(cost),
  };
};

describe('a position', () => {
  it('is the sum of the lots of all strategies', () => {
    const state = after(
      opened(),
      fill({ trade: 'a', strategy: 'MM', price: '0.4' }),
      fill({ trade: 'b', strategy: 'FF', price: '0.6', size: '5' }),
    );
    expect(figures(state)).toEqual({ shares: '15', pendingIn: '0', pendingOut: '0', cost: '7' });
    const owned = positionsOf(state).get(tokenId('rain-YES'))?.byStrategy ?? [];
    expect(owned.map((lot) => `${lot.strategy} ${formatShares(lot.shares)}`)).toEqual([
      'FF 5',
      'MM 10',
    ]);
  });

  it.each<[readonly TradeStatus[], string]>([
    [['MATCHED'], '10'],
    [['RETRYING'], '10'],
    [['MINED'], '0'],
    [['CONFIRMED'], '0'],
    [['MINED', 'RETRYING'], '10'],
    [['MINED', 'RETRYING', 'MINED'], '0'],
  ])('bought in a trade that is %s has %s shares on their way in', (statuses, pendingIn) => {
    const state = after(opened(), ...statuses.map((status) => fill({ status })));
    expect(figures(state)).toMatchObject({ shares: '10', pendingIn, pendingOut: '0' });
  });

  it('sold in a trade that is only matched has shares on their way out', () => {
    const sale = fill({ trade: 'b', side: 'SELL', size: '4', status: 'MATCHED' });
    const state = after(opened(), fill({ trade: 'a' }), sale);
    expect(figures(state)).toMatchObject({ shares: '6', pendingIn: '0', pendingOut: '4' });
    expect(figures(after(state, { ...sale, status: 'MINED' }))?.['pendingOut']).toBe('0');
  });

  it('counts what is on its way for its own token only', () => {
    const state = after(
      opened(),
      fill({ trade: 'a' }),
      fill({ trade: 'b', outcome: 'NO', status: 'MATCHED' }),
    );
    expect(figures(state)?.['pendingIn']).toBe('0');
    expect(figures(state, 'rain-NO')?.['pendingIn']).toBe('10');
  });

  it('is gone when all shares are sold, while the books still watch the token', () => {
    const sale = fill({ trade: 'b', side: 'SELL', status: 'MATCHED' });
    const state = after(opened(), fill({ trade: 'a' }), sale);
    expect(figures(state)).toBeUndefined();
    expect(tokensInBooks(state).map((place) => place.token)).toEqual(['rain-YES']);
    expect(tokensInBooks(after(state, { ...sale, status: 'CONFIRMED' }))).toEqual([]);
  });
});
