// Books in which more was sold than was ever there, as a trade leaves them that failed after its
// shares were sold: the less negative outcome is in excess of the other, and is no holding.

import { describe, expect, it } from 'vitest';
import { decideProtect } from '../../lib/strategies/protect.ts';
import { averageCost, holdingsOf } from '../../lib/strategies/holdings.ts';
import { decide, market, other } from './icc-scenes.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, position, viewOf } from './views.ts';
import type { Position } from '../../lib/domain/position.ts';

const viewWith = (positions: readonly Position[]) =>
  viewOf({
    markets: [market, other],
    books: [market, other].flatMap((each) => bothBooks(each, { bid: '0.49', ask: '0.51' })),
    positions,
  });

const held = (yes: string, no: string): readonly Position[] => [
  position(market, 'YES', { shares: yes, cost: '0' }),
  position(market, 'NO', { shares: no, cost: '0' }),
];

describe('a position that was sold out', () => {
  // Simulated sections 2000 and 2005 (calm, news-jump).
  it.each([
    ['-10', '-20'],
    ['0', '-20'],
    ['-20', '-0.000001'],
  ])('is no bet with %s YES and %s NO', (yes, no) => {
    const positions = held(yes, no);
    expect(holdingsOf(viewWith(positions))).toEqual([]);
    expect(decide({ positions }).desired).toEqual([]);
    expect(decideProtect(viewWith(positions), PARAMETERS).desired).toEqual([]);
  });

  it('is a bet from the first micro of a share on', () => {
    const [holding] = holdingsOf(viewWith(held('0.000001', '-20')));
    expect(holding?.outcome).toBe('YES');
    expect(holding?.entry).toBe(averageCost(position(market, 'YES', { shares: '1', cost: '0' })));
  });
});
