// Each checker fails on a history in which its guarantee is broken, and says nothing to the same
// history without that.

import { describe, expect, it } from 'vitest';
import { shares } from '../../../lib/units/shares.ts';
import { gated } from './g1-gated.ts';
import { remembered } from './g1-remembered.ts';
import { single } from './g2-single.ts';
import { GONE_WITHIN_MS, halted } from './g4-halted.ts';
import { converging } from './g5-converging.ts';
import {
  arrived,
  BID,
  bodyOf,
  bookTold,
  MARKET,
  minute,
  openOrderOf,
  said,
  sent,
  stateItem,
  stored,
  switchRead,
  switchTurned,
  venueWith,
} from './histories.ts';
import type { RiskWords } from './histories.ts';
import type { Sighting } from './sighting.ts';

const OTHER = { ...BID, id: '0x02' };

describe('G1, every order passed the risk manager', () => {
  const rules = { slippageMax: 30_000n, stopSlippageMax: 50_000n };
  const journalled = (words = BID, clearedCycles = 10): Sighting =>
    stored(2, stateItem({ orders: [words], clearedCycles }));
  const allowed = [bookTold(1), journalled(), switchRead(3), sent(4, [BID])];

  it('says nothing to an order that was journalled, and sent after a look at the switch', () => {
    expect(said(gated(rules), allowed)).toEqual([]);
  });

  it('sees an order that nobody journalled', () => {
    const history = [bookTold(1), switchRead(3), sent(4, [BID])];
    expect(said(gated(rules), history)).toEqual([
      `p1 sends what was never journalled: ${bodyOf(BID)}`,
    ]);
  });

  it('sees an order of a lease that somebody else has taken over', () => {
    const taken = stored(3, stateItem({ holder: 'h2', fence: 2, orders: [BID] }), {
      process: 'p2',
    });
    const history = [bookTold(1), journalled(), taken, switchRead(3), sent(4, [BID])];
    expect(said(gated(rules), history)).toEqual(['p1 sends 0x01: fence 2 holds, not 1']);
  });

  it('sees an order of a lease that was given back', () => {
    const released = stored(3, stateItem({ holder: null, end: null, orders: [BID] }));
    const history = [bookTold(1), journalled(), released, switchRead(3), sent(4, [BID])];
    expect(said(gated(rules), history)).toEqual(['p1 sends 0x01: nobody holds the lease']);
  });

  it.each([
    [4, 0],
    [5, 1],
  ])(
    'finds in an order that is sent while the state is of schema %i, %i faults',
    (schema, count) => {
      const state = stateItem({ orders: [BID], schema });
      const history = [bookTold(1), stored(2, state), switchRead(3), sent(4, [BID])];
      expect(said(gated(rules), history)).toHaveLength(count);
    },
  );

  it('sees an order that was sent without a look at the switch', () => {
    const history = [bookTold(1), switchRead(1), journalled(), sent(4, [BID])];
    expect(said(gated(rules), history)).toEqual([
      'p1 sends 0x01: the switch was not read since its journal',
    ]);
  });

  it.each(['halt', 'nonsense', 'missing', 'reduce-only'] as const)(
    'sees an adding order that is sent although the switch says %s',
    (word) => {
      const history = [switchTurned(0, word), ...allowed];
      expect(said(gated(rules), history)[0]).toContain(`the switch said ${word}`);
    },
  );

  it('lets a reducing order pass reduce-only', () => {
    const words = { ...BID, effect: 'reducing' } as const;
    const history = [
      switchTurned(0, 'reduce-only'),
      bookTold(1),
      journalled(words),
      switchRead(3),
      sent(4, [words]),
    ];
    expect(said(gated(rules), history)).toEqual([]);
  });

  it.each([
    ['BUY', '0.47', 0],
    ['BUY', '0.470001', 1],
    ['SELL', '0.37', 0],
    ['SELL', '0.369999', 1],
  ] as const)(
    'finds in a %s at %s, three cents around 0.40 to 0.44, %i faults',
    (side, at, count) => {
      const words = { ...BID, side, price: at };
      const history = [bookTold(1), journalled(words), switchRead(3), sent(4, [words])];
      expect(said(gated(rules), history)).toHaveLength(count);
    },
  );

  it('does not take an own order for the best price of others', () => {
    const own = { ...openOrderOf({ ...BID, price: '0.42' }), originalSize: shares('100') };
    const words = { ...BID, side: 'SELL', price: '0.37' } as const;
    const toldWith = (bid: string): Sighting => {
      const told = bookTold(1);
      if (told.kind !== 'arrived' || told.reply.kind !== 'answer') throw new Error('no answer');
      const body = told.reply.body.replace('"bids":[', `"bids":[{"price":"0.42","size":"${bid}"},`);
      return { ...told, reply: { ...told.reply, body } };
    };
    const venue = venueWith({ openOrders: () => [own] });
    const history = (bid: string): readonly Sighting[] => [
      toldWith(bid),
      journalled(words),
      switchRead(3),
      sent(4, [words]),
    ];
    expect(said(gated(rules), history('100'), venue)).toEqual([]);
    expect(said(gated(rules), history('100.01'), venue)).toHaveLength(1);
  });

  it('sees an order for which no book was read', () => {
    const history = [journalled(), switchRead(3), sent(4, [BID])];
    expect(said(gated(rules), history)).toEqual(['p1 sends 0x01: no book was read for it']);
  });

  it.each([
    [9, '5', 0],
    [9, '5.01', 1],
    [10, '5.01', 0],
  ])('finds after %i cleared cycles in %s shares %i faults', (cycles, size, count) => {
    const words = { ...BID, size };
    const history = [bookTold(1), journalled(words, cycles), switchRead(3), sent(4, [words])];
    expect(said(gated(rules), history)).toHaveLength(count);
  });
});

