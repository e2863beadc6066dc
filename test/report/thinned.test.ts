import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampled, thinned } from '../../lib/report/thinned.ts';

type Row = { readonly from: number; readonly to: number; readonly most: number };

const merged = (a: Row, b: Row): Row => ({
  from: a.from,
  to: b.to,
  most: Math.max(a.most, b.most),
});

const CAPACITY = 8;

describe('a thinned series', () => {
  it('never keeps more than its capacity, loses no moment and no extreme', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 300 }), (values) => {
        const series = thinned(CAPACITY, merged);
        values.forEach((most, index) => series.add({ from: index, to: index, most }));
        const rows = series.rows();
        expect(rows.length).toBeLessThanOrEqual(CAPACITY);
        expect(series.added()).toBe(values.length);
        let next = 0;
        for (const row of rows) {
          expect(row.from).toBe(next);
          expect(row.most).toBe(Math.max(...values.slice(row.from, row.to + 1)));
          next = row.to + 1;
        }
        expect(next).toBe(values.length);
      }),
      { numRuns: 10_000 },
    );
  });

  it('gives as few rows as it is asked for', () => {
    const series = thinned(CAPACITY, merged);
    for (let index = 0; index < 7; index += 1) series.add({ from: index, to: index, most: index });
    expect(series.rows(7)).toHaveLength(7);
    expect(series.rows(6)).toHaveLength(4);
    expect(series.rows(2)).toEqual([
      { from: 0, to: 3, most: 3 },
      { from: 4, to: 6, most: 6 },
    ]);
  });
});

describe('a sampled list', () => {
  it('keeps the first item and evenly spread others, and counts all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (count) => {
        const list = sampled<number>(CAPACITY);
        for (let item = 0; item < count; item += 1) list.add(item);
        const items = list.items();
        const step = (items[1] ?? 1) - (items[0] ?? 0);
        expect(items.length).toBeLessThanOrEqual(CAPACITY);
        expect(items).toEqual(Array.from({ length: items.length }, (_, index) => index * step));
        expect(list.added()).toBe(count);
        expect(count === 0 ? 0 : count - 1 - (items.at(-1) ?? 0)).toBeLessThan(step);
      }),
      { numRuns: 10_000 },
    );
  });

  it('gives as few items as it is asked for', () => {
    const list = sampled<number>(CAPACITY);
    for (let item = 0; item < 8; item += 1) list.add(item);
    expect(list.items(8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(list.items(7)).toEqual([0, 2, 4, 6]);
  });
});
