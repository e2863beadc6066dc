// What must hold after every cycle and, once nothing moves, at rest. Each broken law is a text that
// names the order or the amount; no text means that all of them hold.

import { entryItems } from '../../lib/adapters/dynamo/history.ts';
import { encodeState } from '../../lib/adapters/dynamo/stored-state.ts';
import { booksOfVenue } from '../simulator/checkers/at-rest.ts';
import { historyAmiss, restAmiss } from '../simulator/checkers/g6-books.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { SettledIntent } from '../../lib/domain/intent.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { RestItems } from '../simulator/checkers/g6-books.ts';
import type { SoakScene } from './scene.ts';

type Broken = readonly string[];
type AtServer = Pick<SoakScene, 'server'>;

/** What the server received under an id is what was written down under it. */
export const receivedUnwritten = ({ server, written }: SoakScene): Broken =>
  [...server.received.posts().keys()]
    .filter((id) => !written.intents.has(id))
    .map((id) => `received but never journalled: ${id}`);

/** Every order that rests at the server is one that the saved state looks after. */
export const orphans = ({ server }: AtServer, { intents }: PortfolioState): Broken => {
  const known = new Set(intents.map(({ id }) => id));
  return server.venue
    .openOrders()
    .filter(({ id }) => !known.has(id))
    .map(({ id }) => `rests, and no intent is about it: ${id}`);
};

/** One strategy has at most one order on one side of a token. */
export const doubles = ({ server, written }: SoakScene): Broken => {
  const live = server.venue.openOrders();
  const byPlace = Map.groupBy(live, ({ id, token, side }) => {
    const strategy = written.intents.get(id)?.strategy ?? 'nobody';
    return `${strategy} ${side} of ${token}`;
  });
  return [...byPlace]
    .filter(([, orders]) => orders.length > 1)
    .map(([at, orders]) => `twice for one place, ${at}: ${orders.map(({ id }) => id).join(', ')}`);
};

const NEVER_TAKEN: readonly SettledIntent['end'][] = ['rejected', 'no-fill', 'not-sent'];

// A venue that does not show an order which has ended looks as if it had never been there.
const isUnshown = ({ server }: SoakScene): boolean =>
  server.switches.get().orderReads !== 'any-state';

/** An order is never given up that the server took, nor called ended while it rests. */
export const endedWrongly = (scene: SoakScene): Broken => {
  const { server, written } = scene;
  const notTaken = isUnshown(scene) ? NEVER_TAKEN : [...NEVER_TAKEN, 'absent'];
  const ended = [...written.settled.values()];
  written.settled.clear();
  return ended.flatMap(({ intent: { id }, end, detail }) => {
    const isTaken = server.received.find(id) !== undefined;
    if (isTaken && notTaken.includes(end)) return [`taken, yet ${end} (${detail}): ${id}`];
    const rests = server.venue.order(id)?.status === 'LIVE';
    return rests ? [`rests, yet ${end} (${detail}): ${id}`] : [];
  });
};

/** A state that was saved, with the store that has its history. */
export type Saved = {
  readonly state: PortfolioState;
  readonly store: Pick<StateStore, 'readEntries'>;
};

// As they stand in the table, since that is what the checkers read.
const itemsOf = (state: PortfolioState, entries: readonly LedgerEntry[]): RestItems => ({
  state: { body: { S: JSON.stringify(encodeState(state)) } },
  entries: entryItems(entries).map(({ text }) => ({ body: { S: text } })),
});

// Whose a fill is only its entry says: the intents are gone by then. A fill that is booked for
// another strategy is seen by the simulator's checkers, and not here.
const ownersIn = (entries: readonly LedgerEntry[]): ReadonlyMap<string, string> =>
  new Map(
    entries.flatMap((entry) => (entry.kind === 'fill' ? [[entry.order, entry.strategy]] : [])),
  );

/** Where nothing moves, the books are the server's to the micro, and nothing is uncertain. */
export const restAmissOf = (
  { server }: AtServer,
  state: PortfolioState,
  fills: readonly Fill[],
): Broken =>
  restAmiss(itemsOf(state, []).state, booksOfVenue(server, { fills, ownerOf: () => 'nobody' }));

/** The history adds up to the books without a correction, and has each fill of the server once. */
export const historyAmissOf = async (
  { server }: AtServer,
  { state, store }: Saved,
  fills: readonly Fill[],
): Promise<Broken> => {
  const read = await store.readEntries();
  if (!read.ok) return [`entries cannot be read: ${read.error.kind}`];
  const owners = ownersIn(read.value);
  const ownerOf = (order: string): string => owners.get(order) ?? 'nobody';
  return historyAmiss(itemsOf(state, read.value), booksOfVenue(server, { fills, ownerOf }));
};

/** Both at once: the laws of G6. */
export const amissAtRest = async (
  at: AtServer,
  saved: Saved,
  fills: readonly Fill[],
): Promise<Broken> => [
  ...restAmissOf(at, saved.state, fills),
  ...(await historyAmissOf(at, saved, fills)),
];
