// One run over a tape under one band's assumptions: the same cycle as everywhere, on the simulated
// venue, with nothing kept of the past but what somebody counts.

import { valueStore } from '../adapters/dynamo/value-store.ts';
import { runCycle } from '../cycle/run-cycle.ts';
import { DEFAULT_SETTINGS } from '../simulation/core.ts';
import { NO_FAULTS } from '../simulation/faults.ts';
import { createSimulatedVenue } from '../simulation/venue.ts';
import { cadenceOf } from './cadence.ts';
import { atDistance, waysOf } from './latency.ts';
import { markAtEnd } from './mark-at-end.ts';
import { createObserver } from './observer.ts';
import { paperPorts, tapeClock } from './paper-ports.ts';
import { playCycles } from './play-tape.ts';
import { createPlayer } from './player.ts';
import { openReel } from './reel.ts';
import { stoppable } from './stoppable-switch.ts';
import { virtualTime } from './virtual-time.ts';
import type { HistoryWatch } from '../adapters/dynamo/value-store.ts';
import type { CycleFailure } from '../cycle/cycle-failure.ts';
import type { CycleEnd } from '../cycle/finish.ts';
import type { Ports } from '../cycle/ports.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { Universe } from '../domain/market.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { PlaceOutcome } from '../domain/venue-outcome.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Venue } from '../ports/venue.ts';
import type { IncomingOrder } from '../simulation/admission.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { BandModel } from './bands.ts';
import type { Income } from './income.ts';
import type { FinalMark } from './mark-at-end.ts';
import type { Observed, Observer, SentOrder } from './observer.ts';
import type { PlaybackEnd } from './play-tape.ts';
import type { Player } from './player.ts';
import type { Turn } from './virtual-time.ts';

/** A run that is to be made. */
export type BandRun = {
  readonly tape: Tape;
  readonly settings: CycleSettings;
  readonly cash: UsdcMicros;
  readonly model: BandModel;
  readonly seed: bigint;
  /** The first cycle is due here; what was before makes the books and is not traded on. */
  readonly from: EpochMs;
  /** Events after this point are not played. */
  readonly until: EpochMs;
  readonly turn: Turn;
  /** Told of entries and records as they come. */
  readonly history: HistoryWatch;
  /** Where cycles log to, by the clock of the tape. */
  readonly telemetry: (now: () => EpochMs) => Telemetry;
  /** What cycles see of the venue: the venue itself, but where a check plants a leak. */
  readonly lens: (venue: Venue) => Venue;
  /** Told after each cycle how far the tape is, and what was paid beside trades by then. */
  readonly progress: (at: EpochMs, income: Income) => void;
};

type SavedCycle = Extract<CycleEnd, { readonly kind: 'saved' }>;

type Course = {
  /** The last cycle that was saved; null when there was none. */
  readonly last: SavedCycle | null;
  /** Why the latest cycle failed, if it did. */
  readonly failure: CycleFailure | null;
};

const noted = (course: Course, end: CycleEnd): Course => ({
  last: end.kind === 'saved' ? end : course.last,
  failure: end.kind === 'failed' ? end.error : null,
});

/** Sends orders that no risk manager approved: nothing but a baseline has such. */
export type SendUnapproved = (orders: readonly IncomingOrder[]) => Promise<readonly PlaceOutcome[]>;

/** What somebody who trades has in front of him. */
export type Place = {
  readonly ports: Ports;
  readonly settings: CycleSettings;
  readonly sendUnapproved: SendUnapproved;
};

/** Who trades in a run: makes the cycle that is run on every beat. */
export type Trader = (place: Place) => () => Promise<CycleEnd>;

/** The system itself. */
export const KEEL: Trader =
  ({ ports, settings }) =>
  () =>
    runCycle(ports, settings);

/** How a run ended. */
export type BandOutcome = Course & {
  readonly observed: Observed;
  /** Why its market ended. */
  readonly market: PlaybackEnd;
  /** What is left at the end; null where no cycle was saved. */
  readonly mark: FinalMark | null;
  readonly events: number;
  /** What strangers traded. Unit: 10^-6 share. */
  readonly tradedVolume: number;
  readonly universe: Universe;
};

