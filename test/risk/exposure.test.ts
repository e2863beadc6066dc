import { describe, expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { computeExposures } from '../../lib/risk/exposure.ts';
import { conditionId, eventId } from '../../lib/units/ids.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { group, market, oneEvent, order, pendingOf, positionsOf, resting } from './books.ts';
import { exposures, no, yes } from './exposed.ts';

const A = conditionId('A');
const E = eventId('E');
const EXCLUSIVE = { exclusivity: 'exclusive' } as const;
const TRIPLE = [market('A'), market('B'), market('C')];

describe('the exposure of a market', () => {
  it('is nothing where nothing is held', () => {
    expect(exposures([]).total).toBe(usdc('0'));
    expect(exposures([]).byMarket.get(A)).toBeUndefined();
  });

  it('is the cost of one outcome', () => {
    expect(exposures([yes('100', '40')]).byMarket.get(A)).toBe(usdc('40'));
  });

  it('is nothing for complete sets below a dollar', () => {
    expect(exposures([yes('100', '40'), no('100', '55')]).byMarket.get(A)).toBe(usdc('0'));
  });

  it('is the loss that is certain for complete sets above a dollar', () => {
    expect(exposures([yes('100', '40'), no('100', '65')]).byMarket.get(A)).toBe(usdc('5'));
  });

  it('counts an unfilled BUY at its limit', () => {
    expect(exposures([], [order('A BUY YES 100 @ 0.4')]).byMarket.get(A)).toBe(usdc('40'));
  });

  it('does not count a BUY of each outcome twice', () => {
    const both = [order('A BUY YES 100 @ 0.4'), order('A BUY NO 100 @ 0.5')];
    expect(exposures([], both).byMarket.get(A)).toBe(usdc('50'));
  });

  it('counts a hedge as gone while a SELL of it rests, and its cost as still there', () => {
    const hedged = [yes('100', '40'), no('100', '55')];
    expect(exposures(hedged, [order('A SELL NO 100 @ 0.5')]).byMarket.get(A)).toBe(usdc('95'));
  });

  it('counts what a resting SELL offers, not what it asks', () => {
    const hedged = [yes('100', '10'), no('100', '60')];
    const asking = (at: string) =>
      exposures(hedged, [order(`A SELL YES 50 @ ${at}`)]).byMarket.get(A);
    expect(asking('0.01')).toBe(usdc('20'));
    expect(asking('0.99')).toBe(usdc('20'));
  });

  it('is the gross cost where all that is held is for sale', () => {
    const hedged = [yes('100', '10'), no('100', '60')];
    const sales = [order('A SELL YES 100 @ 0.3'), order('A SELL NO 100 @ 0.7')];
    expect(exposures(hedged, sales).byMarket.get(A)).toBe(usdc('70'));
  });

  it('does not rise by a SELL of what is held alone', () => {
    expect(exposures([yes('100', '40')], [order('A SELL YES 100 @ 0.01')]).total).toBe(usdc('40'));
  });

  it('adds the largest fee to a BUY that may take', () => {
    const fee = { kind: 'taker', rate: ratio('0.04'), exponent: 1 } as const;
    const universe = oneEvent([market('A', { fee })]);
    const taking = order('A BUY YES 100 @ 0.4', { liquidity: 'may-take' });
    expect(exposures([], [taking], { universe }).total).toBe(usdc('41.6'));
  });

  it('counts what remains of an order, not what it began with', () => {
    const partly = resting(order('A BUY YES 100 @ 0.4'), {
      remaining: order('A BUY YES 25 @ 0.4').size,
    });
    const input = {
      universe: oneEvent([market('A')]),
      positions: positionsOf([]),
      pending: pendingOf([]),
    };
    expect(computeExposures({ ...input, resting: [partly] }).total).toBe(usdc('10'));
  });
});

describe('the exposure of an event', () => {
  const universe = oneEvent(TRIPLE, EXCLUSIVE);

  it('is the worst outcome where outcomes exclude each other', () => {
    const held = [no('100', '70', 'A'), no('100', '60', 'B')];
    expect(exposures(held, [], { universe }).byEvent.get(E)).toBe(usdc('30'));
  });

  it('is the loss if none of the listed wins', () => {
    const held = [yes('100', '30', 'A'), yes('100', '30', 'B'), yes('100', '30', 'C')];
    expect(exposures(held, [], { universe }).byEvent.get(E)).toBe(usdc('90'));
  });

  it('counts every resting BUY against the outcomes it loses in', () => {
    const bids = [
      order('A BUY YES 100 @ 0.3'),
      order('B BUY YES 100 @ 0.2'),
      order('C BUY NO 100 @ 0.6'),
    ];
    expect(exposures([], bids, { universe }).byEvent.get(E)).toBe(usdc('110'));
  });

  it.each([
    ['independent', 'complete'],
    ['unknown', 'complete'],
    ['exclusive', 'partial'],
  ] as const)('is the sum of its markets where it is %s and %s', (exclusivity, completeness) => {
    const loose = oneEvent(TRIPLE, { exclusivity, completeness });
    const held = [no('100', '70', 'A'), no('100', '60', 'B')];
    expect(exposures(held, [], { universe: loose }).byEvent.get(E)).toBe(usdc('130'));
  });
});

describe('category and total', () => {
  const markets = [
    market('A'),
    market('B', { event: eventId('F') }),
    market('C', { event: eventId('G') }),
  ];
  const universe = universeOf(markets, [
    group('E', markets.slice(0, 1)),
    group('F', markets.slice(1, 2)),
    group('G', markets.slice(2, 3), { category: 'sports' }),
  ]);
  const held = [yes('100', '10', 'A'), yes('100', '20', 'B'), yes('100', '40', 'C')];

  it('are sums over events', () => {
    const { byCategory, total } = exposures(held, [], { universe });
    expect(byCategory.get('politics')).toBe(usdc('30'));
    expect(byCategory.get('sports')).toBe(usdc('40'));
    expect(total).toBe(usdc('70'));
  });

  it('count a market that the universe lacks as its own event in `other`', () => {
    const { byEvent, byCategory, total } = exposures(held, [], { universe: universeOf([], []) });
    expect(byEvent.get(eventId('A'))).toBe(usdc('10'));
    expect(byCategory.get('other')).toBe(usdc('70'));
    expect(total).toBe(usdc('70'));
  });

  it('count a market that its event does not list as its own event in the same category', () => {
    const listed = universeOf(TRIPLE, [group('E', TRIPLE.slice(0, 2), EXCLUSIVE)]);
    const { byEvent, byCategory } = exposures([no('100', '70', 'A'), no('100', '60', 'C')], [], {
      universe: listed,
    });
    expect(byEvent).toEqual(
      new Map([
        [E, usdc('70')],
        [eventId('C'), usdc('60')],
      ]),
    );
    expect(byCategory).toEqual(new Map([['politics', usdc('130')]]));
  });

  it('add the markets of an event that the universe lacks', () => {
    const { byEvent, byCategory } = exposures([no('100', '70', 'A'), no('100', '60', 'B')], [], {
      universe: universeOf(TRIPLE, []),
    });
    expect(byEvent).toEqual(new Map([[E, usdc('130')]]));
    expect(byCategory).toEqual(new Map([['other', usdc('130')]]));
  });
});
