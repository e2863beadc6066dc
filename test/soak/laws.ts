// What must hold after every cycle and, once nothing moves, at rest. Each broken law is a text that
// names the order or the amount; no text means that all of them hold.

import { fillKey } from '../../lib/domain/fill.ts';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { rebuild } from '../../lib/accounting/verify.ts';
import { encodeLedger } from '../../lib/adapters/dynamo/stored-state.ts';
import { serverBooks } from '../../lib/simulation/wire/controls.ts';
import { formatShares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { formatUsdc } from '../../lib/units/usdc.ts';
import type { Fill } from '../../lib/domain/fill.ts';
import type { SettledIntent } from '../../lib/domain/intent.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
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

const isCounted = ({ status }: Fill): boolean => status !== 'FAILED';

// Every fill of the server is in the books once, and no other.
const fillsAmiss = (fills: readonly Fill[], entries: readonly LedgerEntry[]): Broken => {
  const booked = new Map<string, number>();
  const reversed = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === 'fill') booked.set(fillKey(entry), (booked.get(fillKey(entry)) ?? 0) + 1);
    if (entry.kind === 'transition' && entry.status === 'FAILED') reversed.add(fillKey(entry));
  }
  const amiss = fills.flatMap((fill) => {
    const key = fillKey(fill);
    const times = (booked.get(key) ?? 0) - (reversed.has(key) ? 1 : 0);
    const wanted = isCounted(fill) ? 1 : 0;
    return times === wanted ? [] : [`fill ${key} is booked ${String(times)} times`];
  });
  const known = new Set(fills.map(fillKey));
  const invented = [...booked.keys()].filter((key) => !known.has(key));
  return [...amiss, ...invented.map((key) => `fill ${key} is in the books and nowhere else`)];
};

/** The history adds up to the books without a correction, and has each fill of the server once. */
export const entriesAmiss = async (
  store: StateStore,
  { outbox, ledger }: PortfolioState,
  fills: readonly Fill[],
): Promise<Broken> => {
  const read = await store.readEntries();
  if (!read.ok) return [`entries cannot be read: ${read.error.kind}`];
  const bySequence = new Map([...read.value, ...outbox].map((entry) => [entry.sequence, entry]));
  const entries = [...bySequence.values()];
  const books = rebuild(entries);
  const isSame = books.ok && encodeLedger(books.value) === encodeLedger(ledger);
  const corrections = entries.filter(({ kind }) => kind === 'correction');
  return [
    ...(isSame ? [] : ['the entries do not add up to the books']),
    ...corrections.map(({ eventId }) => `corrected: ${eventId}`),
    ...fillsAmiss(fills, entries),
  ];
};

const sharesAmiss = ({ ledger }: PortfolioState, scene: AtServer): Broken => {
  const { shares } = serverBooks(scene.server);
  const held = positionsOf(ledger);
  return [...new Set([...shares.keys(), ...held.keys()])].flatMap((token) => {
    const [theirs, ours] = [
      shares.get(token) ?? ZERO_SHARES,
      held.get(token)?.shares ?? ZERO_SHARES,
    ];
    return theirs === ours
      ? []
      : [`${token}: ${formatShares(ours)} in our books, ${formatShares(theirs)} in theirs`];
  });
};

/** Where nothing moves, the books are the server's to the micro, and nothing is uncertain. */
export const restAmiss = (scene: AtServer, state: PortfolioState): Broken => {
  const { cash } = scene.server.venue.balances([]);
  const ours = state.ledger.cash;
  const money = `cash ${formatUsdc(ours)} in our books, ${formatUsdc(cash)} in theirs`;
  return [
    ...(ours === cash ? [] : [money]),
    ...sharesAmiss(state, scene),
    ...state.intents.map(({ id, phase }) => `still ${phase.kind} at rest: ${id}`),
    ...[...state.ledger.pending.keys()].map((key) => `still pending at rest: ${key}`),
    ...state.risk.mismatches.map(({ detail }) => `still differs at rest: ${detail}`),
  ];
};
