// The stage of the tests of an order's life: the live system on a wire server of its own process,
// and one market whose book stands still unless a test moves it. Other markets show the same.

import { applyToServer } from '../../lib/simulation/wire/server.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { formatPrice } from '../../lib/units/price.ts';
import { formatShares } from '../../lib/units/shares.ts';
import { conditionId, eventId, tokenId } from '../../lib/units/ids.ts';
import { after, hours, seconds } from '../../lib/units/time.ts';
import { bookOf, marketNamed, tradeOf, universeWith } from '../backtest/markets.ts';
import { NOON } from '../loopback/clocks.ts';
import { openScene } from '../soak/scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { Market, Side } from '../../lib/domain/market.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { FaultEffect } from '../../lib/simulation/wire/faults.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { BookShape } from '../backtest/markets.ts';
import type { SavedCycle } from '../backtest/session.ts';
import type { Opening, SoakScene } from '../soak/scene.ts';

export const LIFE: Market = marketNamed('life', {
  condition: conditionId(`0x${'a'.repeat(64)}`),
  event: eventId('90001'),
  yes: tokenId(`7${'0'.repeat(74)}1`),
  no: tokenId(`7${'0'.repeat(74)}2`),
  end: { kind: 'at', at: after(NOON, hours(24 * 30)) },
});

export const QUIET: BookShape = { bid: '0.48', ask: '0.52' };
export const QUOTES = ['BUY 5 NO @ 0.48', 'BUY 5 YES @ 0.48'];
export const ATE_YES = { taker: 'SELL', price: '0.47', size: '6000' } as const;

/** A live system, minute by minute. */
export type Life = SoakScene & {
  /** Moves the clock to the next minute, shows a book, and runs a cycle that must be saved. */
  readonly minute: (shape?: BookShape) => Promise<SavedCycle>;
  /** The same without a cycle. */
  readonly idle: (minutes: number) => void;
  /** Lets others trade YES now. */
  readonly trade: (row: { taker: Side; price: string; size: string }) => void;
  /** Runs a cycle that may end in any way; a death gives way to a new process. */
  readonly attempt: () => Promise<string>;
  /** Lets something go wrong with so many requests. */
  readonly spoil: (endpoint: string, effect: FaultEffect, times?: number) => void;
  /** Does something once, right before a request is answered. */
  readonly before: (endpoint: string, act: () => void) => void;
  readonly resting: () => readonly string[];
  readonly entries: () => Promise<readonly LedgerEntry[]>;
  readonly restart: () => void;
};

// The hand-made markets count their seconds from another start.
const movedTo = (at: EpochMs, event: TapeEvent): TapeEvent => ({ ...event, at });

export const openLife = async (opening: Partial<Opening> = {}): Promise<Life> => {
  const { universe = universeWith(LIFE) } = opening;
  const scene = await openScene({ ...opening, universe });
  const { server, settings } = scene;
  let ports: Ports = scene.newProcess();
  let minutes = 0;
  const show = (shape: BookShape): void => {
    const at = after(NOON, seconds(60 * minutes));
    for (const market of universe.markets.values())
      applyToServer(server, movedTo(at, bookOf(market, 0, shape)));
  };
  return {
    ...scene,
    minute: async (shape = QUIET) => {
      minutes += 1;
      show(shape);
      const end = await runCycle(ports, settings);
      if (end.kind !== 'saved') throw new Error(`not saved: ${JSON.stringify(end)}`);
      return end;
    },
    idle: (count) => {
      minutes += count;
      show(QUIET);
    },
    trade: (row) => applyToServer(server, movedTo(server.venue.now(), tradeOf(LIFE, 0, row))),
    attempt: async () => {
      minutes += 1;
      show(QUIET);
      return runCycle(ports, settings).then(
        ({ kind }) => kind,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    },
    spoil: (endpoint, effect, times = 1) =>
      server.faults.add({ endpoint, order: 'any', times, effect }),
    before: (endpoint, act) => {
      let isDone = false;
      server.faults.decideBy((target) => {
        if (!isDone && target.endpoint.startsWith(endpoint)) {
          isDone = true;
          act();
        }
        return null;
      });
    },
    resting: () =>
      server.venue
        .openOrders()
        .map(({ side, outcome, price, originalSize }) =>
          [side, formatShares(originalSize), outcome, '@', formatPrice(price)].join(' '),
        )
        .toSorted(),
    entries: async () => {
      const read = await ports.store.readEntries();
      if (!read.ok) throw new Error(read.error.kind);
      return read.value;
    },
    restart: () => {
      ports = scene.newProcess();
    },
  };
};

export const phasesOf = ({ state }: SavedCycle): readonly string[] =>
  state.intents.map(({ phase }) => phase.kind);

export const idsOf = ({ state }: SavedCycle): readonly string[] =>
  state.intents.map(({ id }) => id).toSorted();

export const endsOf = ({ state }: SavedCycle): readonly string[] =>
  state.settled.map(({ end, detail }) => `${end}: ${detail}`);

/** How often the server saw each order; each must have been written down before it left. */
export const postsOf = ({ server, posts }: Life): readonly number[] => {
  if (posts.unwritten.length > 0) throw new Error(`not journalled: ${posts.unwritten.join()}`);
  return [...server.received.posts().values()];
};

export const takenOf = ({ server }: Life): number => server.received.taken().length;
