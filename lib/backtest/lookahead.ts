// Whether a run knows what it cannot know. It is made again on tapes that are the same up to a
// moment and another world from there on; whatever was decided before that moment must not differ.

import { createHash } from 'node:crypto';
import { complement } from '../units/price.ts';
import { otherSide } from '../domain/market.ts';
import {
  after,
  durationMs,
  earlier,
  elapsed,
  formatTime,
  minutes,
  msOfDuration,
} from '../units/time.ts';
import { runBand } from './run-band.ts';
import type { Level } from '../domain/book.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { Tape, TapeEvent } from '../domain/tape-event.ts';
import type { EpochMs } from '../units/time.ts';
import type { BandRun } from './run-band.ts';

/** The other worlds: nothing more happens, or everything comes upside down. */
export const FUTURES = ['silent', 'upside-down'] as const;

/** One of them. */
export type Future = (typeof FUTURES)[number];

const flippedLevels = (levels: readonly Level[]): readonly Level[] =>
  levels.map(({ price, size }) => ({ price: complement(price), size }));

// What the other outcome's book would say, said of this one.
const flipped = (event: TapeEvent): TapeEvent => {
  switch (event.kind) {
    case 'book': {
      const { bids, asks } = event;
      return { ...event, bids: flippedLevels(asks), asks: flippedLevels(bids) };
    }
    case 'level':
      return {
        ...event,
        side: event.side === 'bids' ? 'asks' : 'bids',
        price: complement(event.price),
      };
    case 'trade':
      return {
        ...event,
        takerSide: otherSide(event.takerSide),
        price: complement(event.price),
      };
    case 'tick':
    case 'status':
    case 'gap':
    case 'alive':
      return event;
  }
};

async function* changed(
  tape: Tape,
  { from, future }: { readonly from: EpochMs; readonly future: Future },
): AsyncGenerator<readonly TapeEvent[]> {
  for await (const batch of tape.events()) {
    const kept = batch.filter(({ at }) => at <= from);
    const rest = future === 'silent' ? [] : batch.filter(({ at }) => at > from).map(flipped);
    if (kept.length + rest.length > 0) yield [...kept, ...rest];
    if (future === 'silent' && kept.length < batch.length) return;
  }
}

/** A tape that is another one after a moment, without changing anything up to it. */
export const withFuture = (tape: Tape, from: EpochMs, future: Future): Tape => ({
  ...tape,
  events: () => changed(tape, { from, future }),
  columns: null,
});

/** One cycle's decisions: when they were made, and a digest of all that it wanted and did. */
type Decided = { readonly at: EpochMs; readonly digest: string };

const digestOf = ({ orders, canceled, chain, notQuoted, kept }: CycleRecord): string =>
  createHash('sha256')
    .update(JSON.stringify({ orders, canceled, chain, notQuoted, kept }))
    .digest('hex');

/** How a run is made on a tape. */
export type RunOn = (tape: Tape) => Omit<BandRun, 'until' | 'history' | 'progress'>;

// A tape that is played up to a time; whoever waits is told how far it is.
type Play = {
  readonly tape: Tape;
  readonly until: EpochMs;
  readonly told: (at: EpochMs) => void;
};

const decisionsOn = async (
  runOn: RunOn,
  { tape, until, told }: Play,
): Promise<readonly Decided[]> => {
  const decided: Decided[] = [];
  let digest = '';
  await runBand({
    ...runOn(tape),
    until,
    history: {
      entries: () => undefined,
      record: (record) => {
        digest = digestOf(record);
      },
    },
    progress: (at) => {
      decided.push({ at, digest });
      told(at);
    },
  });
  return decided;
};

/** A decision that was not the same in another future. */
export type Leak = {
  readonly decidedAt: string;
  readonly futureFrom: string;
  readonly future: Future;
};

/** What a check came to. */
export type LookaheadCheck = {
  /** Decisions that were compared. */
  readonly compared: number;
  readonly leaks: readonly Leak[];
};

// A cycle starts with an event after it became due, so that a little of the future is played.
const BEYOND = minutes(10);

const sumOf = (lengths: readonly number[]): number =>
  lengths.reduce((sum, length) => sum + length, 0);

const momentsOf = (tape: Tape, until: EpochMs, count: number): readonly EpochMs[] => {
  const span = msOfDuration(elapsed(tape.start, until));
  return Array.from({ length: count }, (_, index) =>
    after(tape.start, durationMs((span * BigInt(index + 1)) / BigInt(count + 1))),
  );
};

const compare = (
  usual: readonly Decided[],
  other: readonly Decided[],
  { from, future }: { readonly from: EpochMs; readonly future: Future },
): LookaheadCheck => {
  const before = usual.filter(({ at }) => at <= from);
  const differing = before.find(({ digest }, index) => other[index]?.digest !== digest);
  const leak = differing && {
    decidedAt: formatTime(differing.at),
    futureFrom: formatTime(from),
    future,
  };
  return { compared: before.length, leaks: leak === undefined ? [] : [leak] };
};

/** What is checked, at how many moments, and who is told how far it is, from 0 to 1. */
export type CheckPlan = {
  readonly until: EpochMs;
  readonly moments: number;
  readonly progress: (share: number) => void;
};

type OtherWorld = { readonly from: EpochMs; readonly future: Future; readonly to: EpochMs };

const worldsOf = (tape: Tape, { until, moments }: CheckPlan): readonly OtherWorld[] =>
  momentsOf(tape, until, moments).flatMap((from) =>
    FUTURES.map((future) => ({ from, future, to: earlier(until, after(from, BEYOND)) })),
  );

// Plays take as long as the time that they cover.
const progressOver = (
  start: EpochMs,
  ends: readonly EpochMs[],
  told: (share: number) => void,
): ((play: number) => (at: EpochMs) => void) => {
  const spans = ends.map((end) => Number(msOfDuration(elapsed(start, end))));
  const whole = Math.max(1, sumOf(spans));
  return (play) => {
    const before = sumOf(spans.slice(0, play));
    return (at) => {
      const own = Math.min(spans[play] ?? 0, Number(msOfDuration(elapsed(start, at))));
      told((before + own) / whole);
    };
  };
};

/**
 * Makes a run once as it is and again in each other future from several moments on, and compares
 * every decision that was made up to that moment.
 */
export const checkLookahead = async (
  runOn: RunOn,
  tape: Tape,
  plan: CheckPlan,
): Promise<LookaheadCheck> => {
  const { until } = plan;
  const worlds = worldsOf(tape, plan);
  const ends = [until, ...worlds.map(({ to }) => to)];
  const told = progressOver(tape.start, ends, plan.progress);
  const usual = await decisionsOn(runOn, { tape, until, told: told(0) });
  let check: LookaheadCheck = { compared: 0, leaks: [] };
  for (const [place, { from, future, to }] of worlds.entries()) {
    const play = { tape: withFuture(tape, from, future), until: to, told: told(place + 1) };
    const other = await decisionsOn(runOn, play);
    const { compared, leaks } = compare(usual, other, { from, future });
    check = { compared: check.compared + compared, leaks: [...check.leaks, ...leaks] };
  }
  return check;
};
