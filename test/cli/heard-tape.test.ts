// What is heard of a tape while it is played is what a check of the same span finds.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearTape } from '../../lib/cli/heard-tape.ts';
import { blockOf, listTokens } from '../../lib/domain/tape-block.ts';
import { watchQuality } from '../../lib/tape/quality.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import { anyEvents, UNIVERSE } from '../tape/compact-tapes.ts';
import { at, book, gap, START, trade } from '../simulation/fixtures.ts';
import { tapeOf } from '../backtest/tapes.ts';
import { PATIENCE_MS, opened } from './command.ts';
import { writeRecording } from './recording.ts';
import type { HeardTape } from '../../lib/cli/heard-tape.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { DataQuality } from '../../lib/report/recording-quality.ts';
import type { TapeQuality } from '../../lib/tape/quality.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const OPEN = { bids: [['0.48', '100']], asks: [['0.52', '100']] } as const;

const pairs = <T>(rows: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(rows.length / 2) }, (_, index) =>
    rows.slice(2 * index, 2 * index + 2),
  );

// eslint-disable-next-line @typescript-eslint/require-await
async function* delivered<T>(batches: readonly T[]) {
  yield* batches;
}

const asBlocks = (events: readonly TapeEvent[]): Tape => {
  const list = listTokens([...UNIVERSE.tokens.keys()]);
  const blocks = pairs(events).map((batch) => blockOf(batch, list));
  return {
    ...tapeOf(events, UNIVERSE),
    columns: { names: list.names, blocks: () => delivered(blocks) },
  };
};
const asEvents = (events: readonly TapeEvent[]): Tape => ({
  ...tapeOf(events, UNIVERSE),
  events: () => delivered(pairs(events)),
});

// Reads a tape to its end, or its first batches only.
const play = async ({ tape }: HeardTape, batchesMax = Infinity): Promise<void> => {
  let left = batchesMax;
  for await (const _batch of tape.columns?.blocks() ?? tape.events()) {
    left -= 1;
    if (left <= 0) return;
  }
};

const foundIn = (events: readonly TapeEvent[], tape: Tape, until: EpochMs): TapeQuality => {
  const watch = watchQuality({ ...tape, end: until });
  events.filter((event) => msOfEpoch(event.at) <= msOfEpoch(until)).forEach(watch.event);
  return watch.report();
};

describe('a tape that is heard', () => {
  it('is found to be what a check of its played part finds, in columns as one by one', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.nat(59), async (events, which) => {
        const until = events[which % Math.max(1, events.length)]?.at ?? at(0);
        for (const tape of [asEvents(events), asBlocks(events)]) {
          const heard = hearTape(tape, until);
          await play(heard);
          const found = foundIn(events, tape, until);
          const quality = heard.quality();
          expect(quality).toMatchObject({
            silence: { ms: found.silence.ms },
            disorder: found.disorder,
            outside: found.outside,
            strangers: found.strangers,
            repeatedTrades: found.repeatedTrades,
          });
          expect(quality?.markets).toEqual(
            found.markets.map(({ slug, covered, from, to, ...rest }) => ({
              ...rest,
              name: slug,
              known: to > from ? covered.toFixed(6) : null,
            })),
          );
        }
      }),
      { numRuns: 10_000 },
    );
  });

  it('gives the same events on, every time it is read', async () => {
    const events = [book(0, OPEN), trade(5, 'BUY', ['0.52', '1']), gap(10), book(20, OPEN)];
    const { tape } = hearTape(asEvents(events), at(20));
    for (const _reading of [1, 2]) {
      const read: TapeEvent[] = [];
      for await (const batch of tape.events()) read.push(...batch);
      expect(read).toEqual(events);
    }
  });

  it('says nothing of a reading that broke off, and all of the next one that did not', async () => {
    const heard = hearTape(asEvents([book(0, OPEN), gap(10), book(20, OPEN), gap(30)]), at(30));
    expect(heard.quality()).toBeNull();
    await play(heard, 1);
    expect(heard.quality()).toBeNull();
    await play(heard);
    expect(heard.quality()?.markets[0]).toMatchObject({ books: 2, gaps: 2 });
    await play(heard, 1);
    expect(heard.quality()?.markets[0]).toMatchObject({ books: 2, gaps: 2 });
  });

  it('is whole as soon as something later was seen, and what is later does not count', async () => {
    const heard = hearTape(asEvents([book(0, OPEN), book(20, OPEN), gap(30), gap(50)]), at(29));
    await play(heard, 2);
    expect(heard.quality()).toMatchObject({
      silence: { from: new Date(START).toISOString(), ms: 20 },
      markets: [{ books: 2, gaps: 0, known: '1.000000' }, {}],
    });
  });

  it('knows no share of a market that nothing was said about', async () => {
    const heard = hearTape(asEvents([]), at(10));
    await play(heard);
    expect(heard.quality()?.markets.map(({ known }) => known)).toEqual([null, null]);
  });
});

describe('the report of a backtest', { timeout: PATIENCE_MS }, () => {
  it('says of its data what a check of it says', async () => {
    const place = opened();
    const data = writeRecording(place);
    const run = await place.run(['backtest', '--data', data, '--json', '--out', 'a.html']);
    const check = await place.run(['tape', 'check', data, '--json']);
    const { reports } = JSON.parse(run.stdout) as {
      reports: readonly { source: { quality: DataQuality | null } }[];
    };
    const found = JSON.parse(check.stdout) as TapeQuality;
    const quality = reports[0]?.source.quality;
    expect(quality?.silence.ms).toBe(found.silence.ms);
    expect(quality?.markets).toEqual(
      found.markets.map(({ slug, covered, from, to, ...rest }) => ({
        ...rest,
        name: slug,
        known: to > from ? covered.toFixed(6) : null,
      })),
    );
    expect(found.markets[0]?.levels).toBeGreaterThan(500);
  });
});
