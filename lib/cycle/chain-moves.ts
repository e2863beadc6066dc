// Merges and redemptions on chain. A move is sent once and then waited for: what it did arrives as
// wallet activity.

import { leaseLeft } from '../execution/engine-lease.ts';
import { awaitedMoves } from './awaited.ts';
import { viewOf } from './judging.ts';
import { obeySwitch } from './obey.ts';
import { LEASE_RESERVE } from './settings.ts';
import { withDeeds, withState } from './working.ts';
import { ZERO_SHARES } from '../units/shares.ts';
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

// A quote that was to let go of its shares may have sold them, or may sell them yet.
const isFree = (view: StrategyView, request: ChainRequest, { yes, no }: Market): boolean =>
  request.kind === 'redeem' ||
  [yes, no].every((token) => request.size <= (view.sellable.get(token) ?? ZERO_SHARES));

type Move = { readonly working: Working; readonly request: ChainRequest };

const submitted = async (
  ports: Ports,
  settings: CycleSettings,
  { working, request }: Move,
): Promise<ChainOutcome> => {
  const market = working.universe.markets.get(request.condition);
  if (market === undefined) return NO_MARKET;
  return isFree(viewOf(working, settings), request, market)
    ? ports.chain.submit(request, market)
    : NOT_FREE;
};

const submitOne = async (ports: Ports, settings: CycleSettings, move: Move): Promise<Working> => {
  const { working, request } = move;
  if (isAwaited(working, request)) return working;
  const outcome = await submitted(ports, settings, move);
  const slug = working.universe.markets.get(request.condition)?.slug ?? request.condition;
  const detail = outcome.kind === 'sent' ? '' : ` (${outcome.detail})`;
  const told = withDeeds(working, {
    chain: [`${request.kind} ${slug}: ${outcome.kind}${detail}`],
  });
  return outcome.kind === 'sent' || outcome.kind === 'unknown'
    ? withMove(told, { request, sentAt: working.snapshot.now })
    : told;
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
 * Sends the moves that are not already on their way and whose shares are free by now, as long as
 * this cycle may send anything.
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
