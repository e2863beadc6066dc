// What the owner places by hand: allowed for as much as it adds, and no order of ours.

import { describe, expect, it } from 'vitest';
import { price } from '../../../lib/units/price.ts';
import { lossOf } from './allowance.ts';
import { CAPS, FILL } from './fill-history.ts';
import { single } from './g2-single.ts';
import { capped } from './g3-capped.ts';
import { halted } from './g4-halted.ts';
import { converging } from './g5-converging.ts';
import { BID, minute, openOrderOf, said, sent, stateItem, stored } from './histories.ts';
import { savesOf } from './saves.ts';
import { switchTurned, venueWith } from './histories.ts';
import type { OpenOrder } from '../../../lib/domain/order.ts';
import type { OrderWords } from './histories.ts';
import type { Sighting } from './sighting.ts';

// Ten dollars by hand, where four may be lost.
const HAND: OrderWords = { ...BID, id: '0x0a', price: '0.5', size: '20' };
const KNOWN_MS = 420_000;

const byHand = (at: number): Sighting => ({ kind: 'by-hand', at });

const venueOf = (openOrders: () => readonly OpenOrder[]) =>
  venueWith({ openOrders, isByHand: (id) => id === HAND.id });

describe('an order by hand', () => {
  it('may exceed a cap, and an order of ours beside it fits below the cap as before', () => {
    const own = (size: string): OrderWords => ({ ...BID, size });
    const after = (size: string): readonly string[] =>
      said(
        capped(CAPS),
        [byHand(1), stored(2, stateItem({ orders: [own(size)] })), sent(3, [own(size)])],
        venueOf(() => [openOrderOf(HAND)]),
      );
    expect(after('10')).toEqual([]);
    expect(after('10.1')).not.toEqual([]);
  });

  it('that nobody was told of is over the cap', () => {
    expect(
      said(
        capped(CAPS),
        [minute(1)],
        venueOf(() => [openOrderOf(HAND)]),
      ),
    ).not.toEqual([]);
  });

  const ALL = ['all', 'market', 'event', 'category'];
  // Saves of a state of a later schema are those of a function that reads nothing.
  // Simulated section 148350053069183.
  it.each<[looked: number, saves: number, schema: number, scopes: readonly string[]]>([
    [KNOWN_MS + 1, 7, 4, []],
    [KNOWN_MS + 2, 7, 4, ALL],
    [KNOWN_MS + 2, 6, 4, []],
    [KNOWN_MS + 2, 8, 4, ALL],
    [KNOWN_MS + 2, 7, 5, []],
  ])('is allowed for no more once it is known and gone, %i ms and %i saves later', (...row) => {
    const [looked, saves, schema, scopes] = row;
    let open: readonly OpenOrder[] = [openOrderOf(HAND)];
    const gone: Sighting = minute(looked);
    const venue = venueOf(() => open);
    const checker = capped(CAPS);
    expect(said(checker, [byHand(1), ...savesOf(saves, schema)], venue)).toEqual([]);
    open = [];
    expect(said(checker, [gone], venue)).toEqual([]);
    open = [openOrderOf({ ...BID, size: '20' })];
    const broken = said(checker, [minute(looked + 1)], venue);
    expect(broken.map((text) => text.split(' ')[0])).toEqual(scopes);
  });

  const FILLED = { ...FILL, price: price('0.6') };
  // Simulated section 132086785929071.
  it.each([
    ['a purchase at 0.6', FILLED, 6_000_000n],
    ['a sale', { ...FILLED, side: 'SELL' }, 10_000_000n],
    ['a bid for twenty at 0.5', openOrderOf(HAND), 10_000_000n],
    ['an offer of twenty at 0.5', openOrderOf({ ...HAND, side: 'SELL' }), 20_000_000n],
  ] as const)('may lose by itself, as %s', (...[, one, loss]) => {
    expect(lossOf(one)).toBe(loss);
  });

  it('is no second copy, no orphan, and may outlast a halt', () => {
    const twice = [HAND, { ...HAND, id: '0x0b' }].map(openOrderOf);
    const venue = venueWith({ openOrders: () => twice, isByHand: () => true });
    expect(said(single(), [minute(1)], venue)).toEqual([]);
    expect(said(converging(), [stored(1, stateItem({}))], venue)).toEqual([]);
    const long = [switchTurned(0, 'halt'), minute(1_000_000)];
    expect(said(halted(), long, venue)).toEqual([]);
  });
});
