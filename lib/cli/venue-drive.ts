// Lets real time pass on a wire server: each event of its tape when its time has come, and between
// them nothing but the clock.

import { advanceServer, applyToServer } from '../simulation/wire/server.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { WireServer } from '../simulation/wire/server.ts';
import type { EpochMs } from '../units/time.ts';

/** What driving needs of the world. */
export type Drive = {
  readonly now: () => EpochMs;
  readonly wait: (ms: number) => Promise<void>;
  readonly shouldStop: () => boolean;
};

// How far the venue's clock may be behind the real one.
const STEP_MS = 20;

const untilDue = async (server: WireServer, at: EpochMs, drive: Drive): Promise<void> => {
  for (let now = drive.now(); at > now && !drive.shouldStop(); now = drive.now()) {
    advanceServer(server, now);
    await drive.wait(STEP_MS);
  }
};

/** Plays a tape whose times are real ones, until its end or until told to stop. */
export const playInRealTime = async (
  server: WireServer,
  tape: Tape,
  drive: Drive,
): Promise<'tape-ended' | 'stopped'> => {
  for await (const batch of tape.events())
    for (const event of batch) {
      await untilDue(server, event.at, drive);
      if (drive.shouldStop()) return 'stopped';
      applyToServer(server, event);
    }
  return 'tape-ended';
};

/** Lets the clock go on after the end of a tape, until told to stop. */
export const idleInRealTime = async (server: WireServer, drive: Drive): Promise<void> => {
  while (!drive.shouldStop()) {
    advanceServer(server, drive.now());
    await drive.wait(STEP_MS);
  }
};
