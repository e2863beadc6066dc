import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlayer } from '../../lib/backtest/player.ts';
import { openReel } from '../../lib/backtest/reel.ts';
import { blockOf, listTokens } from '../../lib/domain/tape-block.ts';
import { msOf, timeAt } from '../../lib/simulation/micros.ts';
import {
  at,
  blankVenue,
  bookText,
  level,
  NO,
  setupOf,
  START,
  YES,
} from '../simulation/fixtures.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';

const tapeOf = (
  batches: readonly (readonly TapeEvent[])[],
  columns: 'columns' | 'events',
): Tape => {
  const list = listTokens([YES, NO]);
  return {
    name: 'a tape',
    identity: 'test',
    universe: setupOf().universe,
    provenance: [],
    start: at(0),
    end: at(1_000_000),
    events: () => ReadableStream.from(batches),
    columns:
      columns === 'events'
        ? null
        : {
            names: list.names,
            blocks: () => ReadableStream.from(batches.map((batch) => blockOf(batch, list))),
          },
  };
};

const openBook: TapeEvent = {
  kind: 'book',
  at: at(1),
  token: YES,
  bids: [],
  asks: [],
  depth: { kind: 'whole' },
};

const sized = (ms: number, size: number): TapeEvent => level(ms, 'bids', ['0.4', String(size)]);

describe('a player', () => {
  it.each(['events', 'columns'] as const)(
    'feeds %s up to a moment and no further, however they are batched',
    async (columns) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 2, max: 400 }), { minLength: 1, maxLength: 30 }),
          fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 8 }),
          fc.integer({ min: 1, max: 7 }),
          async (times, stops, size) => {
            const events = [
              openBook,
              ...times.toSorted((a, b) => a - b).map((ms, index) => sized(ms, index + 1)),
            ];
            const batches = Array.from({ length: Math.ceil(events.length / size) }, (_, index) =>
              events.slice(index * size, (index + 1) * size),
            );
            const venue = blankVenue();
            const reel = openReel(tapeOf(batches, columns), venue);
            const watch = { next: () => Infinity, look: () => undefined, strideMs: 40 };
            const player = createPlayer({ reel, venue }, at(400), watch);
            for (const stop of stops.toSorted((a, b) => a - b)) {
              await player.advanceTo(at(stop));
              const fed = events.filter((event) => event.at <= at(Math.min(stop, 400)));
              expect(reel.fed()).toBe(fed.length);
              expect(venue.now()).toBe(at(stop));
            }
          },
        ),
        { numRuns: 1_000 },
      );
    },
  );
  it('stops wherever somebody looks, also where it was asked for on the way', async () => {
    const venue = blankVenue();
    const events = [openBook, ...[10, 20, 30, 40].map((ms) => sized(ms, ms))];
    const reel = openReel(tapeOf([events], 'events'), venue);
    const seen: string[] = [];
    let next = START + 15;
    const player = createPlayer({ reel, venue }, at(100), {
      strideMs: 10_000,
      next: () => next,
      look: (ms) => {
        seen.push(`${String(ms - START)}: ${bookText(venue)}`);
        next = seen.length < 3 ? ms + 10 : Infinity;
      },
    });
    await player.advanceTo(at(50));
    expect(seen).toEqual(['15: 10 @ 0.4 |', '25: 20 @ 0.4 |', '35: 30 @ 0.4 |']);
    expect(bookText(venue)).toBe('40 @ 0.4 |');
  });
  it('moves the clock beyond the end without events', async () => {
    const venue = blankVenue();
    const player = createPlayer(
      { reel: openReel(tapeOf([[openBook]], 'events'), venue), venue },
      at(5),
      {
        next: () => Infinity,
        look: () => undefined,
        strideMs: Infinity,
      },
    );
    await player.advanceTo(at(90));
    expect(msOf(player.now())).toBe(START + 90);
    expect(await player.nextAt()).toBeNull();
    expect(venue.now()).toEqual(timeAt(START + 90));
  });
});
