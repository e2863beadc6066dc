// Whether what is stored has come back to the venue's truth: judged two cycles after whatever
// happened, while the next ones are not yet begun.

import { serverBooks } from '../../../lib/simulation/wire/controls.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
import {
  balancesAmiss,
  entriesAmiss,
  historyAmiss,
  restAmiss,
} from '../../simulator/checkers/g6-books.ts';
import { intentTextsIn, leaseIn } from '../../simulator/checkers/stored.ts';
import { paperBooks } from './paper-books.ts';
import type { VenueBooks } from '../../simulator/checkers/g6-books.ts';
import type { Attributes } from '../../simulator/aws/attribute.ts';
import type { Stage } from '../stage/stage.ts';

/** The venue's own books of a stage: those of the wire, or the stored ones of a paper portfolio. */
const venueBooks = ({ world, watch }: Stage): VenueBooks => {
  const paper = paperBooks(world.dynamo.items());
  if (paper !== null) return { ...paper, fills: [], resting: [], foreign: new Set() };
  const { cash, shares, openOrders } = serverBooks(world.server);
  return {
    cash: microsOfUsdc(cash),
    shares: new Map([...shares].map(([token, size]) => [token, microsOfShares(size)])),
    fills: watch.truth().venue.fills(),
    resting: openOrders.map(({ id }) => id),
    foreign: new Set(),
  };
};

type Phase = { readonly phase: { readonly kind: string }; readonly journaledAt: string };

// An order that the venue took is known to be there, or to have ended: unless the last cycle has
// sent it. One that it never took is looked for until it can no longer come.
const unsettled = ({ watch, world }: Stage, state: Attributes, since: number): readonly string[] =>
  [...intentTextsIn(state)].flatMap(([id, text]) => {
    const { phase, journaledAt } = JSON.parse(text) as Phase;
    const isOld = Date.parse(journaledAt) < since;
    const isTaken = world.server.received.find(id) !== undefined;
    const isOpen = watch
      .truth()
      .venue.openOrders()
      .some((order) => order.id === id);
    if (!isOld || !isTaken) return [];
    if (phase.kind === 'unknown') return [`taken, and still unknown: ${id}`];
    return isOpen ? [] : [`over at the venue, and still ${phase.kind}: ${id}`];
  });

/**
 * What has not converged yet. Nothing that the venue has done since an instant is asked for, since
 * the cycle that began then has read its truth before.
 */
export const notConverged = (stage: Stage, since: number): readonly string[] => {
  const state = stage.watch.truth().state();
  if (state === null) return ['no state was ever saved'];
  const venue = venueBooks(stage);
  const isStill =
    venue.fills.every(({ matchedAt }) => Number(matchedAt) < since) &&
    stage.watch
      .truth()
      .venue.activity()
      .every(({ at }) => Number(at) < since);
  const { holder } = leaseIn(state);
  return [
    ...(holder === null ? [] : [`the lease is still held by ${holder}`]),
    ...unsettled(stage, state, since),
    ...(isStill ? balancesAmiss(state, venue) : []),
  ];
};

/** What is wrong where nothing is on its way any more. */
export const amissAtRest = (stage: Stage): readonly string[] => {
  const state = stage.watch.truth().state();
  return state === null ? ['no state was ever saved'] : restAmiss(state, venueBooks(stage));
};

/** What is wrong with the history of the books at rest. */
export const historyAmissAtRest = (stage: Stage): readonly string[] => {
  const state = stage.watch.truth().state();
  if (state === null) return ['no state was ever saved'];
  const entries = stage.world.dynamo
    .items()
    .filter(({ sk }) => sk !== undefined && 'S' in sk && sk.S.startsWith('ENTRY#'));
  const items = { state, entries };
  const isPaper = paperBooks(stage.world.dynamo.items()) !== null;
  return isPaper ? entriesAmiss(items) : historyAmiss(items, venueBooks(stage));
};
