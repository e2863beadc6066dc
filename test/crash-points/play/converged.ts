// Whether what is stored has come back to the venue's truth: judged two cycles after whatever
// happened, while the next ones are not yet begun.

import { restItems, venueBooks } from '../../simulator/checkers/at-rest.ts';
import {
  balancesAmiss,
  entriesAmiss,
  historyAmiss,
  restAmiss,
} from '../../simulator/checkers/g6-books.ts';
import { intentTextsIn, leaseIn } from '../../simulator/checkers/stored.ts';
import { paperBooks } from './paper-books.ts';
import { unsettledIn } from './unsettled.ts';
import type { RestItems } from '../../simulator/checkers/g6-books.ts';
import type { VenueBooks } from '../../simulator/checkers/venue-books.ts';
import type { Attributes } from '../../simulator/aws/attribute.ts';
import type { Stage } from '../stage/stage.ts';
import type { AtVenue, Unsettled } from './unsettled.ts';

/** The venue's own books of a stage: those of the wire, or the stored ones of a paper portfolio. */
const booksOf = ({ world, watch }: Stage): VenueBooks => {
  const books = venueBooks(world.server, watch.truth());
  const paper = paperBooks(world.dynamo.items());
  return paper === null ? books : { ...books, ...paper, fills: [], resting: [], activity: [] };
};

const itemsOf = ({ world, watch }: Stage): RestItems | null =>
  restItems(watch.truth(), world.dynamo.items());

const NEVER_SAVED = ['no state was ever saved'];

/** What is looked at two cycles later: how many orders were judged, and what is amiss. */
export type Convergence = { readonly judged: number; readonly broken: readonly string[] };

const unsettled = ({ watch, world }: Stage, state: Attributes, since: number): Unsettled => {
  const open = new Set(
    watch
      .truth()
      .venue.openOrders()
      .map(({ id }) => id as string),
  );
  const venue: AtVenue = {
    isTaken: (id) => world.server.received.find(id) !== undefined,
    isOpen: (id) => open.has(id),
  };
  return unsettledIn(intentTextsIn(state), venue, since);
};

/**
 * What has not converged yet. Nothing that the venue has done since an instant is asked for, since
 * the cycle that began then has read its truth before.
 */
export const convergence = (stage: Stage, since: number): Convergence => {
  const items = itemsOf(stage);
  if (items === null) return { judged: 0, broken: NEVER_SAVED };
  const { state } = items;
  const venue = booksOf(stage);
  const isStill =
    venue.fills.every(({ matchedAt }) => Number(matchedAt) < since) &&
    stage.watch
      .truth()
      .venue.activity()
      .every(({ at }) => Number(at) < since);
  const { holder } = leaseIn(state);
  const { judged, broken } = unsettled(stage, state, since);
  return {
    judged,
    broken: [
      ...(holder === null ? [] : [`the lease is still held by ${holder}`]),
      ...broken,
      ...(isStill ? balancesAmiss(state, venue) : []),
    ],
  };
};

/** What is wrong where nothing is on its way any more. */
export const amissAtRest = (stage: Stage): readonly string[] => {
  const items = itemsOf(stage);
  return items === null ? NEVER_SAVED : restAmiss(items.state, booksOf(stage));
};

/** What is wrong with the history of the books at rest. */
export const historyAmissAtRest = (stage: Stage): readonly string[] => {
  const items = itemsOf(stage);
  if (items === null) return NEVER_SAVED;
  const isPaper = paperBooks(stage.world.dynamo.items()) !== null;
  return isPaper ? entriesAmiss(items) : historyAmiss(items, booksOf(stage));
};
