// Moves on chain that were sent and that the wallet's activity may still show.

import { after } from '../units/time.ts';
import { CHAIN_MOVE_PATIENCE } from './settings.ts';
import type { PendingChainMove } from '../domain/portfolio-state.ts';
import type { Working } from './working.ts';

/** The moves that may still show up. One that never did is given up, and its shares are free. */
export const awaitedMoves = ({ state, snapshot }: Working): readonly PendingChainMove[] =>
  state.chainMoves.filter(({ sentAt }) => after(sentAt, CHAIN_MOVE_PATIENCE) > snapshot.now);
