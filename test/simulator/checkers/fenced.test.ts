// The checker of leases fails on every way in which a lost lease could change something.

import { describe, expect, it } from 'vitest';
import { fenced } from './g7-fenced.ts';
import { arrived, BID, said, sent, stateItem, stored } from './histories.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { Sighting } from './sighting.ts';

describe('G7, a holder of a lost lease changes nothing', () => {
  const taken = stateItem({ fence: 1, version: 1, end: 60_000 });
  const start = stored(1, taken, { before: null });
  const next = { before: taken };

  it('says nothing to a save of the holder', () => {
    const saved = stateItem({ version: 2, orders: [BID] });
    expect(said(fenced(), [start, stored(2, saved, next)])).toEqual([]);
  });

  it('sees a save of a process that does not hold the fence', () => {
    const saved = stored(2, stateItem({ version: 2 }), { ...next, process: 'p2' });
    expect(said(fenced(), [start, saved])).toEqual([
      "p2 with fence 1 writes, and the fence is p1's",
    ]);
  });

  it('sees a save that was sent under an earlier lease of the same process', () => {
    const late = stored(3, stateItem({ version: 2 }), { ...next, took: 2.5 });
    expect(said(fenced(), [start, late])).toEqual([
      'p1 with fence 1 writes what it sent before it took the lease',
    ]);
  });

  it('sees a save without a lease', () => {
    const released = stateItem({ holder: null, end: null });
    const history = [
      start,
      stored(2, released, next),
      stored(3, stateItem({ version: 2 }), { before: released }),
    ];
    expect(said(fenced(), history)).toEqual(['p1 with fence 1 writes without a lease']);
  });

  it('sees a save that skips one', () => {
    expect(said(fenced(), [start, stored(2, stateItem({ version: 3 }), next)])).toEqual([
      'p1 with fence 1 moves the version by 2',
    ]);
  });

  it('sees a fence that falls', () => {
    expect(said(fenced(), [start, stored(2, stateItem({ fence: 0 }), next)])).toEqual([
      'p1 with fence 0 lowers the fence from 1',
    ]);
  });

  it.each([
    [60_000, 1],
    [60_001, 0],
  ])('finds in a lease to 60000 that is taken over at %i %i faults', (at, count) => {
    const over = stateItem({ holder: 'h2', fence: 2, end: 120_000 });
    const takeover = stored(at, over, { ...next, process: 'p2' });
    expect(said(fenced(), [start, takeover])).toHaveLength(count);
  });

  it('sees a takeover that changes the state', () => {
    const over = stateItem({ holder: 'h2', fence: 2, orders: [BID] });
    const takeover = stored(60_001, over, { ...next, process: 'p2' });
    expect(said(fenced(), [start, takeover])).toEqual([
      'p2 with fence 2 changes the state while it takes the lease',
    ]);
  });

  it('sees a history that is rewritten', () => {
    const entry = (body: string) => ({ sk: { S: 'ENTRY#1' }, body: { S: body } });
    const write = (after: Attributes | null): Sighting => ({
      kind: 'stored',
      at: 1,
      sender: { process: 'p1', at: 1 },
      sort: 'ENTRY#1',
      before: entry('a'),
      after,
    });
    expect(said(fenced(), [write(entry('a'))])).toEqual([]);
    expect(said(fenced(), [write(entry('b'))])).toEqual(['p1 rewrites ENTRY#1']);
    expect(said(fenced(), [write(null)])).toEqual(['p1 rewrites ENTRY#1']);
  });

  it.each([
    [40_500, 0],
    [40_501, 1],
  ])('finds in an order of a lease to 60000 that is sent at %i %i faults', (at, count) => {
    expect(said(fenced(), [start, sent(at, [BID])])).toHaveLength(count);
  });

  it('sees an order of a process that has lost its lease to another', () => {
    const over = stateItem({ holder: 'h2', fence: 2, end: 120_000 });
    const takeover = stored(60_001, over, { ...next, process: 'p2' });
    const late = sent(60_002, [BID], 'p1');
    expect(said(fenced(), [start, takeover, late])).toEqual(['p1 sends under the lease of p2']);
  });

  it.each([
    [10_000, 1],
    [10_001, 0],
  ])('finds in an order that arrives under a later fence after %i ms %i faults', (took, count) => {
    const journal = stored(2, stateItem({ orders: [BID] }), next);
    const over = stateItem({ holder: 'h2', fence: 2, orders: [BID] });
    const takeover = stored(60_001, over, {
      before: stateItem({ orders: [BID] }),
      process: 'p2',
    });
    const history = [start, journal, takeover, arrived(60_002, [BID], took)];
    expect(said(fenced(), history)).toHaveLength(count);
  });
});
