// What happens to a running system: one thing after the other at random moments, each with its end.

import { turnFileSwitch } from '../../lib/adapters/local/turn-file-switch.ts';
import { LEASE_LENGTH, LEASE_MARGIN } from '../../lib/cycle/settings.ts';
import { plus } from '../../lib/units/quantity.ts';
import { msOfDuration } from '../../lib/units/time.ts';
import type { KillSwitch } from '../../lib/domain/kill-switch.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { Random } from '../../lib/tape/generator/random.ts';
import type { Disk } from './disk.ts';
import type { Line, LineMood } from './line.ts';
import type { System } from './system.ts';

/** All that moves are made on. */
export type Ground = {
  readonly system: System;
  readonly line: Line;
  readonly disk: Disk;
  readonly server: WireServer;
  readonly killFile: string;
  readonly random: Random;
  /** Lets real time pass, unit: seconds. */
  readonly pass: (from: number, to: number) => Promise<void>;
};

/** A thing that happens; it answers with what was wrong while it did. */
export type Move = (ground: Ground) => Promise<readonly string[]>;

const NOTHING_WRONG: readonly string[] = [];

const kill: Move = async ({ system }) => {
  await system.kill();
  return NOTHING_WRONG;
};

const killAll: Move = async ({ system }) => {
  await system.killAll();
  return NOTHING_WRONG;
};

const killStore: Move = async ({ system, pass }) => {
  system.killStore();
  await pass(5, 20);
  await system.killAll();
  return NOTHING_WRONG;
};

// Longer than a lease at times.
const freeze: Move = async ({ system, pass }) => {
  system.signal('SIGSTOP');
  await pass(5, 100);
  system.signal('SIGCONT');
  await pass(5, 10);
  return NOTHING_WRONG;
};

const fillDisk: Move = async ({ system, disk, pass }) => {
  disk.fill();
  if (disk.canBeFull) system.excuse();
  await pass(10, 40);
  await system.killAll();
  disk.free();
  return NOTHING_WRONG;
};

const disturb =
  (mood: LineMood): Move =>
  async ({ line, pass }) => {
    await line.set(mood);
    await pass(3, 45);
    await line.set('through');
    return NOTHING_WRONG;
  };

// A death while nothing comes through, so that what was in flight stays unknown.
const killInSilence: Move = async ({ system, line, pass }) => {
  await line.set('unanswered');
  await pass(1, 12);
  await system.killAll();
  await line.set('through');
  return NOTHING_WRONG;
};

/** Turns the switch. Throws: when that is not possible. */
export const turnSwitch = async (file: string, word: KillSwitch): Promise<void> => {
  const turned = await turnFileSwitch(file, word);
  if (!turned.ok) throw new Error(turned.error);
};

// A lease, with what clocks may be off.
const LEASE_SECONDS = Number(msOfDuration(plus(LEASE_LENGTH, LEASE_MARGIN))) / 1_000;

// A cycle begins every five seconds; the one that runs may send what is in flight. A session whose
// predecessor was killed waits for the lease of that one.
const halt: Move = async ({ server, killFile, pass, system }) => {
  const mayWait = system.age() < LEASE_SECONDS;
  const resting = (): number => (system.isUp() ? server.venue.openOrders().length : 0);
  await turnSwitch(killFile, 'halt');
  await pass(20, 22);
  const sent = server.received.posts().size;
  await pass(15, 20);
  const late = server.received.posts().size - sent;
  if (mayWait && resting() > 0) await pass(LEASE_SECONDS, LEASE_SECONDS);
  const rest = resting();
  await turnSwitch(killFile, 'off');
  return [
    ...(late > 0 ? [`${String(late)} orders were sent 20 s after the switch said halt`] : []),
    ...(rest > 0
      ? [`${String(rest)} orders rest ${mayWait ? '95' : '35'} s after the switch said halt`]
      : []),
  ];
};

/** Every move by its name. */
export const MOVES: ReadonlyMap<string, Move> = new Map([
  ['kill -9 of the session', kill],
  ['kill -9 of session and store', killAll],
  ['kill -9 of the store', killStore],
  ['kill -9 while no answer comes', killInSilence],
  ['frozen process', freeze],
  ['full disk', fillDisk],
  ['slow venue', disturb('slow')],
  ['venue that hears nothing', disturb('unheard')],
  ['venue that does not answer', disturb('unanswered')],
  ['answers cut in the middle', disturb('cut')],
  ['venue that is gone', disturb('gone')],
  ['kill switch', halt],
]);
