// A whole session in one process: the simulated venue on a tape, the store in memory, a virtual
// clock for leases, and everything that was said and recorded.

import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { paperPorts } from '../../lib/backtest/paper-ports.ts';
import { playTape } from '../../lib/backtest/play-tape.ts';
import { parseConfig } from '../../lib/config/parse-config.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { PAPER_TOLERANCE } from '../../lib/cycle/settings.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { NO_FAULTS } from '../../lib/simulation/faults.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { portfolioId } from '../../lib/units/ids.ts';
import { after, durationMs, epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { START } from './markets.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { KillSwitchReading } from '../../lib/domain/kill-switch.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { PaperStore, StateStore } from '../../lib/ports/state-store.ts';
import type { LogLine, Metric } from '../../lib/ports/telemetry.ts';
import type { VenueSettings } from '../../lib/simulation/core.ts';
import type { Faults } from '../../lib/simulation/faults.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { EpochMs } from '../../lib/units/time.ts';

type Store = StateStore & PaperStore;
export type SavedCycle = Extract<CycleEnd, { readonly kind: 'saved' }>;

/** The settings that a run on this machine gets from its environment. */
export const settingsFrom = (env: Readonly<Record<string, string>> = {}): CycleSettings => {
  const config = parseConfig(env, 'local');
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  const { preset, limits, parameters, cycle, targets } = config.value;
  const portfolio = portfolioId('test');
  return {
    purpose: 'trade',
    identity: { portfolio, mode: 'paper', chainId: 137, funder: 'paper' },
    preset,
    limits,
    parameters,
    cycle,
    targets,
    metadata: [],
    clearance: { kind: 'none' },
    tolerance: PAPER_TOLERANCE,
  };
};

/** A clock that moves when it is told to. */
export type VirtualClock = Clock & { readonly pass: (time: DurationMs) => void };

export const virtualClock = (start: EpochMs): VirtualClock => {
  let now = start;
  return {
    now: () => now,
    monotonic: () => durationMs(msOfEpoch(now)),
    pass: (time) => {
      now = after(now, time);
    },
  };
};

/** A kill switch whose next readings are chosen by the test. */
export type TestSwitch = {
  readonly read: () => Promise<KillSwitchReading>;
  readonly set: (reading: KillSwitchReading['kind'] | 'off' | 'halt' | 'reduce-only') => void;
};

const readingOf = (position: string): KillSwitchReading =>
  position === 'off' || position === 'halt' || position === 'reduce-only'
    ? { kind: 'read', position, source: 'the test' }
    : { kind: 'failed', source: 'the test', detail: 'cannot be read' };

export const testSwitch = (): TestSwitch => {
  let reading = readingOf('off');
  return {
    read: () => Promise.resolve(reading),
    set: (position) => {
      reading = readingOf(position);
    },
  };
};

/** What a session is opened with; everything has a default but the markets. */
export type Opening = {
  readonly universe: Universe;
  readonly start?: EpochMs;
  readonly cash?: string;
  readonly settings?: CycleSettings;
  readonly venueSettings?: Partial<VenueSettings>;
  readonly faults?: Faults;
  readonly venue?: SimulatedVenue;
  /** Wraps the venue, to see what it is asked. */
  readonly watchVenue?: (venue: SimulatedVenue) => SimulatedVenue;
  readonly store?: Store;
  readonly name?: string;
};

/** A session under test. */
export type Session = {
  readonly venue: SimulatedVenue;
  readonly store: Store;
  readonly settings: CycleSettings;
  readonly ports: Ports;
  readonly killSwitch: TestSwitch;
  readonly leaseClock: VirtualClock;
  readonly logs: LogLine[];
  readonly metrics: Metric[];
  readonly records: CycleRecord[];
  /** Runs a cycle on these ports, or on others in their place. */
  readonly cycle: (ports?: Ports, settings?: CycleSettings) => Promise<CycleEnd>;
  /** Runs a cycle that must be saved. */
  readonly saved: (settings?: CycleSettings) => Promise<SavedCycle>;
  readonly messages: () => readonly string[];
  readonly state: () => Promise<PortfolioState>;
};

const venueFor = (opening: Opening): SimulatedVenue =>
  opening.venue ??
  createSimulatedVenue({
    universe: opening.universe,
    start: opening.start ?? START,
    cash: usdc(opening.cash ?? '10000'),
    settings: { ...DEFAULT_SETTINGS, ...opening.venueSettings },
  });

type Kept = Pick<Session, 'logs' | 'metrics' | 'records'>;

const portsOf = (
  opening: Opening,
  parts: Pick<Session, 'venue' | 'store' | 'killSwitch' | 'leaseClock'>,
  kept: Kept,
): Ports =>
  paperPorts({
    ...parts,
    faults: opening.faults ?? NO_FAULTS,
    telemetry: {
      log: (line) => void kept.logs.push(line),
      metric: (metric) => void kept.metrics.push(metric),
    },
    name: opening.name ?? 'session',
    checkpoint: parts.venue.checkpoint,
  });

const stateIn = async (store: Store): Promise<PortfolioState> => {
  const read = await store.peek();
  if (!read.ok || read.value === null) throw new Error(`no state: ${JSON.stringify(read)}`);
  return read.value;
};

/** Opens a session. Nothing happens until the test makes it. */
export const openSession = (opening: Opening): Session => {
  const opened = venueFor(opening);
  const venue = opening.watchVenue?.(opened) ?? opened;
  const store = opening.store ?? memoryStore();
  const killSwitch = testSwitch();
  const leaseClock = virtualClock(epochMs(1_000_000_000_000n));
  const settings = opening.settings ?? settingsFrom();
  const kept: Kept = { logs: [], metrics: [], records: [] };
  const ports = portsOf(opening, { venue, store, killSwitch, leaseClock }, kept);
  const cycle: Session['cycle'] = async (used = ports, under = settings) => {
    const end = await runCycle(used, under);
    if (end.kind === 'saved') kept.records.push(end.record);
    return end;
  };
  const saved: Session['saved'] = async (under = settings) => {
    const end = await cycle(ports, under);
    if (end.kind !== 'saved') throw new Error(`not saved: ${JSON.stringify(end, textOfBigints)}`);
    return end;
  };
  return {
    venue,
    store,
    settings,
    ports,
    killSwitch,
    leaseClock,
    ...kept,
    cycle,
    saved,
    messages: () => kept.logs.map(({ message }) => message),
    state: () => stateIn(store),
  };
};

const textOfBigints = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;

/** A tape, and how far it is played. */
export type Playing = {
  readonly tape: Tape;
  readonly from?: EpochMs;
  readonly until?: EpochMs;
  readonly cyclesMax?: number;
};

/**
 * Plays a tape on a session; `check` is asked after every cycle, which must all be saved. Lease
 * time passes with the cycles. Returns how many there were.
 */
export const playOn = async (
  session: Pick<Session, 'venue' | 'settings' | 'saved' | 'leaseClock'>,
  playing: Playing,
  check: (end: SavedCycle) => void | Promise<void>,
): Promise<number> => {
  let cycles = 0;
  const { venue, settings } = session;
  const { tape, from = tape.start, until = tape.end } = playing;
  const playback = { tape, venue, cycle: settings.cycle, from, until };
  await playTape(playback, {
    runCycle: () => session.saved(),
    afterCycle: async (end) => {
      if (end.kind === 'saved') await check(end);
      session.leaseClock.pass(settings.cycle);
      cycles += 1;
      return cycles === playing.cyclesMax ? 'stop' : 'go-on';
    },
  });
  return cycles;
};
