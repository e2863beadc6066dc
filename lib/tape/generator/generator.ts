// Generated market history: a tape for everybody who has no recordings, the same on every machine
// for the same seed. Its books, trades and moves are held against the recordings by a test.

import { STEP_MS } from './clock.ts';
import { fateTimes } from './fate.ts';
import { generatedProvenance, listCast, universeOfCast } from './listing.ts';
import { startLiveEvent } from './live-event.ts';
import { toTime } from '../numbers.ts';
import { invariant } from '../../units/invariant.ts';
import { after, epochMs, hours, msOfDuration, msOfEpoch } from '../../units/time.ts';
import type { Tape, TapeEvent } from '../../domain/tape-event.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { EpochMs } from '../../units/time.ts';
import type { ListedEvent } from './listing.ts';

/** What a generated tape depends on. */
export type GeneratorOptions = {
  /** A whole number; it counts modulo 2^64. */
  readonly seed: number | bigint;
  readonly duration?: DurationMs;
  readonly start?: EpochMs;
};

/** Five hours: 300 cycles of a minute, in which everything that is generated happens. */
export const GENERATED_DURATION: DurationMs = hours(5);

/** Is counted up whenever the same seed comes to give other markets or events. */
export const GENERATOR_VERSION = 1;

/** A Monday noon in UTC; any time would do, so long as it is the same every time. */
export const GENERATED_START: EpochMs = epochMs(BigInt(Date.UTC(2026, 5, 1, 12)));

// Books that do not change are vouched for this often: half of the shortest age limit (10 s).
const HEARTBEAT_MS = 5_000;

/**
 * Generates a tape of several markets. Memory stays the same however long it is.
 * Throws: on a seed that is not whole, or a duration that is not positive.
 */
export const generateTape = (options: GeneratorOptions): Tape => {
  const { duration = GENERATED_DURATION, start = GENERATED_START } = options;
  invariant(msOfDuration(duration) > 0n, 'a generated tape lasts for some time');
  const seed = BigInt(options.seed);
  const end = after(start, duration);
  const cast = listCast(seed, start);
  return {
    name: `generated markets, seed ${seed.toString()}`,
    identity: identityOf({ seed, start, duration }),
    universe: universeOfCast(cast),
    provenance: generatedProvenance(),
    start,
    end,
    events: () => asyncOf(batches({ seed, cast, start, end })),
    columns: null,
  };
};

const identityOf = ({ seed, start, duration }: Required<GeneratorOptions>): string => {
  const numbers = [seed, msOfEpoch(start), msOfDuration(duration)];
  return ['generated', GENERATOR_VERSION, ...numbers].map(String).join(':');
};

type Run = {
  readonly seed: bigint;
  readonly cast: readonly ListedEvent[];
  readonly start: EpochMs;
  readonly end: EpochMs;
};

const byTime = (a: TapeEvent, b: TapeEvent): number => {
  if (a.at === b.at) return 0;
  return a.at < b.at ? -1 : 1;
};

function* batches({ seed, cast, start, end }: Run): Generator<readonly TapeEvent[]> {
  const [from, to] = [Number(msOfEpoch(start)), Number(msOfEpoch(end))];
  const times = fateTimes(from, to);
  const events = cast.map((event) => startLiveEvent(event, seed, times));
  for (const event of events) event.open(from);
  yield events.flatMap((event) => event.drain());
  for (let ms = from; ms + STEP_MS <= to; ms += STEP_MS) {
    for (const event of events) event.step(ms);
    const happened = events.flatMap((event) => event.drain()).sort(byTime);
    if ((ms - from) % HEARTBEAT_MS !== 0) {
      if (happened.length > 0) yield happened;
      continue;
    }
    const tokens = events.flatMap((event) => event.shown());
    yield [{ at: toTime(ms), kind: 'alive', tokens }, ...happened];
  }
}

const asyncOf = <T>(items: Iterable<T>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => {
    const iterator = items[Symbol.iterator]();
    return { next: () => Promise.resolve(iterator.next()) };
  },
});
