// A tape moved to now keeps its order and its proportions, and so do the times of its markets.

import { describe, expect, it } from 'vitest';
import { retimed } from '../../lib/cli/venue-tape.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import {
  after,
  durationMs,
  elapsed,
  hours,
  minutes,
  msOfDuration,
  seconds,
} from '../../lib/units/time.ts';
import { NOON } from '../loopback/clocks.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';

const tape = generateTape({ seed: 3, duration: minutes(2) });

const eventsOf = async ({ events }: Tape): Promise<readonly TapeEvent[]> => {
  const found: TapeEvent[] = [];
  for await (const batch of events()) found.push(...batch);
  return found;
};

describe('a tape moved in time', () => {
  it('begins at the given moment and lasts as long, divided by its speed', () => {
    const moved = retimed(tape, { start: NOON, speed: 2.5 });
    expect(moved.start).toBe(NOON);
    expect(elapsed(moved.start, moved.end)).toBe(seconds(48));
  });

  it('has the same events in the same order, each at its place', async () => {
    const [before, moved] = [
      await eventsOf(tape),
      await eventsOf(retimed(tape, { start: NOON, speed: 4 })),
    ];
    expect(moved.map(({ kind }) => kind)).toEqual(before.map(({ kind }) => kind));
    const places = before.map(({ at }) =>
      after(NOON, durationMs(msOfDuration(elapsed(tape.start, at)) / 4n)),
    );
    expect(moved.map(({ at }) => at)).toEqual(places);
    expect(moved.length).toBeGreaterThan(100);
  });

  it('moves what its markets say of their own time, where they say it', () => {
    const [market] = tape.universe.markets.values();
    if (market === undefined) throw new Error('the tape has markets');
    const at = after(tape.start, hours(2));
    const timeless = { ...market, end: { kind: 'unknown' }, gameStart: { kind: 'none' } } as const;
    const timed = { ...market, end: { kind: 'at', at }, gameStart: { kind: 'at', at } } as const;
    const movedOf = (one: typeof market) => {
      const universe = universeOf([one], []);
      return [
        ...retimed({ ...tape, universe }, { start: NOON, speed: 2 }).universe.markets.values(),
      ];
    };
    const moved = { kind: 'at', at: after(NOON, hours(1)) };
    expect(movedOf(timed)).toMatchObject([{ end: moved, gameStart: moved }]);
    expect(movedOf(timeless)).toEqual([timeless]);
  });
});
