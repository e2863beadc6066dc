// Merges and redemptions on chain. A move is sent once and then waited for: what it did arrives as
// wallet activity.

import { leaseLeft } from '../execution/engine-lease.ts';
import { awaitedMoves } from './awaited.ts';
import { viewOf } from './judging.ts';
import { obeySwitch } from './obey.ts';
import { LEASE_RESERVE } from './settings.ts';
import { withDeeds, withState } from './working.ts';
import { freeSets, MERGE_MIN } from '../strategies/position-upkeep.ts';
import { smaller } from '../units/quantity.ts';
import type { ChainRequest, StrategyView } from '../domain/decision.ts';
import type { Market } from '../domain/market.ts';
import type { PendingChainMove } from '../domain/portfolio-state.ts';
import type { ChainOutcome } from '../ports/chain.ts';
import type { Ports } from './ports.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

const isAwaited = (working: Working, request: ChainRequest): boolean =>
  awaitedMoves(working).some(
    (move) => move.request.kind === request.kind && move.request.condition === request.condition,
  );

const withMove = (working: Working, move: PendingChainMove): Working => {
  const others = awaitedMoves(working).filter(
    (other) =>
      other.request.kind !== move.request.kind ||
      other.request.condition !== move.request.condition,
  );
  return withState(working, { chainMoves: [...others, move] });
};

// Which contract a move goes to is what its market says.
const NO_MARKET: ChainOutcome = { kind: 'failed', detail: 'its market is not known' };
const NOT_FREE: ChainOutcome = { kind: 'failed', detail: 'its shares are not free' };

// A quote that was to let go of its shares may have sold them, or may sell them yet: no more is
// merged than is free by now.
const bySize = (view: StrategyView, request: ChainRequest, market: Market): ChainRequest | null => {
  if (request.kind === 'redeem') return request;
  const size = smaller(request.size, freeSets(view, market));
  return size < MERGE_MIN ? null : { ...request, size };
};

type Move = { readonly working: Working; readonly request: ChainRequest };

const submitOne = async (
  ports: Ports,
  settings: CycleSettings,
  { working, request }: Move,
): Promise<Working> => {
  if (isAwaited(working, request)) return working;
  const { kind, condition } = request;
  const market = working.universe.markets.get(condition);
  const told = (outcome: ChainOutcome): Working => {
    const detail = outcome.kind === 'sent' ? '' : ` (${outcome.detail})`;
    const chain = [`${kind} ${market?.slug ?? condition}: ${outcome.kind}${detail}`];
    return withDeeds(working, { chain });
  };
  if (market === undefined) return told(NO_MARKET);
  const sized = bySize(viewOf(working, settings), request, market);
  if (sized === null) return told(NOT_FREE);
  const outcome = await ports.chain.submit(sized, market);
  return outcome.kind === 'sent' || outcome.kind === 'unknown'
    ? withMove(told(outcome), { request: sized, sentAt: working.snapshot.now })
    : told(outcome);
};

// A switch that cannot be read lets nothing new go, on chain as at the venue.
const mayMove = (ports: Ports, { failure, held, snapshot, clearance }: Working): boolean => {
  const { killSwitch } = snapshot;
  return (
    failure === null &&
    clearance.kind !== 'nothing' &&
    leaseLeft(ports.leaseClock, held) >= LEASE_RESERVE &&
    killSwitch.kind === 'read' &&
    killSwitch.position !== 'halt'
  );
};

/**
 * Sends the moves that are not already on their way, of merges as much as is free by now, as long
 * as this cycle may send anything.
 */
export const moveOnChain = async (
  ports: Ports,
  settings: CycleSettings,
  { working, requests }: { readonly working: Working; readonly requests: readonly ChainRequest[] },
): Promise<Working> => {
  let current = working;
  for (const request of requests) {
    if (!mayMove(ports, current)) return current;
    current = await obeySwitch(ports, current, await ports.killSwitch.read());
    if (mayMove(ports, current))
      current = await submitOne(ports, settings, { working: current, request });
  }
  return current;
};
