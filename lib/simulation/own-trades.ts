// Our own trades, from their match until they are final, and a bounded number of final ones.

import { msOf } from './micros.ts';
import { isFinal } from '../domain/fill.ts';
import { isInFlight, settlementAfter } from './settlement.ts';
import type { Fill, TradeStatus } from '../domain/fill.ts';
import type { TradeId } from '../units/ids.ts';
import type { EpochMs } from '../units/time.ts';
import type { Settlement, SettlementDelays, TradeFate } from './settlement.ts';

/** An own trade with its number in the order of matches, and what is to become of it. */
export type OwnTrade = {
  readonly sequence: number;
  readonly fill: Fill;
  readonly fate: TradeFate;
};

/**
 * The most final trades that are kept to be read. A portfolio reads its trades every cycle: this
 * is more than its orders can collect in an hour without one. Reads further back are unknown.
 */
export const FINAL_TRADES_MAX = 10_000;

/** Takes back what a fill moved, unless that is not there any more. */
type TakeBack = (fill: Fill) => boolean;

/** The own trades of a venue. */
export type OwnTrades = {
  readonly add: (trade: OwnTrade) => void;
  /**
   * Moves every trade on to where it stands at a time, and names those that were just settled. One
   * that is to leave its block again does so if what it moved can be taken back; otherwise it is
   * final there.
   */
  readonly advance: (now: number, takeBack: TakeBack) => readonly Fill[];
  /** When the next trade moves on. */
  readonly nextChange: () => number;
  /** Oldest match first. */
  readonly all: () => readonly OwnTrade[];
  /** Those matched at or after a time, and those asked for, oldest match first. */
  readonly since: (from: EpochMs, asked: ReadonlySet<TradeId>) => readonly Fill[];
  /** The fills that are not final yet. */
  readonly open: () => readonly Fill[];
  /** Up to this time final trades may have been forgotten. */
  readonly forgottenUntil: () => number;
};

/** What is stored of them. */
export type StoredTrades = {
  readonly trades: readonly OwnTrade[];
  readonly forgottenUntil: number;
};

/** No trades yet. */
export const NO_TRADES: StoredTrades = { trades: [], forgottenUntil: -Infinity };

const hasSettled = (before: TradeStatus, now: TradeStatus): boolean =>
  isInFlight(before) && (now === 'MINED' || now === 'CONFIRMED');

const isTakenBack = (before: TradeStatus, now: TradeStatus): boolean =>
  before === 'MINED' && now === 'FAILED';

const settlementAt = (
  { fill, fate }: OwnTrade,
  now: number,
  delays: SettlementDelays,
): Settlement => settlementAfter(now - msOf(fill.matchedAt), fate, delays);

type Step = {
  readonly now: number;
  readonly delays: SettlementDelays;
  readonly takeBack: TakeBack;
};

const movedOn = (before: OwnTrade, { now, delays, takeBack }: Step): OwnTrade => {
  const leaves = isTakenBack(before.fill.status, settlementAt(before, now, delays).status);
  const isFinalThere = leaves && !takeBack(before.fill);
  const trade: OwnTrade = isFinalThere ? { ...before, fate: 'settles' } : before;
  const { status } = settlementAt(trade, now, delays);
  return { ...trade, fill: { ...trade.fill, status } };
};

const bySequence = (a: OwnTrade, b: OwnTrade): number => a.sequence - b.sequence;

type Kept = {
  /** In the order of matches, so that a read of the latest ones need not look at all of them. */
  readonly final: readonly OwnTrade[];
  readonly open: readonly OwnTrade[];
};

const foundIn = ({ final, open }: Kept, from: EpochMs, asked: ReadonlySet<TradeId>): OwnTrade[] => {
  const earlier = final.findLastIndex(({ fill }) => fill.matchedAt < from) + 1;
  const isAsked = ({ fill }: OwnTrade): boolean => fill.matchedAt >= from || asked.has(fill.trade);
  const found = [...final.slice(earlier), ...open.filter(isAsked)];
  const names = new Set(found.map(({ fill }) => fill.trade));
  const isAllFound = [...asked].every((name) => names.has(name));
  return isAllFound ? found : [...found, ...final.slice(0, earlier).filter(isAsked)];
};

/** Keeps own trades, starting from stored ones. */
export const createOwnTrades = (delays: SettlementDelays, stored: StoredTrades): OwnTrades => {
  const final = stored.trades.filter(({ fill }) => isFinal(fill.status)).toSorted(bySequence);
  let open = stored.trades.filter(({ fill }) => !isFinal(fill.status));
  let forgottenUntil = stored.forgottenUntil;

  let nextChange = open.length === 0 ? Infinity : -Infinity;

  const nextOf = (trade: OwnTrade, now: number): number =>
    msOf(trade.fill.matchedAt) + settlementAt(trade, now, delays).nextAfter;
  const keepFinal = (trade: OwnTrade): void => {
    const before = final.findLastIndex(({ sequence }) => sequence < trade.sequence);
    final.splice(before + 1, 0, trade);
  };
  const forget = (): void => {
    const excess = final.splice(0, Math.max(0, final.length - FINAL_TRADES_MAX));
    for (const { fill } of excess) forgottenUntil = Math.max(forgottenUntil, msOf(fill.matchedAt));
  };
  return {
    add: (trade) => {
      open.push(trade);
      nextChange = -Infinity;
    },
    advance: (now, takeBack) => {
      const moved = open.map((trade) => movedOn(trade, { now, delays, takeBack }));
      const settled = moved.filter(({ fill }, index) =>
        hasSettled(open[index]?.fill.status ?? fill.status, fill.status),
      );
      for (const trade of moved) if (isFinal(trade.fill.status)) keepFinal(trade);
      open = moved.filter(({ fill }) => !isFinal(fill.status));
      nextChange = Math.min(Infinity, ...open.map((trade) => nextOf(trade, now)));
      forget();
      return settled.map(({ fill }) => fill);
    },
    nextChange: () => nextChange,
    all: () => [...final, ...open].sort(bySequence),
    since: (from, asked) => {
      const found = foundIn({ final, open }, from, asked);
      return found.sort(bySequence).map(({ fill }) => fill);
    },
    open: () => open.map(({ fill }) => fill),
    forgottenUntil: () => forgottenUntil,
  };
};