describe('G1, the bytes are what was judged', () => {
  const rules = { slippageMax: 30_000n, stopSlippageMax: 50_000n };
  it.each([
    ['BUY', '2000000', '5000000', 0],
    ['BUY', '2000001', '5000000', 1],
    ['BUY', '2000000', '5000001', 1],
    ['SELL', '5000000', '2000000', 0],
    ['SELL', '5000001', '2000001', 1],
    ['SELL', '5000000', '1999999', 1],
  ] as const)('finds in a %s of 5 at 0.40 that gives %s for %s %i faults', (...law) => {
    const [side, gives, asks, count] = law;
    const order = { tokenId: MARKET.yes, side, makerAmount: gives, takerAmount: asks };
    const words = { ...BID, side, body: JSON.stringify({ order }) };
    const history = [
      bookTold(1),
      stored(2, stateItem({ orders: [words] })),
      switchRead(3),
      sent(4, [words]),
    ];
    expect(said(gated(rules), history)).toHaveLength(count);
  });
});

describe('G1, the risk manager remembers', () => {
  const saved = (at: number, risk: RiskWords, orders = [BID]): Sighting =>
    stored(at, stateItem({ risk, orders }));

  it.each<readonly [string, RiskWords, RiskWords, 0 | 1]>([
    ['a peak that rises', { peak: '10' }, { peak: '11' }, 0],
    ['a peak that falls', { peak: '10' }, { peak: '9.999999' }, 1],
    ['a peak that is gone', { peak: '10' }, {}, 1],
    ['a peak that falls with a withdrawal', { peak: '10' }, { peak: '9', flows: '-1' }, 0],
    ['a breaker that closes early', { openUntil: 90_000 }, {}, 1],
    ['a breaker that closes in time', { openUntil: 64_999 }, {}, 0],
  ])('and finds in %s its fault', (...law) => {
    const [, before, after, count] = law;
    const history = [saved(1, before), saved(60_000, after)];
    expect(said(remembered(), history)).toHaveLength(count);
  });

  it.each([
    ['adding', 90_000, 1],
    ['reducing', 90_000, 0],
    ['adding', 5_001, 0],
  ] as const)('and finds in an order that is %s, a breaker open until %i, %i faults', (...law) => {
    const [effect, openUntil, count] = law;
    const words = { ...BID, effect };
    const history = [saved(1, { openUntil }, [words]), sent(4, [words])];
    expect(said(remembered(), history)).toHaveLength(count);
  });
});

