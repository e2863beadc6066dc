// Each checker fails on a history in which its guarantee is broken, and says nothing to the same
// history without that.

import { describe, expect, it } from 'vitest';
import { single } from './g2-single.ts';
import { GONE_WITHIN_MS, halted } from './g4-halted.ts';
import { FILL } from './fill-history.ts';
import { converging } from './g5-converging.ts';
import {
  arrived,
  BID,
  lateBy,
  lookedUp,
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
import type { OrderWords } from './histories.ts';

const OTHER = { ...BID, id: '0x02' };

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

describe('G2, no intent is carried out twice', () => {
  const taken = venueWith({ wasTaken: () => true });
  const again = stateItem({ orders: [BID, OTHER] });

  it('sees two orders for one place that were filled at once, under one lease', () => {
    const history = [stored(1, again), arrived(2, [BID]), arrived(3, [OTHER])];
    expect(said(single(), history, taken)).toEqual([expect.stringContaining('taken twice, fence')]);
    expect(said(single(), history, venueWith({ wasTaken: (id) => id === OTHER.id }))).toEqual([]);
  });

  it('says nothing to the same order that arrives again, or to one of a later lease', () => {
    const later = stateItem({ orders: [OTHER], fence: 2 });
    const history = [
      stored(1, stateItem({ orders: [BID] })),
      ...[arrived(2, [BID]), arrived(3, [BID]), stored(4, later), arrived(5, [OTHER])],
    ];
    expect(said(single(), history, taken)).toEqual([]);
  });
});

describe('G2, a signal is acted on once', () => {
  const follow = { ...BID, signal: 's1' };
  const again = { ...OTHER, signal: 's1' };
  const first = [stored(1, stateItem({ orders: [follow] })), sent(2, [follow])];
  const laterOne = (order: OrderWords) => [
    stored(100_000, stateItem({ orders: [order], fence: 2 })),
    sent(100_001, [order]),
  ];

  it('sees a second order under a later lease, whatever became of the first', () => {
    expect(said(single(), [...first, ...laterOne(again)])).toEqual([
      'signal s1 is acted on twice: 0x01, 0x02',
    ]);
  });

  it('sees it hours later, and in one request', () => {
    const both = [follow, again];
    const at = 10 * 3_600_000;
    const later = [stored(at, stateItem({ orders: both, fence: 9 })), sent(at + 1, [again])];
    expect(said(single(), [...first, ...later])).toHaveLength(1);
    const once = [stored(1, stateItem({ orders: both })), sent(2, both)];
    expect(said(single(), once)).toHaveLength(1);
  });

  it.each([
    ['the same bytes that are sent again', follow],
    ['another signal', { ...OTHER, signal: 's2' }],
    ['an order without a signal', OTHER],
  ])('says nothing to %s', (_, order) => {
    expect(said(single(), [...first, ...laterOne(order)])).toEqual([]);
  });

  it('says nothing to two orders without a signal, nor to one that never left', () => {
    const quotes = [stored(1, stateItem({ orders: [BID] })), sent(2, [BID]), ...laterOne(OTHER)];
    expect(said(single(), quotes)).toEqual([]);
    const unsent = [stored(1, stateItem({ orders: [follow] })), ...laterOne(again)];
    expect(said(single(), unsent)).toEqual([]);
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

  // Simulated sections 18165722047014 and 174232956749206: the venue showed what had ended again
  // between the look and the save, and one of its answers was empty.
  it.each([
    [['{"id":"0x01"}'], 1],
    [['null'], 0],
    [['null', ''], 0],
    [['null', '{"id":"0x01"}'], 1],
    [['{"id":"0x01"}', 'null'], 0],
    [['null', '<html>'], 0],
    [['<html>'], 1],
  ])('judges what is called absent by what was said of it: %j, %i faults', (answers, count) => {
    const venue = venueWith({ wasTaken: () => true });
    const before = stateItem({ version: 1 });
    const after = stateItem({ version: 2, settled: [{ id: '0x01', end: 'absent' }] });
    const looks = answers.map((body, index) => lookedUp(index, '0x01', body));
    expect(said(converging(), [...looks, stored(9, after, { before })], venue)).toHaveLength(count);
  });

  it.each([
    [29_999, 0],
    [30_000, 1],
  ])('takes an answer for heard that came after %i ms: %i faults', (after, count) => {
    const venue = venueWith({ wasTaken: () => true });
    const item = stateItem({ version: 2, settled: [{ id: '0x01', end: 'absent' }] });
    const saved = stored(9, item, { before: stateItem({ version: 1 }) });
    const look = lateBy(after, lookedUp(1, '0x01', 'null'));
    expect(said(converging(), [look, saved], venue)).toHaveLength(count);
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

  it.each([
    ['canceled', 'CONFIRMED', [], 1],
    ['partly-filled', 'MATCHED', [], 1],
    ['canceled', 'FAILED', [], 0],
    ['absent', 'CONFIRMED', [], 0],
    ['canceled', 'CONFIRMED', ['t2'], 1],
    ['canceled', 'CONFIRMED', ['t1'], 0],
  ] as const)('finds in the end %s, with a %s fill and %j booked, %i faults', (...row) => {
    const [end, status, trades, count] = row;
    const venue = venueWith({ wasTaken: () => true, fills: () => [{ ...FILL, status }] });
    const before = stateItem({ version: 1 });
    const entries = trades.map((trade) => ({ kind: 'fill', sequence: 1, trade, order: '0x01' }));
    const after = {
      ...stateItem({ version: 2, settled: [{ id: '0x01', end }] }),
      outbox: { S: JSON.stringify(entries) },
    };
    const look = lookedUp(0, '0x01', 'null');
    expect(said(converging(), [look, stored(1, after, { before })], venue)).toHaveLength(count);
  });
});
