// A tape as if it happened now: its first event at a given moment, and all others as far from it as
// they are from the first, divided by a speed. What its markets say of their own time moves along.

import { universeOf } from '../domain/market.ts';
import { durationMs, elapsed, after, msOfDuration } from '../units/time.ts';
import type { GameStart, Market, Universe } from '../domain/market.ts';
import type { Tape, TapeEvent } from '../domain/tape-event.ts';
import type { EpochMs, When } from '../units/time.ts';

/** Where a tape is moved, and how much faster it passes there. */
export type Retiming = { readonly start: EpochMs; readonly speed: number };

type Move = (at: EpochMs) => EpochMs;

// Speeds have three decimals, so a thousandfold of them is whole.
const moveOf = (tape: Tape, { start, speed }: Retiming): Move => {
  const thousandths = BigInt(Math.round(speed * 1_000));
  return (at) =>
    after(start, durationMs((msOfDuration(elapsed(tape.start, at)) * 1_000n) / thousandths));
};

const movedWhen = (when: When, move: Move): When =>
  when.kind === 'at' ? { kind: 'at', at: move(when.at) } : when;

const movedStart = (gameStart: GameStart, move: Move): GameStart =>
  gameStart.kind === 'none' ? gameStart : movedWhen(gameStart, move);

const movedUniverse = ({ markets, events }: Universe, move: Move): Universe =>
  universeOf(
    [...markets.values()].map(
      (market): Market => ({
        ...market,
        end: movedWhen(market.end, move),
        gameStart: movedStart(market.gameStart, move),
      }),
    ),
    [...events.values()],
  );

async function* movedEvents(tape: Tape, move: Move): AsyncIterable<readonly TapeEvent[]> {
  for await (const batch of tape.events())
    yield batch.map((event) => ({ ...event, at: move(event.at) }));
}

/** Moves a tape in time. */
export const retimed = (tape: Tape, retiming: Retiming): Tape => {
  const move = moveOf(tape, retiming);
  return {
    ...tape,
    universe: movedUniverse(tape.universe, move),
    start: move(tape.start),
    end: move(tape.end),
    events: () => movedEvents(tape, move),
    columns: null,
  };
};
