import { describe, expect, it } from 'vitest';
import {
  bidPrice,
  bidSideOf,
  informedCost,
  isQuotable,
  quoteModel,
} from '../../lib/strategies/quoting.ts';
import { logOddsOf, probabilityAt } from '../../lib/units/log-odds.ts';
import {
  cents,
  complement,
  formatPrice,
  price,
  probability,
  probabilityOf,
  tick,
} from '../../lib/units/price.ts';
import { hours, minutes } from '../../lib/units/time.ts';
import { PARAMETERS } from './parameters.ts';
import { at, CENT, MILL, model, shown } from './quoting-cases.ts';
import type { BidTerms } from '../../lib/strategies/quoting.ts';

describe('the quoting model', () => {
  // By hand: d = 0.02 + ln(1.02 / 0.98) + 0.7 x 0.02 x sqrt(1 / 60)
  //            = 0.02 + 0.0400053 + 0.0018074 = 0.0618127, r = 0.
  it('gives the half spread of the formula at rest', () => {
    const { reservation, halfSpread, halfSpreadMin } = model({
      p: probability(0.5),
      inventory: 0,
      volatility: 0.02,
    });
    expect(reservation).toBeCloseTo(0, 12);
    expect(halfSpread).toBeCloseTo(0.0618127, 6);
    expect(halfSpreadMin).toBeCloseTo(0.0600053, 6);
  });

  // By hand: r = 0 - 0.2 x 1^2 x 1 h x 0.5 = -0.1 and d = 0.0600053 + 0.7 x 1 x 0.1290994 =
  // 0.1503749, so that bid = S(-0.2503749) = 0.437731 and ask = S(0.0503749) = 0.512591.
  it('shifts both quotes against the inventory, as worked out by hand', () => {
    const fair = at('0.5', { bid: '0.4', ask: '0.6' });
    const [yes, no] = [bidSideOf(fair, 'YES'), bidSideOf(fair, 'NO')];
    const long = model({ p: yes.fair, inventory: 0.5, volatility: 1 });
    const short = model({ p: no.fair, inventory: -0.5, volatility: 1 });
    expect(probabilityAt(long.reservation)).toBeCloseTo(0.47502, 5);
    expect(shown(bidPrice(yes, long, MILL))).toBe('0.437');
    const ask = bidPrice(no, short, { ...MILL, effect: 'reducing' });
    expect(ask === undefined ? 'none' : formatPrice(complement(ask))).toBe('0.513');
  });

  it('measures the reservation horizon in hours', () => {
    const input = { fair: probability(0.5), inventory: 1, volatility: 0.5, cycle: minutes(1) };
    const hour = quoteModel(input, { ...PARAMETERS.mm, horizon: hours(1) });
    const half = quoteModel(input, { ...PARAMETERS.mm, horizon: minutes(30) });
    expect(hour.reservation).toBeCloseTo(-0.05, 12);
    expect(half.reservation).toBeCloseTo(-0.025, 12);
  });

  it.each([
    [0, 0],
    [0.02, 0.0400053],
    [0.05, 0.1000835],
  ])('charges 2 atanh(%s) for informed takers', (share, expected) => {
    expect(informedCost(share)).toBeCloseTo(expected, 6);
  });
});

describe('a quotable price', () => {
  it.each([
    ['0.029999', '0.01', false],
    ['0.03', '0.01', true],
    ['0.97', '0.01', true],
    ['0.970001', '0.01', false],
    ['0.029999', '0.001', false],
    ['0.03', '0.001', true],
    ['0.299999', '0.1', false],
    ['0.3', '0.1', true],
    ['0.7', '0.1', true],
    ['0.700001', '0.1', false],
  ] as const)('at %s on a grid of %s: %s', (yes, step, expected) => {
    expect(isQuotable(price(yes), tick(step))).toBe(expected);
  });
});

