// What a backtest plays is listened to on its way, so that its report can say how well it was
// recorded without reading it once more. Only what is played counts, and only a reading that came
// to the end of it: of a part nobody can tell where its silence ends.

import { watchQuality } from '../tape/quality.ts';
import { msOfEpoch } from '../units/time.ts';
import type { Tape, TapeBlock, TapeEvent } from '../domain/tape-event.ts';
import type { DataQuality, MarketData } from '../report/recording-quality.ts';
import type { MarketQuality } from '../tape/quality-market.ts';
import type { QualityWatch, TapeQuality } from '../tape/quality.ts';
import type { EpochMs } from '../units/time.ts';

/** A tape that is listened to. */
export type HeardTape = {
  readonly tape: Tape;
  /** What was heard; null as long as no reading came to the end of what is played. */
  readonly quality: () => DataQuality | null;
};

const marketOf = (market: MarketQuality): MarketData => {
  const { slug, covered, from, to, books, levels, trades } = market;
  const { gaps, longestGapMs, longestSilenceMs, crossed, homeless } = market;
  const known = to > from ? covered.toFixed(6) : null;
  const found = { gaps, longestGapMs, longestSilenceMs, crossed, homeless };
  return { name: slug, books, levels, trades, known, ...found };
};

const qualityOf = (heard: TapeQuality): DataQuality => {
  const { silence, disorder, outside, strangers, repeatedTrades, markets } = heard;
  return {
    silence: { from: new Date(silence.from).toISOString(), ms: silence.ms },
    disorder,
    outside,
    strangers,
    repeatedTrades,
    markets: markets.map(marketOf),
  };
};

// How a kind of batch is heard: the rows up to a time, and how many there are of all.
type Ear<Batch> = {
  readonly hear: (watch: QualityWatch, batch: Batch) => number;
  readonly rowsIn: (batch: Batch) => number;
};

const eventsUntil = (last: number): Ear<readonly TapeEvent[]> => ({
  rowsIn: ({ length }) => length,
  hear: (watch, events) => {
    const later = events.findIndex(({ at }) => Number(msOfEpoch(at)) > last);
    const played = later === -1 ? events : events.slice(0, later);
    played.forEach(watch.event);
    return played.length;
  },
});

const rowsUntil = (last: number): Ear<TapeBlock> => ({
  rowsIn: ({ count }) => count,
  hear: (watch, block) => {
    let rows = block.count;
    while (rows > 0 && (block.times[rows - 1] ?? 0) > last) rows -= 1;
    watch.block(block, rows);
    return rows;
  },
});

/** Listens to what is played of a tape, which may be read several times. */
export const hearTape = (tape: Tape, until: EpochMs): HeardTape => {
  const { universe, start, columns } = tape;
  const last = Number(msOfEpoch(until));
  let quality: DataQuality | null = null;

  async function* heard<Batch>(
    batches: AsyncIterable<Batch>,
    ear: Ear<Batch>,
  ): AsyncGenerator<Batch, void, undefined> {
    const watch = watchQuality({ universe, start, end: until });
    for await (const batch of batches) {
      // A whole reading is enough: the others pass by.
      if (quality === null && ear.hear(watch, batch) < ear.rowsIn(batch))
        quality = qualityOf(watch.report());
      yield batch;
    }
    quality ??= qualityOf(watch.report());
  }
  return {
    tape: {
      ...tape,
      events: () => heard(tape.events(), eventsUntil(last)),
      columns: columns && {
        ...columns,
        blocks: () => heard(columns.blocks(), rowsUntil(last)),
      },
    },
    quality: () => quality,
  };
};
