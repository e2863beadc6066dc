import { describe, expect, it } from 'vitest';
import { headroomOf, kellyShare } from '../../lib/strategies/flow-size.ts';
import { moveInWindow, roundTrip } from '../../lib/strategies/flow-edge.ts';
import { takerFeeMax } from '../../lib/domain/fees.ts';
import { notional } from '../../lib/units/money.ts';
import { cents, formatPrice, price, tick } from '../../lib/units/price.ts';
import { plus } from '../../lib/units/quantity.ts';
import { formatRatio, ratio } from '../../lib/units/ratio.ts';
import { minutes } from '../../lib/units/time.ts';
import { formatUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { aMarket, NOW } from './books.ts';
import {
  decide,
  market,
  orders,
  print,
  prints,
  signalled,
  stoodAt,
  withFlow,
} from './flow-scenes.ts';
import { bothBooks, viewOf } from './views.ts';
import type { Exposures } from '../../lib/domain/decision.ts';
import type { Scene } from './views.ts';

// Unbounded by anything else, Kelly bets a tenth of (0.55 - 0.51) / 0.49 of $1,000 at 0.52.
const NONE: Exposures = {
  total: ZERO_USDC,
  byMarket: new Map(),
  byEvent: new Map(),
  byCategory: new Map(),
};
const exposed = (changes: Partial<Exposures>): Scene =>
  signalled({ changes: { exposures: { ...NONE, ...changes } } });

describe('the size of an entry', () => {
  it('is a fraction of Kelly where nothing else is smaller', () => {
    expect(orders(decide(signalled()))).toEqual(['BUY YES 15.69 @ 0.52']);
  });

  it('is at most a quarter of the trade followed', () => {
    const small = { prints: prints(print('w', { size: '40' })) };
    const scene = signalled({ snapshot: small });
    expect(orders(decide(scene, withFlow({ whale: usdc('1') })))).toEqual(['BUY YES 10 @ 0.52']);
  });

  it('is at most 30 % of the depth within the slippage', () => {
    const near = bothBooks(market, { bid: '0.49', ask: '0.51', size: '40' });
    const view = viewOf(signalled());
    const shallow = viewOf(signalled({ books: near })).snapshot;
    const bounded = { ...view, snapshot: { ...shallow } };
    expect(orders(decide({ ...signalled(), changes: bounded }))).toEqual(['BUY YES 12 @ 0.52']);
  });

  it.each<[string, Partial<Exposures>]>([
    ['of the market', { byMarket: new Map([[market.condition, usdc('94.8')]]) }],
    ['of the event', { byEvent: new Map([[market.event, usdc('194.8')]]) }],
    ['of the category', { byCategory: new Map([['sports', usdc('194.8')]]) }],
    ['of the portfolio', { total: usdc('494.8') }],
  ])('is at most the headroom %s', (_scope, exposures) => {
    // $5.20 less the rounding of one order buys 9.99 shares at 0.52.
    expect(orders(decide(exposed(exposures)))).toEqual(['BUY YES 9.99 @ 0.52']);
  });

  it('is nothing where a limit is exceeded', () => {
    expect(decide(exposed({ total: usdc('600') })).desired).toEqual([]);
  });

  it('is scaled down in a drawdown', () => {
    const scene = signalled({ changes: { drawdownScale: ratio('0.5') } });
    expect(orders(decide(scene))).toEqual(['BUY YES 7.84 @ 0.52']);
  });

  it.each([
    ['0.3186', []],
    ['0.3187', ['BUY YES 5 @ 0.52']],
  ])('below the minimum of five shares is nothing: scaled by %s it is %j', (scale, wanted) => {
    const scene = signalled({ changes: { drawdownScale: ratio(scale) } });
    expect(orders(decide(scene))).toEqual(wanted);
  });

  it('pitfall 3: is in shares, and costs no more than the budget with its fee', () => {
    const feeing = aMarket('a', { fee: { kind: 'taker', rate: ratio('0.01'), exponent: 1 } });
    const scene = signalled({ markets: [feeing], changes: { freeCash: usdc('100') } });
    const costs = decide(scene, withFlow({ kellyFraction: ratio('1') })).desired.map(
      ({ order: { size, price: limit } }) =>
        plus(notional(size, limit, 'up'), takerFeeMax(feeing.fee, size, limit)),
    );
    // Kelly bets (0.55 - 0.5125) / 0.4875 of $100; a size in dollars would cost half as much.
    expect(costs.map((cost) => [cost > usdc('7.68'), cost <= usdc('7.7')])).toEqual([[true, true]]);
  });
});

describe('Kelly', () => {
  it.each([
    ['0.55', 510_000n, '0.081632'],
    ['0.51', 510_000n, '0'],
    ['0.50', 510_000n, '0'],
    ['0.99', 980_000n, '0.5'],
  ])('expecting %s at a cost of %s bets %s', (target, cost, share) => {
    expect(formatRatio(kellyShare(price(target), cost))).toBe(share);
  });
});

describe('headroom', () => {
  it('is the smallest of four, whatever the others leave', () => {
    const exposures = {
      total: usdc('450'),
      byMarket: new Map([[market.condition, usdc('70')]]),
      byEvent: new Map([[market.event, usdc('180')]]),
      byCategory: new Map([['sports', usdc('100')]]),
    };
    const view = viewOf(signalled({ changes: { exposures } }));
    expect(formatUsdc(headroomOf(view, market))).toBe('20');
  });
});

describe('a round trip', () => {
  const prices = { fair: price('0.5'), bid: price('0.49'), ask: price('0.51') };

  it('costs the spread, both fees and a tick', () => {
    const fee = { kind: 'taker', rate: ratio('0.05'), exponent: 1 } as const;
    const trip = roundTrip({ fee, tick: tick('0.01') }, prices, cents(4));
    // 2 + 1.25 at 0.51 + 1.242 at 0.54 + 1 cents, fees rounded up to a thousandth of a cent.
    expect(trip.cost).toBe(cents(5.492));
    expect(formatPrice(trip.target)).toBe('0.54');
  });

  it('expects no more than there is room below the last price', () => {
    const high = { fair: price('0.97'), bid: price('0.96'), ask: price('0.98') };
    const trip = roundTrip({ fee: { kind: 'free' }, tick: tick('0.01') }, high, cents(5));
    expect([trip.expected, trip.target]).toEqual([cents(2), price('0.99')]);
  });

  it('takes a fall below zero for the lowest price', () => {
    const trip = roundTrip({ fee: { kind: 'free' }, tick: tick('0.01') }, prices, cents(-60));
    expect([trip.expected, formatPrice(trip.target)]).toEqual([cents(-60), '0.000001']);
  });
});

describe('a move', () => {
  it('of YES is one of NO the other way', () => {
    const memory = stoodAt('0.40').markets.get(market.condition);
    const to = { now: NOW, mid: price('0.5') };
    expect([
      moveInWindow(memory, { ...to, outcome: 'YES' }, minutes(5)),
      moveInWindow(memory, { ...to, outcome: 'NO' }, minutes(5)),
    ]).toEqual([cents(10), cents(-10)]);
  });
});