describe('G2, no intent lives twice', () => {
  const history = [stored(1, stateItem({ orders: [BID, OTHER] })), arrived(2, [OTHER])];

  it('sees two orders of one strategy on one side of a token', () => {
    const openOrders = () => [openOrderOf(BID), openOrderOf(OTHER)];
    expect(said(single(), history, venueWith({ openOrders }))[0]).toContain('twice, MM BUY of');
  });

  it('says nothing to a bid and an ask', () => {
    const openOrders = () => [openOrderOf(BID), openOrderOf({ ...OTHER, side: 'SELL' })];
    expect(said(single(), history, venueWith({ openOrders }))).toEqual([]);
  });
});

describe('G4, a halt stops all but the request in flight', () => {
  const turned = switchTurned(100, 'halt');

  it('lets the one request go that was about to leave', () => {
    expect(said(halted(), [switchRead(99), turned, sent(101, [BID])])).toEqual([]);
  });

  it('sees a second request of one process', () => {
    const history = [switchRead(99), turned, sent(101, [BID]), sent(102, [OTHER])];
    expect(said(halted(), history)).toEqual([
      'p1 sends a second request 2 ms after the switch said halt',
    ]);
  });

  it('sees a request of a process that has read of the halt', () => {
    expect(said(halted(), [turned, switchRead(101), sent(102, [BID])])).toEqual([
      'p1 sends 2 ms after the switch said halt, and has read it',
    ]);
  });

  it.each([
    [GONE_WITHIN_MS, 0],
    [GONE_WITHIN_MS + 1, 1],
  ])('finds in an order that rests %i ms after the halt %i faults', (later, count) => {
    const venue = venueWith({ openOrders: () => [openOrderOf(BID)] });
    expect(said(halted(), [turned, minute(100 + later)], venue)).toHaveLength(count);
  });
});

describe('G5, what is stored converges to the venue', () => {
  it('sees an order that rests and that no stored intent is about', () => {
    const venue = venueWith({ openOrders: () => [openOrderOf(BID)] });
    expect(said(converging(), [arrived(1, [BID])], venue)).toEqual([
      'rests, and no stored intent is about it: 0x01',
    ]);
    const history = [stored(1, stateItem({ orders: [BID] })), arrived(2, [BID])];
    expect(said(converging(), history, venue)).toEqual([]);
  });

  it.each([
    ['rejected', true, 1],
    ['absent', true, 1],
    ['absent', false, 0],
    ['canceled', true, 0],
  ])('finds in the end %s of an order, taken: %s, %i faults', (end, isTaken, count) => {
    const venue = venueWith({ wasTaken: () => isTaken });
    const before = stateItem({ version: 1 });
    const after = stateItem({ version: 2, settled: [{ id: '0x01', end }] });
    expect(said(converging(), [stored(1, after, { before })], venue)).toHaveLength(count);
  });

  it('sees an order that is called ended and rests', () => {
    const venue = venueWith({ openOrders: () => [openOrderOf(BID)], wasTaken: () => true });
    const before = stateItem({ version: 1, orders: [BID] });
    const ends = [{ id: '0x01', end: 'canceled' }];
    const after = stateItem({ version: 2, orders: [BID], settled: ends });
    expect(said(converging(), [stored(1, after, { before })], venue)).toEqual([
      'rests, yet canceled (): 0x01',
    ]);
  });
});
