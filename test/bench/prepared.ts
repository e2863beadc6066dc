// A session that has lived on the bench's market for some minutes and can be brought back to the
// same moment as often as it is asked: every sample of a benchmark starts from the same state.

import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { invocationId } from '../../lib/units/ids.ts';
import { epochMs, minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { START } from '../backtest/markets.ts';
import { openSession } from '../backtest/session.ts';
import { WHOLE_PAST } from '../simulation/whole-past.ts';
import { benchSettings, benchUniverse, booksAt, fillingTrades, printsAt } from './world.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { PaperStore, StateStore } from '../../lib/ports/state-store.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Session } from '../backtest/session.ts';
import type { Move } from './world.ts';

/** What a session is brought back from. */
export type Prepared = { readonly state: PortfolioState; readonly checkpoint: string };

// Minute 0 opens the books and minute 1 places the first quotes, each for two cycles. Those of the
// markets in which something fills are placed anew a minute later than the rest, so that the cycle
// that is measured keeps most quotes and renews the others, as ordinary ones do.
const FILLED_AFTER = 3;
const MINUTES_LIVED = 10;

const SETUP = {
  universe: benchUniverse(),
  start: START,
  cash: usdc('50000'),
  settings: DEFAULT_SETTINGS,
};
const SETTINGS = benchSettings();

type Minute = {
  readonly prints: ReturnType<typeof printsAt>;
  readonly books: readonly TapeEvent[];
  readonly fills: readonly TapeEvent[];
};

const minuteOf = (minute: number, move: Move): Minute => ({
  prints: printsAt(minute),
  books: booksAt(minute, move),
  fills: minute === FILLED_AFTER ? fillingTrades(minute) : [],
});

// Made once: what a sample leaves behind for the garbage collector should be the cycle's own.
const LIVED = Array.from({ length: MINUTES_LIVED }, (_, minute) => minuteOf(minute, 'still'));
const NEXT: Readonly<Record<Move, Minute>> = {
  still: minuteOf(MINUTES_LIVED, 'still'),
  moved: minuteOf(MINUTES_LIVED, 'moved'),
};

const show = (venue: SimulatedVenue, { prints, books }: Minute): void => {
  prints.forEach(venue.hear);
  books.forEach(venue.apply);
};

const openOn = (venue: SimulatedVenue, store: StateStore & PaperStore): Session =>
  openSession({ universe: SETUP.universe, settings: SETTINGS, venue, store });

/** Lives through the minutes before the one that is measured. */
export const prepare = async (): Promise<Prepared> => {
  const venue = createSimulatedVenue(SETUP);
  const session = openOn(venue, memoryStore());
  for (const minute of LIVED) {
    show(venue, minute);
    await session.saved();
    minute.fills.forEach(venue.apply);
    session.leaseClock.pass(minutes(1));
  }
  return { state: await session.state(), checkpoint: venue.checkpoint(WHOLE_PAST) };
};

const storeWith = async (state: PortfolioState): Promise<StateStore & PaperStore> => {
  const store = memoryStore();
  const [now, end] = [epochMs(0n), epochMs(1n)];
  const { identity } = state;
  const acquired = await store.acquire({ identity, holder: invocationId('bench'), now, end });
  if (!acquired.ok) throw new Error(`no lease: ${acquired.error.kind}`);
  const saved = await store.save(acquired.value.lease, { state, lease: { kind: 'release' } });
  if (!saved.ok) throw new Error(`not saved: ${saved.error.kind}`);
  return store;
};

const venueWith = (checkpoint: string): SimulatedVenue => {
  const restored = restoreSimulatedVenue(SETUP, checkpoint);
  if (!restored.ok) throw new Error(`not restored: ${restored.error.kind}`);
  const venue = restored.value;
  for (const minute of LIVED) {
    show(venue, minute);
    minute.fills.forEach(venue.apply);
  }
  return venue;
};

/** Brings the session back, in the minute after those it lived through, before its cycle. */
export const reopened = async (prepared: Prepared, move: Move): Promise<Session> => {
  const venue = venueWith(prepared.checkpoint);
  show(venue, NEXT[move]);
  return openOn(venue, await storeWith(prepared.state));
};
