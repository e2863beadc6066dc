import { describe, expect, it } from 'vitest';
import { fairPriceOf } from '../../lib/domain/fair-price.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { conditionId, eventId } from '../../lib/units/ids.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { computeFairPrices } from './fair-prices.ts';
import { aBook, aMarket, anEvent, FAIR_PARAMETERS, levels, NOW, observed } from './books.ts';
import type { Book } from '../../lib/domain/book.ts';
import type { FairPrice } from '../../lib/domain/fair-price.ts';
import type { EventGroup, Market } from '../../lib/domain/market.ts';

const numbers = (fair: FairPrice): readonly string[] =>
  fair.kind === 'valid' ? [fair.yes, fair.band.low, fair.band.high].map(formatPrice) : [fair.cause];

describe('the blend within an event', () => {
  const three = ['x', 'y', 'z'].map((name) => aMarket(name, { event: eventId('e') }));
  const mids: Readonly<Record<string, string>> = { x: '0.50', y: '0.30', z: '0.30' };
  const books = three.map((of) => {
    const mid = Number(mids[of.condition]);
    return aBook(of.yes, {
      bids: levels('bids', `${(mid - 0.02).toFixed(2)} x 1000`),
      asks: levels('asks', `${(mid + 0.02).toFixed(2)} x 1000`),
    });
  });
  const near = (of: Market, mid: string): Book =>
    aBook(of.yes, {
      bids: levels('bids', `${(Number(mid) - 0.005).toFixed(3)} x 1000`),
      asks: levels('asks', `${(Number(mid) + 0.005).toFixed(3)} x 1000`),
    });

  const blended = (
    changes: Partial<EventGroup>,
    shown: readonly Book[] = books,
  ): readonly string[] => {
    const group = anEvent('e', three, { exclusivity: 'exclusive', ...changes });
    const fair = computeFairPrices({
      universe: universeOf(three, [group]),
      books: observed(...shown),
      now: NOW,
      parameters: FAIR_PARAMETERS,
    });
    return three.map((of) => numbers(fairPriceOf(fair, of.condition)).join(' '));
  };

  const UNBLENDED = ['0.5 0.5 0.5', '0.3 0.3 0.3', '0.3 0.3 0.3'];

  // By hand: the sum is 1.10, so 0.5 becomes 0.7 x 0.5 + 0.3 x 0.5 / 1.1 = 0.486363..., 0.3 becomes
  // 0.7 x 0.3 + 0.3 x 0.3 / 1.1 = 0.291818...
  it('pulls 30 % towards the normalised prices and widens the bands', () => {
    expect(blended({})).toEqual([
      '0.486363 0.486363 0.5',
      '0.291818 0.291818 0.3',
      '0.291818 0.291818 0.3',
    ]);
  });

  // Simulated section 128716771803096.
  it.each([
    ['0.50', '0.30', ['0.495', '0.295', '0.295']],
    ['0.30', '0.20', ['0.305', '0.205', '0.205']],
  ])('moves no price beyond its own bid and ask (%s, %s)', (first, others, expected) => {
    const shown = three.map((of, place) => near(of, place === 0 ? first : others));
    expect(blended({}, shown).map((text) => text.split(' ')[0])).toEqual(expected);
  });

  it('leaves an event alone of which one more market may have won', () => {
    const markets = [...three.map(({ condition }) => condition), conditionId('over')];
    expect(blended({ markets })).toEqual(UNBLENDED);
  });

  it.each([
    ['independent', { exclusivity: 'independent' }],
    ['not known to be exclusive', { exclusivity: 'unknown' }],
    ['incomplete', { completeness: 'partial' }],
  ] as const)('leaves an event alone that is %s', (_how, changes) => {
    expect(blended(changes)).toEqual(UNBLENDED);
  });

  it('leaves an event alone of which one market has no valid price', () => {
    expect(blended({}, books.slice(0, 2))).toEqual([...UNBLENDED.slice(0, 2), 'missing']);
  });

  it('leaves an event of a single market alone', () => {
    const [only] = three;
    const markets = only === undefined ? [] : [only.condition];
    expect(blended({ markets })).toEqual(UNBLENDED);
  });

  it('leaves markets alone whose event is not known', () => {
    const fair = computeFairPrices({
      universe: universeOf(three, []),
      books: observed(...books),
      now: NOW,
      parameters: FAIR_PARAMETERS,
    });
    expect(numbers(fairPriceOf(fair, conditionId('x')))[0]).toBe('0.5');
  });
});
