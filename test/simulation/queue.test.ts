import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fillPlace,
  hitQueue,
  joinQueue,
  leaveQueue,
  rebaseQueue,
  revealQueue,
  UNSEEN,
} from '../../lib/simulation/queue.ts';
import { orderId } from '../../lib/units/ids.ts';
import type { Hit, Queue } from '../../lib/simulation/queue.ts';

const joined = (...places: readonly (readonly [string, number, number, number])[]): Queue =>
  places.reduce<Queue>(
    (queue, [id, key, remaining, recorded]) =>
      joinQueue(queue, { id: orderId(id), key, remaining }, recorded),
    [],
  );
// A trade of which nobody but us takes what is left.
const whole = (key: number, volume: number): Hit => ({ key, volume, oursMax: volume });
const shown = (queue: Queue): readonly string[] =>
  queue.map(({ id, key, remaining, ahead }) => `${id} ${key} ${remaining}/${ahead}`);
const filled = (fills: readonly { readonly id: string; readonly size: number }[]) =>
  fills.map(({ id, size }) => `${id} ${size}`);

describe('joining a queue', () => {
  it('stands behind the recorded size at the same key', () => {
    expect(shown(joined(['a', 480, 10, 100]))).toEqual(['a 480 10/100']);
  });
  it('puts the better key first and the older order first within a key', () => {
    expect(shown(joined(['a', 470, 1, 0], ['b', 480, 1, 0], ['c', 480, 1, 0]))).toEqual([
      'b 480 1/0',
      'c 480 1/0',
      'a 470 1/0',
    ]);
  });
  it('stands no further ahead than an older own order, however small the level has become', () => {
    expect(shown(joined(['old', 480, 5, 100], ['new', 480, 5, 10]))).toEqual([
      'old 480 5/100',
      'new 480 5/100',
    ]);
  });
  it('ignores own orders at other keys', () => {
    expect(shown(joined(['old', 490, 5, 100], ['new', 480, 5, 10]))).toEqual([
      'old 490 5/100',
      'new 480 5/10',
    ]);
  });
});

describe('a trade at the price of an own order', () => {
  it.each([
    [99, [], 'a 480 50/1'],
    [100, [], 'a 480 50/0'],
    [101, ['a 1'], 'a 480 49/0'],
  ])('of %i with 100 ahead fills %j', (volume, fills, left) => {
    const after = hitQueue(joined(['a', 480, 50, 100]), whole(480, volume));
    expect(filled(after.fills)).toEqual(fills);
    expect(shown(after.queue)).toEqual([left]);
  });
  it('fills own orders in time order, with the strangers between them in their places', () => {
    const queue = joined(['first', 480, 20, 100], ['second', 480, 20, 150]);
    const after = hitQueue(queue, whole(480, 175));
    expect(filled(after.fills)).toEqual(['first 20', 'second 5']);
    expect(shown(after.queue)).toEqual(['second 480 15/0']);
  });
  it('never uses a share of its volume twice over several own orders', () => {
    const queue = joined(['first', 480, 20, 0], ['second', 480, 20, 0]);
    expect(filled(hitQueue(queue, whole(480, 25)).fills)).toEqual(['first 20', 'second 5']);
  });
});

describe('a trade through the price of an own order', () => {
  it('fills it up to its size, whatever was ahead', () => {
    const after = hitQueue(joined(['a', 480, 50, 1_000]), whole(470, 60));
    expect(filled(after.fills)).toEqual(['a 50']);
  });
  it('fills no more than it traded, and leaves the order at the front', () => {
    const after = hitQueue(joined(['a', 480, 50, 1_000]), whole(470, 30));
    expect(filled(after.fills)).toEqual(['a 30']);
    expect(shown(after.queue)).toEqual(['a 480 20/0']);
  });
  it('spends its volume on the better price before its own', () => {
    const queue = joined(['through', 480, 30, 9], ['at', 470, 30, 5]);
    const after = hitQueue(queue, whole(470, 40));
    expect(filled(after.fills)).toEqual(['through 30', 'at 5']);
  });
});

it('a trade at a better price leaves an own order as it is', () => {
  const queue = joined(['a', 480, 50, 100]);
  expect(hitQueue(queue, whole(490, 500))).toEqual({ queue, fills: [] });
});

describe('an order that the other side has reached', () => {
  const queue = joined(['a', 480, 50, 1_000], ['b', 480, 7, 1_000]);
  it.each([
    [49, ['a 480 1/0', 'b 480 7/1000']],
    [50, ['b 480 7/1000']],
  ])('that gets %i leaves the queue as %j', (size, left) => {
    const after = fillPlace(queue, orderId('a'), size);
    expect(filled(after.fills)).toEqual([`a ${size}`]);
    expect(shown(after.queue)).toEqual(left);
  });
  it('gets nothing once it has left the queue', () => {
    expect(fillPlace(queue, orderId('c'), 5)).toEqual({ queue, fills: [] });
  });
});

it('a gap puts every order behind the recorded size at its key', () => {
  const queue = joined(['a', 480, 5, 3], ['b', 470, 5, 900]);
  expect(shown(rebaseQueue(queue, (key) => (key === 480 ? 70 : 0)))).toEqual([
    'a 480 5/70',
    'b 470 5/0',
  ]);
});

it('a level that comes into sight puts an order behind what is shown and behind its elders', () => {
  const hidden = joined(['old', 480, 5, 100], ['new', 480, 6, UNSEEN], ['low', 470, 7, UNSEEN]);
  const seen = revealQueue(hidden, (key) => (key === 480 ? 10 : UNSEEN));
  expect(shown(seen)).toEqual(['old 480 5/100', 'new 480 6/100', 'low 470 7/Infinity']);
});

it('an order that leaves takes its place with it and nobody else', () => {
  expect(shown(leaveQueue(joined(['a', 480, 5, 3], ['b', 480, 6, 3]), orderId('a')))).toEqual([
    'b 480 6/3',
  ]);
});

const volumes = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 20 });

describe('properties of a queue', () => {
  it('fills exactly what traded beyond the size ahead, up to the size of the order', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 300 }), volumes, (ahead, size, hits) => {
        let queue = joined(['a', 480, size, ahead]);
        let got = 0;
        for (const volume of hits) {
          const after = hitQueue(queue, whole(480, volume));
          got += after.fills.reduce((sum, fill) => sum + fill.size, 0);
          queue = after.queue;
        }
        const traded = hits.reduce((sum, volume) => sum + volume, 0);
        expect(got).toBe(Math.min(size, Math.max(0, traded - ahead)));
      }),
      { numRuns: 10_000 },
    );
  });
  it('gives own orders together no more than traded, and never more than they ask', () => {
    const order = fc.tuple(
      fc.constantFrom(470, 480, 490),
      fc.integer({ min: 1, max: 100 }),
      fc.nat(100),
    );
    fc.assert(
      fc.property(
        fc.array(order, { maxLength: 6 }),
        fc.constantFrom(460, 470, 480, 490),
        fc.integer({ min: 1, max: 400 }),
        (orders, key, volume) => {
          const queue = joined(...orders.map((row, i) => [`o${i}`, ...row] as const));
          const { fills, queue: left } = hitQueue(queue, whole(key, volume));
          const got = fills.reduce((sum, { size }) => sum + size, 0);
          const asked = queue.reduce((sum, { remaining }) => sum + remaining, 0);
          const still = left.reduce((sum, { remaining }) => sum + remaining, 0);
          expect(got).toBeLessThanOrEqual(volume);
          expect(got + still).toBe(asked);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
