// Entries about own fills: the fill itself, and what becomes of its trade afterwards.

import { fillKey } from '../domain/fill.ts';
import { present } from '../units/invariant.ts';
import { notional } from '../units/money.ts';
import { minus, negate } from '../units/quantity.ts';
import { withTradeAt } from './applied-keys.ts';
import { ownFirst } from './distribute.ts';
import { moveShares } from './move-shares.ts';
import { takenBack } from './reversal.ts';
import type { EntryOf } from '../domain/ledger-entry.ts';
import type { LedgerState, PendingFill } from '../domain/ledger-state.ts';
import type { EpochMs } from '../units/time.ts';
import type { ShareMove } from './move-shares.ts';

const listed = (state: LedgerState, fill: PendingFill): LedgerState => ({
  ...state,
  pending: new Map([...state.pending, [fill.fillKey, fill]]),
});

const closed = (state: LedgerState, key: string, at: EpochMs): LedgerState => {
  const pending = new Map([...state.pending].filter(([other]) => other !== key));
  return withTradeAt({ ...state, pending, finals: new Map([...state.finals, [key, at]]) }, at);
};

// What the venue moves is price times size; a fraction of a micro is booked against ourselves.
const moveOf = (entry: EntryOf<'fill'>): ShareMove => {
  const { side, size, price, fee, strategy } = entry;
  const bought = side === 'BUY';
  return {
    place: entry,
    order: ownFirst(strategy),
    shares: bought ? size : negate(size),
    cash: bought ? negate(notional(size, price, 'up')) : notional(size, price, 'down'),
    fee,
  };
};

/** Books a fill. Unless its trade is final, it is listed with what it changed. */
export const applyFill = (state: LedgerState, entry: EntryOf<'fill'>): LedgerState => {
  const move = moveOf(entry);
  const { state: moved, changes } = moveShares(state, move);
  const key = fillKey(entry);
  const { order, trade, status, at } = entry;
  if (status === 'CONFIRMED') return closed(moved, key, at);
  const pending = listed(moved, {
    fillKey: key,
    transitions: 0,
    order,
    trade,
    status,
    matchedAt: at,
    cash: minus(move.cash, move.fee),
    changes,
  });
  return withTradeAt(pending, at);
};

/** Remembers a fill that never was: its trade had failed when we first saw it. */
export const applyFailedFill = (state: LedgerState, entry: EntryOf<'failed-fill'>): LedgerState =>
  closed(state, fillKey(entry), entry.at);

/** Moves a listed fill on: to another state of its trade, or off the list for good. */
export const applyTransition = (state: LedgerState, entry: EntryOf<'transition'>): LedgerState => {
  const key = fillKey(entry);
  const fill = present(state.pending.get(key), 'a transition has a pending fill');
  switch (entry.status) {
    case 'CONFIRMED':
      return closed(state, key, entry.at);
    case 'FAILED':
      return closed(takenBack(state, fill), key, entry.at);
    case 'MINED':
    case 'RETRYING':
      return listed(state, {
        ...fill,
        status: entry.status,
        transitions: fill.transitions + 1,
      });
  }
};
