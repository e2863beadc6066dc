// A move of a family, made at the venue.

import { setEngineMode, turn } from '../../../lib/simulation/wire/controls.ts';
import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Move } from './family.ts';

/** Lets a move happen. */
export const applyMove = (server: WireServer, move: Move): void => {
  if (move.kind === 'mode') setEngineMode(server, move.mode);
  else if (move.kind === 'service') turn(server, { service: move.service });
  else applyToServer(server, move);
};