describe('the bid', () => {
  const rest = model({ p: probability(0.5), inventory: 0, volatility: 0.02 });

  // S(-0.0618127) = 0.484552 on each grid, rounded down.
  it.each([
    ['0.1', '0.4'],
    ['0.01', '0.48'],
    ['0.005', '0.48'],
    ['0.0025', '0.4825'],
    ['0.001', '0.484'],
    ['0.0001', '0.4845'],
  ] as const)('is rounded down on a grid of %s to %s', (step, expected) => {
    const side = bidSideOf(at('0.5', { bid: '0.4', ask: '0.6' }), 'YES');
    expect(shown(bidPrice(side, rest, { ...CENT, tick: tick(step) }))).toBe(expected);
  });

  it.each([
    ['0.484', 'adding', '0.483'],
    ['0.485', 'adding', '0.484'],
    ['0.486', 'adding', '0.484'],
    ['0.484', 'reducing', '0.484'],
    ['0.2', 'reducing', '0.484'],
  ] as const)('against a band from %s on, %s inventory, is %s', (low, effect, expected) => {
    const side = bidSideOf(at('0.5', { bid: '0.4', ask: '0.6' }, { low, high: '0.5' }), 'YES');
    expect(shown(bidPrice(side, rest, { ...MILL, effect }))).toBe(expected);
  });

  it.each([
    ['0.486', '0.484'],
    ['0.485', '0.484'],
    ['0.484', '0.483'],
    ['0.001', 'none'],
  ])('below a best ask of %s is %s', (ask, expected) => {
    const fair = {
      ...at('0.5', { bid: '0.0005', ask }),
      band: { low: price('0.5'), high: price('0.5') },
    };
    expect(shown(bidPrice(bidSideOf(fair, 'YES'), rest, MILL))).toBe(expected);
  });

  it.each([
    ['0.5', 2, '0.52'],
    ['0.5001', 2, '0.52'],
    ['0.4999', 2, '0.519'],
    ['0.5', 1, '0.51'],
    ['0.99', 2, '0.998'],
  ])('of a side full of inventory pays up to fair %s plus %i c: %s', (yes, slippage, expected) => {
    const side = bidSideOf(at(yes, { bid: '0.4', ask: '0.999' }), 'YES');
    const eager = { ...rest, reservation: logOddsOf(probabilityOf(price('0.9999'))) };
    const terms: BidTerms = { ...MILL, slippageMax: cents(slippage), effect: 'reducing' };
    expect(shown(bidPrice(side, eager, terms))).toBe(expected);
  });

  it('stays on the grid below a best ask that is not on it', () => {
    const side = bidSideOf(at('0.5', { bid: '0.4', ask: '0.4725' }), 'YES');
    expect(shown(bidPrice(side, rest, CENT))).toBe('0.47');
  });

  it('is dropped where its price would leave the grid', () => {
    const far = { ...rest, halfSpread: 60 };
    expect(
      shown(bidPrice(bidSideOf(at('0.5', { bid: '0.4', ask: '0.6' }), 'YES'), far, CENT)),
    ).toBe('none');
  });

  it('is dropped where nothing is left below the band', () => {
    const fair = at('0.5', { bid: '0.4', ask: '0.6' }, { low: '0.001', high: '0.5' });
    expect(shown(bidPrice(bidSideOf(fair, 'YES'), rest, MILL))).toBe('none');
    const lowest = at('0.5', { bid: '0.4', ask: '0.6' }, { low: '0.000001', high: '0.5' });
    expect(shown(bidPrice(bidSideOf(lowest, 'YES'), rest, MILL))).toBe('none');
  });
});

describe('a bid for rewards', () => {
  const fair = at('0.5', { bid: '0.4', ask: '0.6' });
  const side = bidSideOf(fair, 'YES');
  const wide = model({ p: side.fair, inventory: 0, volatility: 2 });

  // d = 0.0600053 + 0.7 x 2 x 0.1290994 = 0.2407445: bid S(-0.2407445) = 0.440103. Without the
  // cover S(-0.0600053) = 0.485003 is the highest bid.
  it.each([
    [20, '0.44'],
    [6, '0.441'],
    [3, '0.471'],
    [1.6, '0.485'],
    [1.5, '0.44'],
    [0.5, '0.44'],
  ])(
    'within %s cents of the mid rises to %s, or not at all where that scores nothing',
    (c, expected) => {
      const rewards = { kind: 'paid', spreadMax: cents(c) } as const;
      expect(shown(bidPrice(side, wide, { ...MILL, rewards }))).toBe(expected);
    },
  );

  it.each([
    [3.2, '0.469'],
    [3.1, '0.44'],
    [2, '0.44'],
  ])('%s cents from the mid does not enter the band either: %s', (c, expected) => {
    const banded = bidSideOf(
      at('0.5', { bid: '0.4', ask: '0.6' }, { low: '0.47', high: '0.5' }),
      'YES',
    );
    const rewards = { kind: 'paid', spreadMax: cents(c) } as const;
    expect(shown(bidPrice(banded, wide, { ...MILL, rewards }))).toBe(expected);
  });

  it('stays where the model puts it when the distance reaches beyond zero', () => {
    const rewards = { kind: 'paid', spreadMax: cents(60) } as const;
    expect(shown(bidPrice(side, wide, { ...MILL, rewards }))).toBe('0.44');
  });
});

describe('the two sides', () => {
  it('see each other complemented', () => {
    const fair = at('0.3', { bid: '0.28', ask: '0.31' }, { low: '0.29', high: '0.305' });
    const no = bidSideOf(fair, 'NO');
    expect([no.bestBid, no.bestAsk, no.band.low, no.band.high].map(formatPrice)).toEqual([
      '0.69',
      '0.72',
      '0.695',
      '0.71',
    ]);
    expect(no.fair).toBeCloseTo(0.7, 12);
  });
});
