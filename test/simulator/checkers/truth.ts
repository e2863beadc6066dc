// What is true at any moment of a world, folded from what was seen: who holds the lease, what was
// journalled by whom, what the kill switch says and what each process has read of it.

import { msOfDuration } from '../../../lib/units/time.ts';
import { isHalting } from '../weather/operator.ts';
import { booksFrom } from './told-books.ts';
import { intentFrom, intentTextsIn, leaseIn, STATE } from './stored.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { OpenOrder } from '../../../lib/domain/order.ts';
import type { WireAnswer, WireReply } from '../../../lib/simulation/wire/message.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { SwitchWord } from '../weather/operator.ts';
import type { Instant } from '../world/timeline.ts';
import type { ToldBook } from './told-books.ts';
import type { Sighting, SightingOf } from './sighting.ts';
import type { StoredIntent, StoredLease } from './stored.ts';

/** The venue's own books: what is true there whatever anybody was told. */
export type VenueTruth = {
  readonly universe: () => Universe;
  readonly openOrders: () => readonly OpenOrder[];
  /** Every fill there ever was, as it stands now. */
  readonly fills: () => readonly Fill[];
  readonly activity: () => readonly Activity[];
  readonly wasTaken: (id: string) => boolean;
  /** Whether an order was placed by the owner of the wallet beside us. */
  readonly isByHand: (id: string) => boolean;
};

/** The orders that rest but for those of the wallet's owner. */
export const ownOrders = ({ openOrders, isByHand }: VenueTruth): readonly OpenOrder[] =>
  openOrders().filter(({ id }) => !isByHand(id));

/** An intent with whoever journalled it. */
export type Journalled = {
  readonly intent: StoredIntent;
  readonly fence: number;
  readonly process: string;
  readonly at: Instant;
};

/** A reading of the switch that reached its store, and what it said then. */
export type SwitchRead = { readonly at: Instant; readonly word: SwitchWord };

/** What a process was told of the books by one answer. */
export type ToldBooks = { readonly at: Instant; readonly books: ReadonlyMap<string, ToldBook> };

/** Everything that checkers judge by. */
export type Truth = {
  readonly venue: VenueTruth;
  readonly see: (sighting: Sighting) => void;
  readonly journalled: (body: string) => Journalled | undefined;
  readonly journalledById: (id: string) => Journalled | undefined;
  readonly state: () => Attributes | null;
  readonly lease: () => StoredLease;
  /** The process that took the lease with the fence that counts now. */
  readonly leaseProcess: () => string | null;
  /** When it was taken. */
  readonly leaseSince: () => Instant;
  readonly word: () => { readonly word: SwitchWord; readonly since: Instant };
  readonly switchRead: (process: string) => SwitchRead | undefined;
  readonly toldBooks: (process: string) => ToldBooks | undefined;
};

// No request is waited for for so long.
const GIVEN_UP_MS = 30_000;

/** The answer that a process got, unless it had given up waiting for one. */
export const heardOf = (reply: WireReply): WireAnswer | null => {
  if (reply.kind === 'late')
    return Number(msOfDuration(reply.after)) < GIVEN_UP_MS ? reply.answer : null;
  return reply.kind === 'answer' ? reply : null;
};

const FREE: StoredLease = { holder: null, end: null, fence: 0, version: 0 };

/** Starts with a free lease and the switch off. */
export const createTruth = (venue: VenueTruth): Truth => {
  const byBody = new Map<string, Journalled>();
  const byId = new Map<string, Journalled>();
  const texts = new Set<string>();
  const reads = new Map<string, SwitchRead>();
  const told = new Map<string, ToldBooks>();
  let state: Attributes | null = null;
  let lease = FREE;
  let leaseProcess: string | null = null;
  let leaseSince = 0;
  let word: { readonly word: SwitchWord; readonly since: Instant } = { word: 'off', since: 0 };

  const seeState = ({ at, sender, after }: SightingOf<'stored'>): void => {
    const next = after === null ? FREE : leaseIn(after);
    if (next.fence !== lease.fence) {
      leaseProcess = sender.process;
      leaseSince = at;
    }
    lease = next;
    state = after;
    for (const text of after === null ? [] : intentTextsIn(after).values()) {
      if (texts.has(text)) continue;
      texts.add(text);
      const intent = intentFrom(text);
      if (intent.body === '') continue;
      const one = { intent, fence: next.fence, process: sender.process, at };
      byBody.set(intent.body, one);
      byId.set(intent.id, one);
    }
  };
  const seeBooks = ({ at, sender, call, reply }: SightingOf<'arrived'>): void => {
    const answer = heardOf(reply);
    const books = call.path === '/books' && answer !== null ? booksFrom(answer.body, venue) : null;
    if (books !== null) told.set(sender.process, { at, books });
  };
  return {
    venue,
    see: (sighting) => {
      const { at } = sighting;
      if (sighting.kind === 'stored' && sighting.sort === STATE) seeState(sighting);
      if (sighting.kind === 'arrived') seeBooks(sighting);
      if (sighting.kind === 'switch-read')
        reads.set(sighting.sender.process, { at, word: word.word });
      // From one halting word to another it is still the same halt.
      if (sighting.kind === 'switch-turned')
        word = {
          word: sighting.word,
          since: isHalting(sighting.word) && isHalting(word.word) ? word.since : at,
        };
    },
    journalled: (body) => byBody.get(body),
    journalledById: (id) => byId.get(id),
    state: () => state,
    lease: () => lease,
    leaseProcess: () => leaseProcess,
    leaseSince: () => leaseSince,
    word: () => word,
    switchRead: (process) => reads.get(process),
    toldBooks: (process) => told.get(process),
  };
};

/** A guarantee's checker: it sees everything, and says with its numbers what is broken. */
export type Checker = {
  readonly name: string;
  readonly see: (sighting: Sighting, truth: Truth) => readonly string[];
};
