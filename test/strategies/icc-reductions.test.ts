import { describe, expect, it } from 'vitest';
import { tick } from '../../lib/units/price.ts';
import { eventId } from '../../lib/units/ids.ts';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket, anEvent } from './books.ts';
import { LIMITS } from './parameters.ts';
import { bothBooks, position } from './views.ts';
import type { Scene } from './views.ts';

import { canceled, decide, market, orders, other, working } from './icc-scenes.ts';

describe('a position over a limit', () => {
  const costing = (cost: string, size = '200'): Partial<Scene> => ({
    positions: [position(market, 'YES', { shares: size, cost })],
  });

  it.each([
    ['99.99', []],
    ['100', []],
    ['100.01', ['FAK SELL 20.02 a-yes @ 0.48']],
  ])('of %s dollars against 100 dollars is reduced to 90 dollars: %j', (cost, wanted) => {
    expect(orders(decide(costing(cost)))).toEqual(wanted);
  });

  it('says why with its numbers', () => {
    expect(decide(costing('120')).desired[0]?.reason).toBe(
      'market slug-a exposure $120.00 over $100.00, to $90.00: SELL 50 YES at 0.48, ' +
        'expected loss $20.00 at fair 0.5',
    );
  });

  it('is not sold for what canceling resting orders cures', () => {
    const bid = working('bid', 'BUY 100 YES @ 0.5');
    const decision = decide({ ...costing('90', '180'), resting: [bid] });
    expect([canceled(decision), orders(decision)]).toEqual([['bid'], []]);
  });

  it('of NO is sold by the price of NO', () => {
    const no = { positions: [position(market, 'NO', { shares: '200', cost: '120' })] };
    expect(orders(decide(no))).toEqual(['FAK SELL 50 a-no @ 0.48']);
  });

  it('is sold no further than the book takes within the slippage', () => {
    const books = bothBooks(market, { bid: '0.49', ask: '0.51', size: '500' });
    const scene = { ...costing('800', '1600'), books };
    expect(orders(decide(scene))).toEqual(['FAK SELL 500 a-yes @ 0.48']);
  });

  it('pitfall 11: is sold no further than shares are free', () => {
    const sellable = new Map([[market.yes, shares('30')]]);
    expect(orders(decide({ ...costing('120'), changes: { sellable } }))).toEqual([
      'FAK SELL 30 a-yes @ 0.48',
    ]);
  });

  it('is sold with the shares that lower sells hold, since they make way', () => {
    const ask = working('ask', 'SELL 190 YES @ 0.6');
    expect(orders(decide({ ...costing('120'), resting: [ask] }))).toEqual([
      'FAK SELL 50 a-yes @ 0.48',
    ]);
  });

  it('leaves nothing or the minimum, where more than wanted must go', () => {
    // To $90 four fifths would go; three shares would stay.
    const scene = { ...costing('120', '3'), changes: { limits: LIMITS } };
    expect(orders(decide(scene))).toEqual([]);
    const tight = { ...LIMITS, exposurePerMarketMax: usdc('1') };
    const small = { ...costing('5', '10'), changes: { limits: tight } };
    expect(orders(decide(small))).toEqual(['FAK SELL 10 a-yes @ 0.48']);
  });

  it('is reported once where nothing can be sold', () => {
    const scene = { ...costing('120'), changes: { sellable: new Map() } };
    const first = decide(scene);
    const second = decide({ ...scene, memory: first.memory });
    expect([first.reports, second.reports]).toEqual([
      [
        {
          condition: 'a',
          text:
            'market slug-a exposure $120.00 over $100.00: nothing more can be sold within the ' +
            'slippage',
        },
      ],
      [],
    ]);
  });

  it.each<[string, Partial<Scene>]>([
    ['without a valid price', { books: [] }],
    ['in a paused market', { markets: [{ ...market, status: { kind: 'paused' } }] }],
    ['while trading is halted', { changes: { tradingState: 'HALTED' } }],
  ])('is not sold %s', (_where, scene) => {
    expect(orders(decide({ ...costing('120'), ...scene }))).toEqual([]);
  });

  it('is not sold where the grid has no price within the slippage', () => {
    const coarse = { ...market, tick: tick('0.1') };
    const books = bothBooks(coarse, { bid: '0.93', ask: '0.95' });
    expect(orders(decide({ ...costing('120'), markets: [coarse], books }))).toEqual([]);
  });

  it('is sold while trading may only reduce', () => {
    const changes = { tradingState: 'REDUCE_ONLY' } as const;
    expect(decide({ ...costing('120'), changes }).desired.length).toBe(1);
  });

  it('leaves complete sets out: only the excess can be lost', () => {
    const set = [
      position(market, 'YES', { shares: '400', cost: '200' }),
      position(market, 'NO', { shares: '250', cost: '112.5' }),
    ];
    // $312.50 paid, $250 sure: $62.50 at risk.
    expect(orders(decide({ positions: set }))).toEqual([]);
  });

  it('in two markets is reduced where the expected loss is worst', () => {
    const scene: Partial<Scene> = {
      positions: [
        position(market, 'YES', { shares: '150', cost: '80' }),
        position(other, 'YES', { shares: '130', cost: '80' }),
      ],
      changes: { limits: { ...LIMITS, exposureMax: usdc('150') } },
    };
    // To $135: 40.63 of b at 0.6154 each are $25.
    expect(orders(decide(scene))).toEqual(['FAK SELL 40.63 b-yes @ 0.48']);
  });

  it('goes on to the next position where the first is not enough', () => {
    const scene: Partial<Scene> = {
      positions: [
        position(market, 'YES', { shares: '150', cost: '80' }),
        position(other, 'YES', { shares: '130', cost: '80' }),
      ],
      changes: { limits: { ...LIMITS, exposureMax: usdc('60') } },
    };
    expect(orders(decide(scene))).toEqual([
      'FAK SELL 130 b-yes @ 0.48',
      'FAK SELL 48.75 a-yes @ 0.48',
    ]);
  });

  it('of two that lose the same the first by name is reduced first', () => {
    const both = [other, market].map((each) =>
      position(each, 'YES', { shares: '160', cost: '80' }),
    );
    const changes = { limits: { ...LIMITS, exposureMax: usdc('150') } };
    expect(orders(decide({ positions: both, changes }))).toEqual(['FAK SELL 50 a-yes @ 0.48']);
  });

  it('is not sold where the risk manager would see the sale as adding', () => {
    // Sets bought above a dollar lose in every ending; beside another market of their event the
    // sale of five NO far below cost could make one of these losses larger before it fills.
    const pair = ['a', 'b'].map((name) =>
      aMarket(name, { fee: { kind: 'free' }, event: eventId('pair') }),
    );
    const [one, two] = pair;
    const scene: Partial<Scene> = {
      markets: pair,
      events: [anEvent('pair', pair, { exclusivity: 'exclusive' })],
      books: pair.flatMap((each) => bothBooks(each, { bid: '0.58', ask: '0.60' })),
      positions: [
        ...(one === undefined ? [] : [position(one, 'NO', { shares: '2', cost: '0.1' })]),
        ...(two === undefined
          ? []
          : [
              position(two, 'YES', { shares: '131', cost: '69.43' }),
              position(two, 'NO', { shares: '136', cost: '72.08' }),
            ]),
      ],
      changes: { limits: { ...LIMITS, exposurePerMarketMax: usdc('10') } },
    };
    const decision = decide(scene);
    expect(orders(decision)).toEqual([]);
    expect(decision.reports[0]?.text).toContain('market slug-b exposure $10.51 over $10.00');
  });

  it('in two scopes is one order', () => {
    const scene: Partial<Scene> = {
      ...costing('120'),
      changes: { limits: { ...LIMITS, exposureMax: usdc('80') } },
    };
    // $90 for the market, then $72 for the whole.
    expect(orders(decide(scene))).toEqual(['FAK SELL 80 a-yes @ 0.48']);
  });

  it('whose stop fires is left to Protect, and counts as gone', () => {
    const stops = [{ token: market.yes, breaches: 1, widenedCents: null, noEntryUntil: null }];
    const decision = decide({ ...costing('120'), memory: { stops } });
    expect([decision.desired, decision.reports]).toEqual([[], []]);
  });

  it('is sold although re-entry into it is banned', () => {
    const stops = [
      { token: market.yes, breaches: 0, widenedCents: null, noEntryUntil: 9e15 as never },
    ];
    expect(decide({ ...costing('120'), memory: { stops } }).desired.length).toBe(1);
  });
});
