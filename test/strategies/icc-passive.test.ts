import { describe, expect, it } from 'vitest';
import { tick } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, hours } from '../../lib/units/time.ts';
import { aBook, aMarket, levels, NOW } from './books.ts';
import { decide, endingIn, fairAt, market } from './icc-scenes.ts';
import { OFFER, orders, working } from './icc-scenes.ts';
import { bothBooks, position } from './views.ts';
import type { Scene } from './views.ts';

describe('a passive price', () => {
  const at = (book: { readonly bid: string; readonly ask: string }): readonly string[] =>
    orders(decide(endingIn(hours(5), { books: bothBooks(market, book) })));

  it('is the fair price where that is on the grid', () => {
    expect(at({ bid: '0.48', ask: '0.52' })).toEqual(['GTD SELL 100 a-yes @ 0.5']);
  });

  it('is the next price above it where it is not', () => {
    expect(at({ bid: '0.49', ask: '0.52' })).toEqual(['GTD SELL 100 a-yes @ 0.51']);
  });

  it('is above the best bid where the spread is a tick', () => {
    expect(at({ bid: '0.49', ask: '0.50' })).toEqual(['GTD SELL 100 a-yes @ 0.5']);
  });

  it('is above the best bid where an event’s blend puts fair below it', () => {
    const blended = decide({ ...endingIn(hours(5)), changes: { fair: fairAt('0.45') } });
    expect(orders(blended)).toEqual(['GTD SELL 100 a-yes @ 0.5']);
  });

  it('is none where the grid ends', () => {
    const end = { kind: 'at', at: after(NOW, hours(5)) } as const;
    const fine = { ...market, tick: tick('0.001'), end };
    const books = bothBooks(fine, { bid: '0.999', ask: '0.9995', size: '2000000' });
    expect(orders(decide(endingIn(hours(5), { markets: [fine], books })))).toEqual([]);
  });

  it('is at fair where nobody but ourselves bids', () => {
    const asks = levels('asks', '0.51 x 1000');
    const books = [aBook(market.yes, { bids: [], asks })];
    const scene = endingIn(hours(5), { books, changes: { fair: fairAt('0.5') } });
    expect(orders(decide(scene))).toEqual(OFFER);
  });

  it('is none where the fair price is above the grid', () => {
    const end = { kind: 'at', at: after(NOW, hours(5)) } as const;
    const coarse = { ...market, tick: tick('0.1'), end };
    const books = bothBooks(coarse, { bid: '0.93', ask: '0.95' });
    expect(orders(decide(endingIn(hours(5), { markets: [coarse], books })))).toEqual([]);
  });
});

describe('a passive size', () => {
  const offered = (scene: Partial<Scene>): readonly string[] =>
    orders(decide(endingIn(hours(5), scene)));

  it('is what is free and what lower sells hold', () => {
    const ask = working('ask', 'SELL 60 YES @ 0.6');
    expect(offered({ resting: [ask] })).toEqual(OFFER);
    const sellable = new Map([[market.yes, shares('30')]]);
    expect(offered({ changes: { sellable } })).toEqual(['GTD SELL 30 a-yes @ 0.5']);
  });

  it('counts ICC’s own resting offer, which it replaces or keeps', () => {
    const own = working('own', 'SELL 100 YES @ 0.5', { strategy: 'ICC' });
    expect(offered({ resting: [own] })).toEqual(OFFER);
  });

  it.each([
    ['4.99', []],
    ['5', ['GTD SELL 5 a-yes @ 0.5']],
  ])('of %s shares against a minimum of five is %j', (size, wanted) => {
    expect(offered({ positions: [position(market, 'YES', { shares: size, cost: '2' })] })).toEqual(
      wanted,
    );
  });

  it('needs no dollar: post-only orders have no such minimum', () => {
    const cheap = aMarket('a', {
      fee: { kind: 'free' },
      end: { kind: 'at', at: after(NOW, hours(5)) },
    });
    const books = bothBooks(cheap, { bid: '0.04', ask: '0.06' });
    const positions = [position(cheap, 'YES', { shares: '5', cost: '0.3' })];
    expect(orders(decide({ markets: [cheap], books, positions }))).toEqual([
      'GTD SELL 5 a-yes @ 0.05',
    ]);
  });

  it.each<[string, Partial<Scene>]>([
    ['without a valid price', { books: [] }],
    [
      'in a paused market',
      {
        markets: [
          { ...market, status: { kind: 'paused' }, end: { kind: 'at', at: after(NOW, hours(5)) } },
        ],
      },
    ],
    ['while trading is halted', { changes: { tradingState: 'HALTED' } }],
    [
      'while the stop fires, which must find its side free',
      {
        positions: [position(market, 'YES', { shares: '100', cost: '60' })],
        memory: {
          stops: [{ token: market.yes, breaches: 1, widenedCents: null, noEntryUntil: null }],
        },
      },
    ],
  ])('is nothing %s', (_where, scene) => {
    expect(offered(scene)).toEqual([]);
  });

  it('is nothing beside an order at once: a breached limit comes first', () => {
    const large = position(market, 'YES', { shares: '240', cost: '120' });
    expect(offered({ positions: [large] })).toEqual(['FAK SELL 60 a-yes @ 0.48']);
  });
});

describe('in a drawdown', () => {
  const scaled = (m: string, cost = '60', scene: Partial<Scene> = {}): readonly string[] =>
    orders(
      decide({
        positions: [position(market, 'YES', { shares: '120', cost })],
        ...scene,
        changes: { drawdownScale: ratio(m), ...scene.changes },
      }),
    );

  it.each([
    ['0.500001', []],
    ['0.5', []],
    ['0.499999', ['GTD SELL 20.01 a-yes @ 0.5']],
    ['0.4', ['GTD SELL 40 a-yes @ 0.5']],
    ['0.15', ['GTD SELL 90 a-yes @ 0.5']],
  ])('at a scale of %s, 60 dollars of 100 dollars are offered down to it: %j', (m, wanted) => {
    expect(scaled(m)).toEqual(wanted);
  });

  it.each([
    ['39.99', []],
    ['40', []],
    ['40.5', ['GTD SELL 5 a-yes @ 0.5']],
  ])('of 0.4, %s dollars against 40 dollars are offered as %j', (cost, wanted) => {
    expect(scaled('0.4', cost)).toEqual(wanted);
  });

  it('what rests does not count: it is inventory that shrinks', () => {
    const bid = working('bid', 'BUY 60 YES @ 0.5');
    expect(scaled('0.4', '40', { resting: [bid] })).toEqual([]);
  });

  it('says why with its numbers', () => {
    const decision = decide({
      positions: [position(market, 'YES', { shares: '120', cost: '60' })],
      changes: { drawdownScale: ratio('0.3') },
    });
    expect(decision.desired[0]?.reason).toBe(
      'drawdown scale 0.3, $60.00 over $30.00: SELL 60 YES at 0.5, fair 0.5',
    );
  });
});
