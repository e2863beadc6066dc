// Level changes in columns, straight into the recorded books: the inner loop of every backtest. It
// holds no object and no big integer for a change, and does exactly what the change would do as an
// event; only what an own order makes of it goes the long way. An object for each change, made in
// case that it comes to one of our orders, was a tenth of all that a backtest allocated.

import { ROW } from '../domain/tape-block.ts';
import { present } from '../units/invariant.ts';
import { UNIT, msOf, sideOf } from './micros.ts';
import type { BookSide } from '../domain/market.ts';
import type { TapeBlock, TapeEvent } from '../domain/tape-event.ts';
import type { TokenId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { VenueCore } from './core.ts';
import type { Progress } from './cursor.ts';
import type { Desk, TokenDesk } from './desk.ts';
import type { Ladder } from './ladder.ts';
import type { ChangedLevel } from './reactions.ts';

/** What a driver of single events does around a level change. */
export type Steps = {
  readonly apply: (event: TapeEvent) => void;
  /** Notes that an event of this time comes, and moves the clock to it where it is new. */
  readonly enter: (at: number) => Progress;
  /** Whether our orders react to any changed level, not just to one that reaches them. */
  readonly isThinning: boolean;
  /** Lets our own side react to a changed level. */
  readonly react: (desk: Desk, changed: ChangedLevel) => void;
  /** Takes that the event was the last of those that were acted on before. */
  readonly caughtUp: () => void;
};

/** Applies the rows of a block from one on, up to a time; gives the first row not applied. */
export type ApplyBlock = (block: TapeBlock, from: number, until: EpochMs) => number;

// One token's view of its market's book.
type Lane = TokenDesk & {
  readonly bids: Ladder;
  readonly asks: Ladder;
  readonly bidSide: BookSide;
  readonly askSide: BookSide;
};

const laneOf = (core: VenueCore, token: TokenId): Lane => {
  const found = present(core.desks.ofToken(token), `token ${token} is listed`);
  const { desk, ref } = found;
  const bidSide = sideOf('bids', ref.outcome);
  const askSide = sideOf('asks', ref.outcome);
  const bids = desk.recorded.ladder(bidSide);
  const asks = desk.recorded.ladder(askSide);
  return { desk, ref, bids, asks, bidSide, askSide };
};

// Desks are never replaced, so a lane stays right once it was found. A token that only books or
// gaps speak of needs none.
const lanesOf = (core: VenueCore): ((names: readonly TokenId[], place: number) => Lane) => {
  let known: readonly TokenId[] = [];
  let lanes: Lane[] = [];
  return (names, place) => {
    if (names !== known) {
      known = names;
      lanes = [];
    }
    return (lanes[place] ??= laneOf(core, present(names[place], 'a row names a token')));
  };
};

/** Drives a venue by blocks. */
export const createBlockDriver = (core: VenueCore, steps: Steps): ApplyBlock => {
  const laneAt = lanesOf(core);
  const { isThinning } = steps;

  const applyLevel = (block: TapeBlock, row: number): void => {
    const at = block.times[row] ?? 0;
    const progress = steps.enter(at);
    const { desk, ref, bids, asks, bidSide, askSide } = laneAt(block.names, block.tokens[row] ?? 0);
    if (desk.recorded.follows(ref.outcome)) {
      const isBid = block.kinds[row] === ROW.bid;
      const ladder = isBid ? bids : asks;
      const price = block.prices[row] ?? 0;
      const key = isBid ? price : UNIT - price;
      const isWatched = progress === 'new' && desk.hasOrders();
      const before = isWatched && isThinning ? ladder.recordedAt(key) : 0;
      ladder.set(key, block.sizes[row] ?? 0);
      desk.recorded.vouch(ref.outcome, at);
      if (isWatched && (isThinning || desk.isReached()))
        steps.react(desk, { side: isBid ? bidSide : askSide, key, before });
    }
    if (progress === 'caught-up') steps.caughtUp();
  };

  return (block, from, until) => {
    const { kinds, times, tokens, others, count } = block;
    const last = msOf(until);
    let row = from;
    for (; row < count && (times[row] ?? 0) <= last; row += 1)
      if (kinds[row] === ROW.other)
        steps.apply(present(others[tokens[row] ?? 0], 'the other event is in the block'));
      else applyLevel(block, row);
    return row;
  };
};