/** Logs nothing. */
export const SILENT = (): Telemetry => ({ log: () => undefined, metric: () => undefined });

// A state goes through its text once in an hour of one-minute cycles.
const CHECK_EVERY = 60;

const OFF: KillSwitchPort = {
  read: () => Promise.resolve({ kind: 'read', position: 'off', source: 'a backtest' }),
};

type World = {
  readonly venue: SimulatedVenue;
  readonly observer: Observer;
  readonly player: Player;
};

const sendingTo =
  ({ venue, observer }: World): SendUnapproved =>
  (orders) =>
    Promise.resolve(
      orders.map((incoming) => {
        const sent: SentOrder = { ...incoming, strategy: 'MM' };
        observer.sending(sent);
        const outcome = venue.place(incoming);
        if (outcome.kind === 'placed') observer.rests(sent);
        return outcome;
      }),
    );

const placeOf = (run: BandRun, world: World, killSwitch: KillSwitchPort): Place => {
  const { model, seed, turn, history, lens, telemetry, settings } = run;
  const { venue, observer, player } = world;
  const ports = paperPorts({
    venue,
    faults: NO_FAULTS,
    store: valueStore(history, CHECK_EVERY),
    killSwitch,
    telemetry: telemetry(venue.now),
    leaseClock: tapeClock(venue),
    name: 'backtest',
    checkpoint: () => '',
  });
  const near = { ...ports, venue: lens(observer.watching(ports.venue)) };
  const send = sendingTo(world);
  if (model.timing.kind === 'none') return { settings, ports: near, sendUnapproved: send };
  const waitFor = virtualTime(player, turn);
  const ways = waysOf(model.timing.latency, { waitFor, seed });
  return {
    settings,
    ports: { ...near, ...atDistance(near, ways) },
    sendUnapproved: (orders) => ways.own(() => send(orders)),
  };
};

const finalMark = (venue: SimulatedVenue, { last }: Course): FinalMark | null =>
  last && markAtEnd(venue, last.state, last.equity);

// A last cycle cancels everything, as at the end of every session.
const closing = async ({ failure }: Course, cycle: () => Promise<CycleEnd>): Promise<void> => {
  if (failure === null) await cycle();
};

/** Makes a run. It ends early where a cycle could not be saved. */
export const runBand = async (run: BandRun, trader: Trader = KEEL): Promise<BandOutcome> => {
  const { tape, settings, cash, model, seed, from, until } = run;
  const observer = createObserver(() => venue, tape);
  const venue: SimulatedVenue = createSimulatedVenue({
    universe: tape.universe,
    start: tape.start,
    cash,
    settings: { ...DEFAULT_SETTINGS, fillModel: model.fill, onFill: observer.onFill },
  });
  const reel = openReel(tape, venue);
  const player = createPlayer({ reel, venue }, until, observer);
  const killSwitch = stoppable(OFF);
  const runOnce = trader(placeOf(run, { venue, observer, player }, killSwitch));
  let course: Course = { last: null, failure: null };
  const cycle = async (): Promise<CycleEnd> => {
    const end = await runOnce();
    course = noted(course, end);
    return end;
  };
  const cadence = cadenceOf(model.cadence, seed);
  const beat = { player, cadence, cycle: settings.cycle, from };
  const market = await playCycles(beat, {
    runCycle: cycle,
    afterCycle: () => {
      run.progress(venue.now(), observer.income());
      return Promise.resolve(course.failure === null ? 'go-on' : 'stop');
    },
  });
  killSwitch.stop();
  await closing(course, cycle);
  await reel.close();
  return {
    observed: observer.finish(),
    ...course,
    market,
    mark: finalMark(venue, course),
    events: reel.fed(),
    tradedVolume: venue.tradedVolume(),
    universe: venue.universe(),
  };
};
