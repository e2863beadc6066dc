// Records the market as it is now: looks at it at a beat, and hands on what was seen as events of a
// tape, until it is told to stop or every market has ended.

import { hasEnded } from '../domain/market.ts';
import { negate } from '../units/quantity.ts';
import { after, elapsed, msOfDuration, seconds } from '../units/time.ts';
import { endRecord, recordPoll } from './record-feed.ts';
import type { VenueError } from '../domain/venue-outcome.ts';
import type { Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { Clock } from '../ports/clock.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { LiveReads } from './live-feed.ts';
import type { RecordState } from './record-feed.ts';

/** Where a recording goes. */
export type RecordSink = {
  readonly write: (events: readonly TapeEvent[]) => Promise<void>;
  /** Makes what was written stay, whatever happens afterwards. */
  readonly flush: () => Promise<void>;
};

/** How a recording is made. */
export type Recording = {
  readonly reads: Pick<LiveReads, 'fetchUniverse' | 'fetchBooks' | 'fetchTape'>;
  readonly clock: Clock;
  readonly sink: RecordSink;
  readonly every: DurationMs;
  /** Ends after this time. */
  readonly until: EpochMs;
  readonly wait: (ms: number) => Promise<void>;
  readonly shouldStop: () => boolean;
  /** Is told after every look what it could not read, and how many books stand on the tape. */
  readonly looked: (look: RecordLook) => void;
};

/** One look at the market. */
export type RecordLook = {
  readonly at: EpochMs;
  readonly known: number;
  readonly markets: number;
  readonly errors: readonly VenueError[];
};

/** Why a recording ended. */
export type RecordEnd = 'until-reached' | 'stopped' | 'markets-ended';

// A writer that is killed loses what it did not flush.
const FLUSH_EVERY: DurationMs = seconds(4);

const errorsOf = (...reads: readonly Observed<unknown>[]): readonly VenueError[] =>
  reads.flatMap((read) => (read.kind === 'unknown' ? [read.error] : []));

const look = async (recording: Recording, state: RecordState) => {
  const { reads, clock, sink } = recording;
  const universe: Observed<Universe> = await reads.fetchUniverse();
  const markets = [...state.markets.values()].filter((market) => !hasEnded(market));
  const at = clock.now();
  const [books, trades] = await Promise.all([
    reads.fetchBooks(markets.flatMap(({ yes, no }) => [yes, no])),
    reads.fetchTape(
      markets.map(({ condition }) => condition),
      state.tape.from,
    ),
  ]);
  const recorded = recordPoll(state, { universe, books, trades, at });
  await sink.write(recorded.events);
  const known = recorded.state.books.size;
  recording.looked({ at, known, markets: markets.length, errors: errorsOf(universe, trades) });
  return recorded.state;
};

const endOf = ({ clock, until, shouldStop }: Recording, state: RecordState): RecordEnd | null => {
  if (shouldStop()) return 'stopped';
  if ([...state.markets.values()].every(hasEnded)) return 'markets-ended';
  return clock.now() > until ? 'until-reached' : null;
};

/** Records until the end; gives why it ended. Its last events say that no book is known. */
export const record = async (recording: Recording, started: RecordState): Promise<RecordEnd> => {
  const { clock, sink, every, wait } = recording;
  let state = started;
  let flushedAt = after(clock.now(), negate(FLUSH_EVERY));
  let end = endOf(recording, state);
  while (end === null) {
    const due = after(clock.now(), every);
    state = await look(recording, state);
    if (elapsed(flushedAt, clock.now()) >= FLUSH_EVERY) {
      await sink.flush();
      flushedAt = clock.now();
    }
    end = endOf(recording, state);
    if (end === null) await wait(Number(msOfDuration(elapsed(clock.now(), due))));
    end ??= endOf(recording, state);
  }
  await sink.write(endRecord(state, clock.now(), 'the recording ends'));
  return end;
};
