// Plays a tape into plain books and keeps count: what the tests of recordings look at.

import { isZero } from '../../lib/units/quantity.ts';
import { msOfEpoch } from '../../lib/units/time.ts';
import type { PriceMicros } from '../../lib/units/price.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';

/** What a tape amounts to. */
export type Replay = {
  readonly events: number;
  readonly byKind: ReadonlyMap<TapeEvent['kind'], number>;
  readonly gapCauses: ReadonlyMap<string, number>;
  /** Events that are earlier than the one before, or outside the span of the tape. */
  readonly misplaced: number;
  /** Events after which a book that counted as known had sides that met. */
  readonly crossed: number;
  /** Level changes of books that counted as unknown. */
  readonly blind: number;
  /** Trades right before the change or the book that shows their effect. */
  readonly tradesWithEffect: number;
  /** The share of the time between the first and last event of a book in which it was known. */
  readonly knownShare: number;
};

type Sides = { readonly bids: Set<PriceMicros>; readonly asks: Set<PriceMicros> };
type Span = { readonly first: number; readonly known: number; readonly last: number };

type LevelEvent = Extract<TapeEvent, { kind: 'level' }>;

const applyTo = (book: Sides | undefined, { side, price, size }: LevelEvent): void => {
  if (isZero(size)) book?.[side].delete(price);
  else book?.[side].add(price);
};

const isCrossed = (book: Sides | undefined): boolean => {
  let best: PriceMicros | undefined;
  for (const bid of book?.bids ?? []) if (best === undefined || bid > best) best = bid;
  for (const ask of book?.asks ?? []) if (best !== undefined && ask <= best) return true;
  return false;
};

const count = <K>(counts: Map<K, number>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

/** Plays a tape to its end. */
export const replay = async (tape: Tape): Promise<Replay> => {
  const byKind = new Map<TapeEvent['kind'], number>();
  const gapCauses = new Map<string, number>();
  const books = new Map<string, Sides>();
  const spans = new Map<string, Span>();
  let [events, misplaced, crossed, blind, tradesWithEffect] = [0, 0, 0, 0, 0];
  let clock = Number(msOfEpoch(tape.start));
  let before: TapeEvent | undefined;
  const end = Number(msOfEpoch(tape.end));

  const seen = (token: string, at: number): void => {
    const span = spans.get(token) ?? { first: at, known: 0, last: at };
    const known = span.known + (books.has(token) ? at - span.last : 0);
    spans.set(token, { first: span.first, known, last: at });
  };
  const take = (event: TapeEvent, at: number): void => {
    if (event.kind === 'book' || event.kind === 'level' || event.kind === 'gap')
      seen(event.token, at);
    if (event.kind === 'book') {
      const bids = new Set(event.bids.map(({ price }) => price));
      books.set(event.token, { bids, asks: new Set(event.asks.map(({ price }) => price)) });
    }
    if (event.kind === 'gap') {
      count(gapCauses, event.cause);
      books.delete(event.token);
    }
    if (event.kind === 'level' && !books.has(event.token)) blind += 1;
    if (event.kind === 'level') applyTo(books.get(event.token), event);
    if ('token' in event && isCrossed(books.get(event.token))) crossed += 1;
  };
  for await (const batch of tape.events())
    for (const event of batch) {
      const at = Number(msOfEpoch(event.at));
      if (at < clock || at > end) misplaced += 1;
      if (before?.kind === 'trade' && before.at === event.at && event.kind !== 'trade')
        tradesWithEffect += event.kind === 'level' || event.kind === 'book' ? 1 : 0;
      clock = Math.max(clock, at);
      events += 1;
      count(byKind, event.kind);
      take(event, at);
      before = event;
    }
  const all = [...spans.values()];
  const total = all.reduce((sum, { first, last }) => sum + last - first, 0);
  const known = all.reduce((sum, span) => sum + span.known, 0);
  return {
    events,
    byKind,
    gapCauses,
    misplaced,
    crossed,
    blind,
    tradesWithEffect,
    knownShare: known / total,
  };
};
