// What is kept of a simulated venue is what its portfolio may still ask for: it does not grow with
// time, and a session that is written down and brought back at every cycle, as on AWS, decides the
// same as one that lasts. That holds for cycles as well whose state could not be saved.

import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { billedBytes, packed } from '../../lib/adapters/dynamo/packed.ts';
import { playTape } from '../../lib/backtest/play-tape.ts';
import { eventsOf } from '../../lib/domain/tape-block.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { err } from '../../lib/units/result.ts';
import { hours, minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { openSession, playOn, settingsFrom } from './session.ts';
import type { Tape, TapeBlock, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { PaperStore, StateStore } from '../../lib/ports/state-store.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { Session } from './session.ts';

const PATIENCE_MS = 300_000;

type Store = StateStore & PaperStore;

const setupOf = ({ universe, start }: Tape) => ({
  universe,
  start,
  cash: usdc('10000'),
  settings: DEFAULT_SETTINGS,
});

/** A venue that can be replaced by what was kept of it. */
type Replaceable = { readonly venue: SimulatedVenue; readonly replace: (kept: string) => void };

// The tape is read again from its start, since nothing that it tells is kept.
const replaceable = (tape: Tape): Replaceable => {
  const events: TapeEvent[] = [];
  let current = createSimulatedVenue(setupOf(tape));
  const replace = (kept: string): void => {
    const restored = restoreSimulatedVenue(setupOf(tape), kept);
    if (!restored.ok) throw new Error(JSON.stringify(restored.error));
    current = restored.value;
    events.forEach(current.apply);
  };
  const apply = (event: TapeEvent): void => {
    events.push(event);
    current.apply(event);
  };
  const applyBlock = (block: TapeBlock, from: number, until: EpochMs): number => {
    const upTo = eventsOf(block).findIndex((event, row) => row >= from && event.at > until);
    const end = upTo === -1 ? block.count : upTo;
    eventsOf(block).slice(from, end).forEach(apply);
    return end;
  };
  const venue: SimulatedVenue = {
    apply,
    applyBlock,
    hear: (trade) => current.hear(trade),
    advanceTo: (at) => current.advanceTo(at),
    now: () => current.now(),
    relist: (universe) => current.relist(universe),
    mode: () => current.mode(),
    setMode: (mode) => current.setMode(mode),
    universe: () => current.universe(),
    book: (token) => current.book(token),
    prints: (from) => current.prints(from),
    tradedVolume: () => current.tradedVolume(),
    recorded: (condition) => current.recorded(condition),
    lastBook: (token) => current.lastBook(token),
    aheadOf: (order) => current.aheadOf(order),
    openOrders: () => current.openOrders(),
    order: (id) => current.order(id),
    fills: (from, trades) => current.fills(from, trades),
    activity: (from) => current.activity(from),
    balances: (tokens) => current.balances(tokens),
    nextSalt: () => current.nextSalt(),
    place: (incoming) => current.place(incoming),
    cancel: (ids) => current.cancel(ids),
    submit: (request) => current.submit(request),
    transfer: (amount) => current.transfer(amount),
    checkpoint: (past) => current.checkpoint(past),
  };
  return { venue, replace };
};

const UNSAVED = { kind: 'UNAVAILABLE', detail: 'the line is down' } as const;
const UNSAVED_EVERY = 7;
const CYCLES = 90;

// The paper venue is kept also by a cycle whose state is not saved.
const failingStore = (store: Store): Store => {
  let saves = 0;
  return {
    ...store,
    save: (lease, save) => {
      saves += 1;
      const fails = saves % UNSAVED_EVERY === 0;
      return fails ? Promise.resolve(err(UNSAVED)) : store.save(lease, save);
    },
  };
};

type Lived = { readonly session: Session; readonly ends: readonly string[] };

const lived = async (after: 'brought back each cycle' | 'lasting'): Promise<Lived> => {
  const tape = generateTape({ seed: 8 });
  const { venue, replace } = replaceable(tape);
  const store = failingStore(memoryStore());
  const session = openSession({ universe: tape.universe, start: tape.start, venue, store });
  const { cycle } = session.settings;
  const ends: string[] = [];
  const afterCycle = async (): Promise<'go-on' | 'stop'> => {
    session.leaseClock.pass(cycle);
    const kept = await store.loadPaper();
    if (!kept.ok || kept.value === null) throw new Error('no venue was kept');
    if (after === 'brought back each cycle') replace(kept.value);
    return ends.length === CYCLES ? 'stop' : 'go-on';
  };
  const runCycle = async () => {
    const end = await session.cycle();
    ends.push(end.kind);
    return end;
  };
  const playback = { tape, venue, cycle, from: tape.start, until: tape.end };
  await playTape(playback, { runCycle, afterCycle });
  return { session, ends };
};

const asText = (records: Session['records']): string =>
  records.map((record) => JSON.stringify(record)).join('\n');

describe('a session that is brought back each cycle from what was kept', () => {
  it(
    'decides the same as one that lasts, also after cycles that were not saved',
    async () => {
      const straight = await lived('lasting');
      const broughtBack = await lived('brought back each cycle');
      expect(straight.ends.filter((kind) => kind === 'failed')).toHaveLength(
        Math.floor(CYCLES / UNSAVED_EVERY),
      );
      expect(straight.session.records.flatMap(({ fills }) => fills).length).toBeGreaterThan(50);
      expect(broughtBack.ends).toEqual(straight.ends);
      expect(asText(broughtBack.session.records)).toBe(asText(straight.session.records));
      expect(broughtBack.session.messages()).toEqual(straight.session.messages());
    },
    PATIENCE_MS,
  );
});

const HOURS = 12;
const MINUTES_A_CYCLE = 5;

describe('what is kept of a venue', () => {
  it(
    'stays below 40,000 bytes of text and 8,000 stored, hour after hour',
    async () => {
      const tape = generateTape({ seed: 1, duration: hours(HOURS) });
      const memory = memoryStore();
      const sizes: { readonly text: number; readonly stored: number }[] = [];
      const store: Store = {
        ...memory,
        savePaper: (lease, text) => {
          sizes.push({ text: text.length, stored: billedBytes({ body: packed(text) }) });
          return memory.savePaper(lease, text);
        },
      };
      const settings = { ...settingsFrom(), cycle: minutes(MINUTES_A_CYCLE) };
      const opening = { universe: tape.universe, start: tape.start, settings, store };
      const session = openSession(opening);
      const cyclesMax = (HOURS * 60) / MINUTES_A_CYCLE;
      expect(await playOn(session, { tape, cyclesMax }, () => undefined)).toBe(cyclesMax);
      expect(session.records.flatMap(({ fills }) => fills).length).toBeGreaterThan(250);
      expect(Math.max(...sizes.map(({ text }) => text))).toBeLessThan(40_000);
      expect(Math.max(...sizes.map(({ stored }) => stored))).toBeLessThan(8_000);
    },
    PATIENCE_MS,
  );
});
