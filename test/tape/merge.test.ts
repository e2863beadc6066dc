import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeByTime } from '../../lib/tape/merge.ts';
import { toTime } from '../../lib/tape/numbers.ts';
import { tokenId } from '../../lib/units/ids.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Batches, Source } from '../../lib/tape/merge.ts';

const BASE = Date.UTC(2026, 0, 1);

// Each event names its source and its place in it.
const eventAt = (ms: number, cause: string): TapeEvent => ({
  kind: 'gap',
  at: toTime(BASE + ms),
  token: tokenId('1'),
  cause,
});
const nameOf = (event: TapeEvent): string => (event.kind === 'gap' ? event.cause : '');

async function* inBatches(batches: readonly (readonly TapeEvent[])[]): Batches {
  for (const batch of batches) yield await Promise.resolve(batch);
}

const collect = async (sources: readonly Source[]): Promise<readonly TapeEvent[]> => {
  const events: TapeEvent[] = [];
  for await (const batch of mergeByTime(sources)) {
    expect(batch.length).toBeGreaterThan(0);
    events.push(...batch);
  }
  return events;
};

const times = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
const streams = fc.array(fc.tuple(times, fc.integer({ min: 1, max: 4 })), { maxLength: 5 });

const sourceOf = (name: string, unsorted: readonly number[], size: number): Source => {
  const events = unsorted
    .toSorted((a, b) => a - b)
    .map((ms, i) => eventAt(ms, `${name}${String(i).padStart(2, '0')}`));
  const batches = Array.from({ length: Math.ceil(events.length / size) }, (_, i) =>
    events.slice(i * size, (i + 1) * size),
  );
  return { first: events[0]?.at ?? toTime(BASE), open: () => inBatches([[], ...batches]) };
};

it('gives every event once, in time order, simultaneous ones by source', async () => {
  await fc.assert(
    fc.asyncProperty(streams, async (list) => {
      const sources = list.map(([each, size], i) => sourceOf(`${String(i)}:`, each, size));
      const merged = await collect(sources);
      const expected = list
        .flatMap(([each], i) =>
          each
            .toSorted((a, b) => a - b)
            .map((ms, n) => ({ ms, name: `${String(i)}:${String(n).padStart(2, '0')}` })),
        )
        .sort((a, b) => (a.ms === b.ms ? (a.name < b.name ? -1 : 1) : a.ms - b.ms));
      expect(merged.map(nameOf)).toEqual(expected.map(({ name }) => name));
    }),
  );
});

it('opens a source only when its time has come', async () => {
  const opened: string[] = [];
  const watched = (name: string, ms: number): Source => {
    const source = sourceOf(name, [ms, ms + 5], 1);
    return {
      first: source.first,
      open: () => {
        opened.push(name);
        return source.open();
      },
    };
  };
  const seen: string[] = [];
  for await (const batch of mergeByTime([watched('late', 20), watched('soon', 0)]))
    seen.push(...batch.map(nameOf), `open: ${opened.join(' ')}`);
  expect(seen).toEqual([
    'soon00',
    'open: soon',
    'soon01',
    'open: soon',
    'late00',
    'open: soon late',
    'late01',
    'open: soon late',
  ]);
});

it('closes its sources when it is left', async () => {
  let isClosed = false;
  const open = async function* (): Batches {
    try {
      yield* inBatches([[eventAt(0, 'a')], [eventAt(1, 'b')]]);
    } finally {
      isClosed = true;
    }
  };
  for await (const _batch of mergeByTime([{ first: toTime(BASE), open }])) break;
  expect(isClosed).toBe(true);
});
