// One market on which nothing happens but what a test makes happen, traded live over HTTP.

import { WHOLE } from '../../lib/domain/tape-event.ts';
import { applyToServer } from '../../lib/simulation/wire/server.ts';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, hours, minutes, msOfEpoch, seconds } from '../../lib/units/time.ts';
import { settingsFrom } from '../backtest/session.ts';
import { NOON } from '../loopback/clocks.ts';
import { PLAIN, universeWith } from '../simulation/wire/markets.ts';
import { openLive } from './live-scene.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { FaultEffect } from '../../lib/simulation/wire/faults.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { SavedCycle } from '../backtest/session.ts';
import type { LiveOpening, LiveScene } from './live-scene.ts';

/** The market: without fees, busy, years from its end. */
export const QUIET: Market = {
  ...PLAIN,
  fee: { kind: 'free' },
  end: { kind: 'at', at: after(NOON, hours(24 * 1_000)) },
};

/** A time so many seconds after the start. */
export const at = (second: number): EpochMs => after(NOON, seconds(second));

/** The best prices of a book, in cents; market making quotes on both sides of 48 and 52. */
export type BestCents = { readonly bid: number; readonly ask: number };

const WIDE: BestCents = { bid: 48, ask: 52 };
/** A book that has moved so far that what rests must be replaced. */
export const MOVED: BestCents = { bid: 50, ask: 54 };

const levels = (best: number, step: number, size: string) =>
  [0, 1, 2, 3, 4].map((index) => ({
    price: price(((best + step * index) / 100).toFixed(2)),
    size: shares(size),
  }));

/** The book of the market at a second. */
export const bookAt = (second: number, { bid, ask }: BestCents = WIDE): TapeEvent => ({
  kind: 'book',
  at: at(second),
  token: QUIET.yes,
  bids: levels(bid, -1, '4000'),
  // The two sides differ from minute to minute, so that volatility is measured and not nothing.
  asks: levels(ask, 1, second % 120 === 0 ? '4200' : '4000'),
  depth: WHOLE,
});

/** A live session on the quiet market. */
export type QuietLive = LiveScene & {
  /** Shows a book at a second and runs a cycle, which must be saved. */
  readonly cycleAt: (second: number, best?: BestCents) => Promise<SavedCycle>;
  /** What was logged since this was asked last. */
  readonly news: () => readonly string[];
  /** How often endpoints that begin so were asked since the start. */
  readonly asked: (endpoint: string) => number;
  /** Makes the next requests to an endpoint go wrong. */
  readonly failing: (endpoint: string, effect: FaultEffect, times?: number) => void;
};

/** Opens a session; its first cycle opens the books, and its second one quotes. */
export const openQuiet = async (changes: Partial<LiveOpening> = {}): Promise<QuietLive> => {
  const live = await openLive({
    tape: { universe: universeWith([QUIET]), start: NOON },
    settings: settingsFrom(),
    cash: '10000',
    ...changes,
  });
  const { server, logs, leaseClock } = live;
  let told = 0;
  return {
    ...live,
    cycleAt: async (second, best = WIDE) => {
      applyToServer(server, bookAt(second, best));
      const end = await live.saved();
      leaseClock.pass(minutes(1));
      return end;
    },
    news: () => {
      const lines = logs.slice(told).map(({ message }) => message);
      told = logs.length;
      return lines;
    },
    asked: (endpoint) =>
      [...server.traffic.counts()]
        .filter(([name]) => name.startsWith(endpoint))
        .reduce((sum, [, count]) => sum + count, 0),
    failing: (endpoint, effect, times = 1) =>
      server.faults.add({ endpoint, order: 'any', times, effect }),
  };
};

/** What a cycle saw of the venue's mode, and what it made of it. */
export const seenIn = ({ record }: SavedCycle) => ({
  mode: record.observed['mode'],
  state: record.tradingState,
});

/** What became of each order that a cycle wanted. */
export const resultsOf = ({ record }: SavedCycle): readonly string[] =>
  record.orders.map(({ result }) => result);

/** Why everything is paused after a cycle, and for how many seconds yet. */
export const pausesOf = ({ state, record }: SavedCycle): readonly string[] =>
  state.risk.cooldowns.map(({ scope, cause, until }) => {
    const left = (Number(msOfEpoch(until)) - Date.parse(record.at)) / 1_000;
    return `${scope.kind} ${cause} ${String(left)} s`;
  });

/** A fault that answers instead of the venue, which does nothing. */
export const instead = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): FaultEffect => ({ kind: 'instead', when: 'before', answer: { status, body, headers } });
