import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeExposures } from '../../lib/risk/exposure.ts';
import { conditionId, eventId } from '../../lib/units/ids.ts';
import { microsOfUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { oneEvent, market, order, pendingOf, positionsOf, resting } from './books.ts';
import { inputOf } from './case-input.ts';
import { arbitraryCase, isExact, PATIENCE } from './cases.ts';
import { eventLoss, marketLoss, nets, statesOf } from './oracle.ts';
import type { Case } from './cases.ts';

const E = eventId('E');

const worstOf = <State>(states: readonly State[], lossOf: (state: State) => bigint): bigint =>
  states.map(lossOf).reduce((most, loss) => (loss > most ? loss : most), 0n);

// [computed, worst by enumeration] of every market, the event and the total.
const compared = (one: Case): readonly (readonly [bigint, bigint])[] => {
  const { byMarket, byEvent, total } = computeExposures(inputOf(one));
  const states = statesOf(one);
  const markets = [...one.lots.keys()].map((name, index) => {
    const worst = worstOf(states, (state) =>
      worstOf(state.slice(index, index + 1), (market) => marketLoss(market)),
    );
    return [microsOfUsdc(byMarket.get(conditionId(name)) ?? ZERO_USDC), worst] as const;
  });
  const event = nets(one)
    ? worstOf(states, eventLoss)
    : markets.reduce((all, [, worst]) => all + worst, 0n);
  return [
    ...markets,
    [microsOfUsdc(byEvent.get(E) ?? ZERO_USDC), event],
    [microsOfUsdc(total), event],
  ];
};

describe('laws of exposure', () => {
  it(
    'equals the worst of all endings, fills and failures, and is never less',
    () => {
      fc.assert(
        fc.property(arbitraryCase, (one) => {
          const exact = isExact(one.orders);
          for (const [computed, worst] of compared(one))
            expect(exact ? computed === worst : computed >= worst).toBe(true);
        }),
        { numRuns: 10_000 },
      );
    },
    PATIENCE,
  );
});

describe('pitfall 12: exposure after a restart', () => {
  it('pitfall 12: is the same from the durable books alone', () => {
    fc.assert(
      fc.property(arbitraryCase, (one) => {
        const books = inputOf(one);
        expect(computeExposures(structuredClone(books))).toEqual(computeExposures(books));
      }),
      { numRuns: 500 },
    );
  });

  it('pitfall 12: moves by what was filled, not by what was asked', () => {
    const books = { universe: oneEvent([market('A')]), pending: pendingOf([]) };
    const asked = [resting(order('A BUY YES 100 @ 0.4'))];
    const bought = [{ market: 'A', outcome: 'YES', shares: '30', cost: '12' }] as const;
    const before = computeExposures({ ...books, positions: positionsOf([]), resting: asked });
    const filled = computeExposures({ ...books, positions: positionsOf(bought), resting: [] });
    expect(before.total).toBe(usdc('40'));
    expect(filled.total).toBe(usdc('12'));
  });
});
