// A session that is played twice, on paper and live over HTTP: the same market, the same settings,
// and the same hands on both. Nothing but the adapters may differ.

import { inspect } from 'node:util';
import { expect, vi } from 'vitest';
import {
  createUniverseCache,
  METADATA_REFRESH,
} from '../../lib/adapters/polymarket/universe-cache.ts';
import { negate } from '../../lib/units/quantity.ts';
import { ok } from '../../lib/units/result.ts';
import { after } from '../../lib/units/time.ts';
import { openSession, playOn, settingsFrom } from '../backtest/session.ts';
import { openLive } from './live-scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { Balances } from '../../lib/domain/activity.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { SavedCycle, Session, TestSwitch } from '../backtest/session.ts';

type Variables = Readonly<Record<string, string>>;

/** What a scene may do before a cycle, on paper and live alike. */
export type Hands = {
  /** The number of the cycle that comes, from 1. */
  readonly cycle: number;
  readonly last: SavedCycle | undefined;
  readonly killSwitch: TestSwitch;
  /** Lets the cycles from here on run under other settings. */
  readonly change: (env: Variables) => void;
};

/** A session that is played twice. */
export type Scene = {
  readonly tape: Tape;
  readonly env?: Variables;
  readonly cash?: string;
  readonly cyclesMax?: number;
  readonly before?: (hands: Hands) => void;
};

/** What a session came to. */
export type Played = {
  readonly ends: readonly SavedCycle[];
  readonly records: readonly CycleRecord[];
  readonly entries: readonly LedgerEntry[];
  /** What the venue says that the wallet holds in the end. */
  readonly wallet: Balances;
};

/** The same session on paper and live. */
export type Twins = { readonly paper: Played; readonly live: Played };

type Stage = Pick<Session, 'venue' | 'settings' | 'saved' | 'leaseClock' | 'killSwitch'> & {
  readonly store: StateStore;
  readonly ports: Pick<Ports, 'venue' | 'clock'>;
};

// What is due of the markets is read beside a cycle. It is waited for between cycles, so that both
// know of a change from the same cycle on, however busy the machine is.
const marketsRead = async ({ ports: { venue, clock } }: Stage): Promise<void> => {
  const since = after(clock.now(), negate(METADATA_REFRESH));
  await vi.waitFor(async () => {
    const read = await venue.fetchUniverse();
    expect(read.kind === 'known' && read.at > since).toBe(true);
  });
};

// Each cycle runs under the settings that the scene has come to.
const underHands = (stage: Stage, scene: Scene, ends: readonly SavedCycle[]): Stage['saved'] => {
  let settings: CycleSettings | undefined;
  const { killSwitch } = stage;
  const change = (env: Variables): void => {
    settings = { ...settingsFrom(env), clearance: stage.settings.clearance };
  };
  return () => {
    scene.before?.({ cycle: ends.length + 1, last: ends.at(-1), killSwitch, change });
    return stage.saved(settings);
  };
};

const playedOn = async (stage: Stage, scene: Scene): Promise<Played> => {
  const ends: SavedCycle[] = [];
  await playOn({ ...stage, saved: underHands(stage, scene, ends) }, scene, async (end) => {
    ends.push(end);
    await marketsRead(stage);
  });
  const entries = await stage.store.readEntries();
  if (!entries.ok) throw new Error(entries.error.kind);
  const wallet = stage.venue.balances([...scene.tape.universe.tokens.keys()]);
  return { ends, records: ends.map(({ record }) => record), entries: entries.value, wallet };
};

// A tape tells of a changed market at once; over HTTP all markets are read every five minutes, as
// they are many. Paper knows its markets through the same cache, so that both decide by the same.
const readingMarketsSeldom = (paper: Session): Stage => {
  const { clock, venue } = paper.ports;
  const read = () => Promise.resolve(ok(paper.venue.universe()));
  const { get } = createUniverseCache(clock, read, 'lasting');
  const ports = { ...paper.ports, venue: { ...venue, fetchUniverse: get } };
  const saved: Session['saved'] = async (under = paper.settings) => {
    const end = await paper.cycle(ports, under);
    if (end.kind !== 'saved') throw new Error(`not saved: ${inspect(end, { depth: 5 })}`);
    return end;
  };
  return { ...paper, ports, saved };
};

/** Plays a scene on paper, and live. Both wallets were examined by the doctor. */
export const playTwins = async (scene: Scene): Promise<Twins> => {
  const { tape, env = {}, cash = '10000' } = scene;
  const settings = settingsFrom(env);
  const live = await openLive({ tape, settings, cash });
  const { clearance } = live.settings;
  const { universe, start } = tape;
  const paper = openSession({ universe, start, cash, settings: { ...settings, clearance } });
  await paper.store.putClearance(live.record);
  return {
    paper: await playedOn(readingMarketsSeldom(paper), scene),
    live: await playedOn(live, scene),
  };
};
