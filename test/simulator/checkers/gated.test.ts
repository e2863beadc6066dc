// G1 on made-up histories, each with one thing that is wrong.

import { describe, expect, it } from 'vitest';
import { shares } from '../../../lib/units/shares.ts';
import { gated } from './g1-gated.ts';
import {
  BID,
  bodyOf,
  bookTold,
  loggedIn,
  MARKET,
  openOrderOf,
  said,
  sent,
  stateItem,
  stored,
  switchRead,
  switchTurned,
  venueWith,
} from './histories.ts';
import type { OrderWords } from './histories.ts';
import type { Sighting } from './sighting.ts';

describe('G1, every order passed the risk manager', () => {
  const rules = { slippageMax: 30_000n, stopSlippageMax: 50_000n };
  const journalled = (words = BID, clearedCycles = 10): Sighting =>
    stored(2, stateItem({ orders: [words], clearedCycles }));
  const allowed = [bookTold(1), journalled(), switchRead(3), sent(4, [BID])];

  it.each([
    [30_001, 0],
    [30_002, 1],
  ])('finds in what is sent at %i ms by books told at 1 ms %i faults', (at, count) => {
    const late = stored(at - 1, stateItem({ orders: [BID] }));
    const history = [bookTold(1), late, switchRead(at), sent(at, [BID])];
    expect(said(gated(rules), history)).toHaveLength(count);
  });

  // Ten seconds more where its request had to ask for credentials first.
  it.each([
    [15_002, 0, 'no login', []],
    [15_003, 1, 'no login', []],
    [15_003, 1, 'a login before it', [loggedIn(1)]],
    [15_003, 1, 'a login of another process', [loggedIn(9_000, 'p2')]],
    [25_002, 0, 'a login', [loggedIn(9_000)]],
    [25_003, 1, 'a login', [loggedIn(9_000)]],
  ] as const)('finds in what is sent at %i ms, journalled at 2 ms, %i faults: %s', (...law) => {
    const [at, count, , logins] = law;
    const history = [bookTold(1), journalled(), ...logins, switchRead(at), sent(at, [BID])];
    expect(said(gated(rules), history)).toHaveLength(count);
  });

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

  // Between the two somebody may have said halt.
  it('sees a request that was repeated without another look at the switch', () => {
    expect(said(gated(rules), [...allowed, sent(6, [BID])])).toEqual([
      'p1 sends 0x01: the switch was not read since the request before it',
    ]);
    expect(said(gated(rules), [...allowed, switchRead(5), sent(6, [BID])])).toEqual([]);
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

  // Simulated section 30022 (ten-outcomes).
  it.each([
    ['MM', '0.35', 1],
    ['Protect', '0.35', 0],
    ['Protect', '0.349999', 1],
  ] as const)('finds in a sale of %s at %s, five cents below the bid, %i faults', (...of) => {
    const [strategy, at, count] = of;
    const words = { ...BID, side: 'SELL', price: at, strategy } as const;
    const history = [bookTold(1), journalled(words), switchRead(3), sent(4, [words])];
    expect(said(gated(rules), history)).toHaveLength(count);
  });

  it.each([
    ['adding', 'MM', '0.37', 0],
    ['reducing', 'MM', '0.37', 0],
    ['reducing', 'MM', '0.369999', 1],
    ['adding', 'FF', '0.369999', 1],
    ['reducing', 'FF', '0.37', 0],
    ['reducing', 'FF', '0.369999', 1],
  ] as const)('finds in a sale, %s, of %s at %s with a bid of 0.40 %i faults', (...law) => {
    const [effect, strategy, at, count] = law;
    const words = { ...BID, side: 'SELL', effect, strategy, price: at } as const;
    const history = [bookTold(1), journalled(words), switchRead(3), sent(4, [words])];
    expect(said(gated(rules), history)).toHaveLength(count);
  });

  // Simulated section 100 (news-jump).
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
  const faultsOf = (words: OrderWords): readonly string[] =>
    said(gated(rules), [
      bookTold(1),
      stored(2, stateItem({ orders: [words] })),
      switchRead(3),
      sent(4, [words]),
    ]);
  it.each([
    ['BUY', '2000000', '5000000', 0],
    ['BUY', '2000001', '5000000', 1],
    ['BUY', '2000000', '5000001', 1],
    ['BUY', '2000000', '4999000', 0],
    ['BUY', '2000000', '4998999', 1],
    ['BUY', '2000000', '4000000', 1],
    ['SELL', '5000000', '2000000', 0],
    ['SELL', '5000001', '2000001', 1],
    ['SELL', '5000000', '1999999', 1],
  ] as const)('finds in a %s of 5 at 0.40 that gives %s for %s %i faults', (...law) => {
    const [side, gives, asks, count] = law;
    const amounts = { makerAmount: gives, takerAmount: asks, expiration: '1' };
    const order = { tokenId: MARKET.yes, side, ...amounts };
    const body = JSON.stringify({ postOnly: true, order, orderType: 'GTD' });
    expect(faultsOf({ ...BID, side, body })).toHaveLength(count);
  });

  it.each([
    [false, true, 'GTD', '1', 0],
    [false, false, 'GTD', '1', 1],
    [false, true, 'GTC', '1', 1],
    [false, true, 'GTD', '0', 1],
    [true, false, 'FAK', '0', 0],
    [true, true, 'FAK', '0', 1],
    [true, false, 'FOK', '0', 1],
    [true, false, 'GTD', '1', 1],
    [true, false, 'FAK', '1', 1],
  ] as const)('of an order that may take: %s, sent with %s, %s, %s, are %i faults', (...law) => {
    const [takes, postOnly, orderType, expiration, count] = law;
    const amounts = { makerAmount: '2000000', takerAmount: '5000000', expiration };
    const order = { tokenId: MARKET.yes, side: 'BUY', ...amounts };
    const words = { ...BID, takes, body: JSON.stringify({ postOnly, order, orderType }) };
    expect(faultsOf(words)).toHaveLength(count);
  });
});
