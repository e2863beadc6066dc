// The venue of a chaos run: the wire server on a socket of this process, in real time, on markets
// that pass a little faster than that.

import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { waitUnless } from '../../lib/adapters/local/waiting.ts';
import { idleInRealTime, playInRealTime } from '../../lib/cli/venue-drive.ts';
import { retimed } from '../../lib/cli/venue-tape.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import { startWireServer } from '../../lib/simulation/wire/face.ts';
import { createWireServer } from '../../lib/simulation/wire/server.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { WALLET } from '../soak/scene.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';

/** A venue that is open. */
export type ChaosVenue = {
  readonly server: WireServer;
  readonly port: number;
  readonly stop: () => Promise<void>;
};

const CASH = '10000';
const SPEED = 4;

/** Opens a venue whose markets follow from a seed. */
export const openVenue = async (seed: bigint): Promise<ChaosVenue> => {
  const start = systemClock.now();
  const tape = retimed(generateTape({ seed }), { start, speed: SPEED });
  const server = createWireServer({
    venue: {
      universe: tape.universe,
      start,
      cash: usdc(CASH),
      settings: { ...DEFAULT_SETTINGS, seed: `chaos-${seed.toString()}` },
    },
    chain: 137,
    account: ownAccount(WALLET),
    tape: [],
  });
  const running = await startWireServer(server);
  let isOver = false;
  const drive = {
    now: systemClock.now,
    wait: (ms: number) => waitUnless(() => isOver, ms),
    shouldStop: () => isOver,
  };
  const played = playInRealTime(server, tape, drive).then(() => idleInRealTime(server, drive));
  return {
    server,
    port: Number(new URL(running.url).port),
    stop: async () => {
      isOver = true;
      await played;
      await running.stop();
    },
  };
};
