import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../lib/tape/csv.ts';
import { reorder } from '../../lib/tape/reorder.ts';
import { silenceWatch } from '../../lib/tape/silence.ts';
import { timeGate } from '../../lib/tape/time-gate.ts';

describe('order within a window', () => {
  it('releases everything once, never going back in time', () => {
    const items = fc.array(fc.integer({ min: 0, max: 100 }).map((ms) => ({ ms })));
    fc.assert(
      fc.property(items, fc.integer({ min: 0, max: 40 }), (arriving, windowMs) => {
        const released: { readonly ms: number }[] = [];
        const times: number[] = [];
        const window = reorder<{ readonly ms: number }>(windowMs, (item, at) => {
          released.push(item);
          times.push(at);
        });
        for (const item of arriving) window.add(item);
        window.flush();
        expect(new Set(released)).toEqual(new Set(arriving));
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });

  it('sorts what is late by no more than the window, stably', () => {
    const released: string[] = [];
    const window = reorder<{ readonly ms: number; readonly name: string }>(10, (item, at) =>
      released.push(`${item.name}@${String(at)}`),
    );
    for (const [ms, name] of [
      [20, 'a'],
      [10, 'b'],
      [20, 'c'],
      [31, 'd'],
      [20, 'e'],
    ] as const)
      window.add({ ms, name });
    window.flush();
    expect(released).toEqual(['b@10', 'a@20', 'c@20', 'e@20', 'd@31']);
  });
});

describe('a watch for silence', () => {
  it('calls once for what was not seen for longer than the limit, in time order', () => {
    const calls: string[] = [];
    const watch = silenceWatch<string>(10, (key, at) => calls.push(`${key}@${String(at)}`));
    watch.seen('a', 0);
    watch.seen('b', 1);
    watch.seen('a', 5);
    watch.advance(11);
    expect(calls).toEqual([]);
    watch.advance(12);
    watch.advance(16);
    watch.advance(99);
    expect(calls).toEqual(['b@11', 'a@15']);
  });
});

describe('a gate for times', () => {
  it('refuses a jump of more than a day, and goes on from the last good time', () => {
    const gate = timeGate();
    const day = 86_400_000;
    expect([0, day, 2 * day + 1, day + 1, 2 * day + 1].map(gate)).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('a table', () => {
  it('is read by column', () => {
    const table = parseCsv('a,b\r\n1,2\r\n', ['b']);
    expect(table.ok && table.value.rows[0]?.values.get('b')).toBe('2');
  });

  it.each([
    ['', 1, 'no column b'],
    ['a\n', 1, 'no column b'],
    ['a,b\n1\n', 2, '1 fields, the header has 2'],
    ['a,b\n1,"2"\n', 2, 'quoted fields are not expected'],
    [`a,b\n${'1,2\n'.repeat(100_000)}`, 100_000, 'more than 100000 rows'],
  ])('is refused with a line: %#', (text, line, detail) => {
    expect(parseCsv(text, ['b'])).toEqual({ ok: false, error: { line, detail } });
  });
});
