// Merges and redemptions on chain. A move is sent once and then waited for: what it did arrives as
// wallet activity.

import { after } from '../units/time.ts';
import { CHAIN_MOVE_PATIENCE } from './settings.ts';
import { withDeeds, withState } from './working.ts';
import type { ChainRequest } from '../domain/decision.ts';
import type { PendingChainMove } from '../domain/portfolio-state.ts';
import type { Ports } from './ports.ts';
import type { Working } from './working.ts';

/** The moves that may still show up. One that never did is given up, and its shares are free. */
export const awaitedMoves = ({ state, snapshot }: Working): readonly PendingChainMove[] =>
  state.chainMoves.filter(({ sentAt }) => after(sentAt, CHAIN_MOVE_PATIENCE) > snapshot.now);

const isAwaited = (working: Working, request: ChainRequest): boolean =>
  awaitedMoves(working).some(
    (move) => move.request.kind === request.kind && move.request.condition === request.condition,
  );

const withMove = (working: Working, move: PendingChainMove): Working => {
  const others = working.state.chainMoves.filter(
    (other) =>
      other.request.kind !== move.request.kind ||
      other.request.condition !== move.request.condition,
  );
  return withState(working, { chainMoves: [...others, move] });
};

const submitOne = async (
  ports: Ports,
  working: Working,
  request: ChainRequest,
): Promise<Working> => {
  if (isAwaited(working, request)) return working;
  const outcome = await ports.chain.submit(request);
  const slug = working.universe.markets.get(request.condition)?.slug ?? request.condition;
  const detail = outcome.kind === 'sent' ? '' : ` (${outcome.detail})`;
  const told = withDeeds(working, {
    chain: [`${request.kind} ${slug}: ${outcome.kind}${detail}`],
  });
  return outcome.kind === 'sent' || outcome.kind === 'unknown'
    ? withMove(told, { request, sentAt: working.snapshot.now })
    : told;
};

/** Sends the moves that are not already on their way. */
export const moveOnChain = async (
  ports: Ports,
  working: Working,
  requests: readonly ChainRequest[],
): Promise<Working> => {
  let current = working;
  for (const request of requests) current = await submitOne(ports, current, request);
  return current;
};
