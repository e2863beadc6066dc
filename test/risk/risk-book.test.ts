// The place of a market in the books: what an order in it can change, and nothing else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { openRiskBook, spotIn, withOrder } from '../../lib/risk/risk-book.ts';
import { conditionId, eventId } from '../../lib/units/ids.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { group, market, pendingOf, positionsOf } from './books.ts';
import { inputOf } from './case-input.ts';
import { arbitraryCase, arbitraryOrderFor, orderOf, PATIENCE } from './cases.ts';
import type { Held } from './books.ts';

const [a, b] = [market('A'), market('B')];
const c = market('C', { event: eventId('F') });
const universe = universeOf([a, b, c], [group('E', [a, b]), group('F', [c])]);
const held = (name: string, cost: string): Held => ({
  market: name,
  outcome: 'YES',
  shares: '100',
  cost,
});

describe('beside a market', () => {
  const book = openRiskBook({
    universe,
    positions: positionsOf([held('A', '10'), held('B', '20'), held('C', '40')]),
    resting: [],
    pending: pendingOf([]),
  });

  it.each([
    ['A', ['20']],
    ['B', ['10']],
    ['C', []],
  ])('%s stand the others of its event alone', (name, losses) => {
    const { siblings } = spotIn(book, conditionId(name));
    expect(siblings.map((risk) => risk.NO.loss)).toEqual(losses.map((loss) => usdc(loss)));
  });
});

describe('one more order at work', () => {
  it(
    'leads to the books that are opened with it',
    () => {
      const asked = arbitraryCase.chain((one) =>
        fc.tuple(fc.constant(one), arbitraryOrderFor(one), fc.constantFrom('GTC', 'FAK')),
      );
      fc.assert(
        fc.property(asked, ([one, instruction, timeInForce]) => {
          const input = inputOf(one);
          const order = { ...orderOf(instruction), timeInForce };
          const working = { order, remaining: order.size };
          expect(withOrder(openRiskBook(input), working)).toEqual(
            openRiskBook({ ...input, resting: [...input.resting, working] }),
          );
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );
});
