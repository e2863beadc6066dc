// When something was booked in one market says nothing of another.

import { expect, it } from 'vitest';
import { fillKey } from '../../../lib/domain/fill.ts';
import { tradeId } from '../../../lib/units/ids.ts';
import { present } from '../../../lib/units/invariant.ts';
import { soakUniverse } from '../../soak/world.ts';
import { FILL } from './fill-history.ts';
import { mixedBooks } from './possible-books.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { Way } from './possible-books.ts';

const universe = soakUniverse(2);
const [one, other] = [...universe.markets.values()].map((market) => present(market, 'a market'));
const MARKETS = [present(one, 'the first'), present(other, 'the second')] as const;

const fillIn = ({ condition, yes }: Market): Fill => ({
  ...FILL,
  trade: tradeId(`t-${condition}`),
  condition,
  token: yes,
  status: 'MINED',
});

const FILLS = MARKETS.map(fillIn);

// Both markets at one cost, at which each may lose something else.
const wayOf = (cost: bigint, losses: readonly [bigint, bigint]): Way => ({
  held: {
    byToken: new Map(MARKETS.map(({ yes }) => [yes, { shares: 10n, cost }])),
    movedBy: new Map(FILLS.map((fill) => [fillKey(fill), cost])),
  },
  losses: {
    total: losses[0] + losses[1],
    byMarket: new Map(MARKETS.map(({ condition }, at) => [condition, losses[at] ?? 0n])),
    byEvent: new Map(),
    byCategory: new Map(),
  },
});

const costsOf = (ways: readonly [Way, ...Way[]]): readonly (bigint | undefined)[] => {
  const { byToken, movedBy } = mixedBooks(universe, FILLS, ways);
  const held = MARKETS.map(({ yes }) => byToken.get(yes)?.cost);
  expect(FILLS.map((fill) => movedBy.get(fillKey(fill)))).toEqual(held);
  return held;
};

it.each([
  { where: 'each loses least by other books', first: [1n, 5n], second: [2n, 3n], costs: [4n, 6n] },
  { where: 'both lose least by the first', first: [1n, 3n], second: [2n, 5n], costs: [4n, 4n] },
  { where: 'all are alike', first: [1n, 3n], second: [1n, 3n], costs: [4n, 4n] },
] as const)('of two markets, where $where, each has its own', ({ first, second, costs }) => {
  expect(costsOf([wayOf(4n, first), wayOf(6n, second)])).toEqual(costs);
});

it('what is not held costs nothing', () => {
  const { no } = MARKETS[0];
  const { byToken } = mixedBooks(universe, FILLS, [wayOf(4n, [1n, 1n])]);
  expect(byToken.get(no)).toEqual({ shares: 0n, cost: 0n });
});
