// What a tape event does: first to the recorded market, then to our own side. A restored venue
// replays the first part alone, up to where its own side stands already.

import { present } from '../units/invariant.ts';
import { settleFill, takeBackFill } from './account.ts';
import { createBlockDriver } from './block-driver.ts';
import { createCursor } from './cursor.ts';
import { keyOf, msOf, sideOf } from './micros.ts';
import { dropUnfunded, endMarket, endOrder } from './own-fills.ts';
import { removalOf } from './own-orders.ts';
import { isThinning, reactToBook, reactToLevel, reactToTrade, seeBook } from './reactions.ts';
import type { Fill } from '../domain/fill.ts';
import type { BookSide } from '../domain/market.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { ConditionId, TokenId } from '../units/ids.ts';
import type { ApplyBlock } from './block-driver.ts';
import type { VenueCore } from './core.ts';
import type { Progress, TapePosition } from './cursor.ts';
import type { Desk, TokenDesk } from './desk.ts';
import type { ChangedLevel } from './reactions.ts';
import type { EventOf } from './recorded-book.ts';

/** Recorded liquidity that we took, as it is stored. */
export type Taken = {
  readonly condition: ConditionId;
  readonly side: BookSide;
  readonly key: number;
  readonly size: number;
};

/** Where a driver starts: a place in the tape, and what we had taken by then. */
export type DriverStart = { readonly position: TapePosition; readonly taken: readonly Taken[] };

/** Moves a venue along its tape. */
export type TapeDriver = {
  readonly apply: (event: TapeEvent) => void;
  readonly applyBlock: ApplyBlock;
  readonly advanceTo: (at: number) => void;
  readonly position: () => TapePosition;
};

const deskOf = (core: VenueCore, token: TokenId): TokenDesk =>
  present(core.desks.ofToken(token), `token ${token} is listed`);

const vouch = (core: VenueCore, event: EventOf<'alive'>): void => {
  const at = msOf(event.at);
  for (const token of event.tokens) {
    const { desk, ref } = deskOf(core, token);
    desk.recorded.vouch(ref.outcome, at);
  }
};

// Without `reacting`, only what the tape itself says is applied.
const applyEvent = (
  core: VenueCore,
  event: TapeEvent,
  reacting: 'reacting' | 'replaying',
): void => {
  const isReacting = reacting === 'reacting';
  switch (event.kind) {
    case 'level': {
      const { desk, ref } = deskOf(core, event.token);
      const side = sideOf(event.side, ref.outcome);
      const key = keyOf(event.side, event.price);
      const before = desk.recorded.ladder(side).recordedAt(key);
      const change = desk.recorded.applyLevel(ref.outcome, event);
      if (isReacting && change !== 'none') reactToLevel(core, desk, { side, key, before });
      return;
    }
    case 'book': {
      const { desk, ref } = deskOf(core, event.token);
      const seen = seeBook(core, desk);
      const change = desk.recorded.applyBook(ref.outcome, event);
      if (isReacting) reactToBook(core, desk, { change, seen });
      return;
    }
    case 'trade': {
      const tokenDesk = deskOf(core, event.token);
      core.prints.add(event, tokenDesk.ref);
      if (isReacting) reactToTrade(core, event, tokenDesk);
      return;
    }
    case 'alive':
      return vouch(core, event);
    case 'gap': {
      const { desk, ref } = deskOf(core, event.token);
      return desk.recorded.applyGap(ref.outcome, event);
    }
    case 'tick':
      return core.listing.setTick(event.condition, event.tick);
    case 'status':
      core.listing.setStatus(event.condition, event.status);
      if (isReacting && event.status.kind !== 'accepting') endMarket(core, event.condition);
  }
};

const takeBack =
  (core: VenueCore) =>
  (fill: Fill): boolean => {
    const without = takeBackFill(core.holdings.get(), fill, core.trades.open());
    if (without === null) return false;
    core.holdings.set(without);
    dropUnfunded(core);
    return true;
  };

const settleAndExpire = (core: VenueCore, now: number): void => {
  if (now >= core.trades.nextChange())
    for (const fill of core.trades.advance(now, takeBack(core)))
      core.holdings.set(settleFill(core.holdings.get(), fill));
  if (now >= core.orders.nextRemoval())
    for (const order of core.orders.live())
      if (removalOf(order.expiration) <= now) endOrder(core, order, 'CANCELED');
};

const restoreTaken = (core: VenueCore, taken: readonly Taken[]): void => {
  for (const { condition, side, key, size } of taken)
    core.desks.ofMarket(condition)?.recorded.ladder(side).take(key, size);
};

/** Drives a venue from a place in its tape. Events come in tape order, from its start. */
export const createTapeDriver = (core: VenueCore, start: DriverStart): TapeDriver => {
  const cursor = createCursor(start.position);

  const advanceTo = (at: number): void => {
    if (at <= core.now.get()) return;
    core.now.set(at);
    settleAndExpire(core, at);
  };
  const enter = (at: number): Progress => {
    const progress = cursor.note(at);
    if (progress === 'new') advanceTo(at);
    return progress;
  };
  const caughtUp = (): void => restoreTaken(core, start.taken);
  const apply = (event: TapeEvent): void => {
    const progress = enter(msOf(event.at));
    applyEvent(core, event, progress === 'new' ? 'reacting' : 'replaying');
    if (progress === 'caught-up') caughtUp();
  };
  const react = (desk: Desk, changed: ChangedLevel): void => reactToLevel(core, desk, changed);
  const steps = { apply, enter, react, caughtUp, isThinning: isThinning(core) };
  const applyBlock = createBlockDriver(core, steps);
  return { advanceTo, position: cursor.position, apply, applyBlock };
};
