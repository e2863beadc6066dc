// What the venue's reads say about our intents. An intent ends only by proof: everything of it is
// filled, or the venue shows its end and all its fills are in our books, or no holder can still
// send it and repeated full reads never showed it. What the venue has once called matched is
// waited for while it can be booked.

import { namesMoney } from '../domain/order.ts';
import { isPositive, minus, plus } from '../units/quantity.ts';
import { after, later, seconds } from '../units/time.ts';
import { removedAt } from './expiration.ts';
import { keepOpen, remainingOf, settle, withMatched } from './intents.ts';
import type { Intent, SettledIntent } from '../domain/intent.ts';
import type { Observed } from '../domain/observed.ts';
import type { OpenOrder } from '../domain/order.ts';
import type { OrderId } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { IntentProgress } from './intents.ts';

/** What was read about own orders. Fills of the same read are already in the intents. */
export type OrdersSeen = {
  readonly now: EpochMs;
  /**
   * Whether the cycle looks for the first time or once more. Looking once more right after a cancel
   * proves an end, but not that the cancel will never take effect.
   */
  readonly look: 'first' | 'again';
  /** While the venue restarts or is shut, its lists may be empty and its look-ups find nothing. */
  readonly engine: 'up' | 'unsure';
  readonly openOrders: Observed<readonly OpenOrder[]>;
  /** Whether the fills of this read are known; without them nothing is proven. */
  readonly fills: 'known' | 'unknown';
  /** What was matched before this is too old to be booked. */
  readonly fillsBookedFrom: EpochMs;
  /** Orders looked up by id because they were missing among the open ones. */
  readonly lookups: ReadonlyMap<OrderId, Observed<OpenOrder | null>>;
  readonly requestTimeout: DurationMs;
};

/** Intents that go on, and those whose end is proven. */
export type Settlement = {
  readonly open: readonly Intent[];
  readonly settled: readonly SettledIntent[];
};

// A request that reached the venue may show up in its reads this much later.
// Source: venue reference 7.3, grace window of at least 60 to 120 s.
const APPEARANCE_GRACE: DurationMs = seconds(120);
const CLEAN_SCANS_NEEDED = 2;

/** The intents that the open orders do not list and that must be looked up by id. */
export const intentsToLookUp = (
  intents: readonly Intent[],
  openOrders: Observed<readonly OpenOrder[]>,
): readonly OrderId[] => {
  if (openOrders.kind === 'unknown') return [];
  const listed = new Set(openOrders.value.map((order) => order.id));
  return intents.filter((intent) => !listed.has(intent.id)).map((intent) => intent.id);
};

const graceOf = ({ requestTimeout }: OrdersSeen): DurationMs =>
  plus(requestTimeout, APPEARANCE_GRACE);

// Until when an order can be sent or can match.
const lastChance = ({ expiration, sendableUntil }: Intent): EpochMs =>
  expiration.kind === 'at' ? later(removedAt(expiration), sendableUntil) : sendableUntil;

const absentForGood = (intent: Intent, cleanScans: number, seen: OrdersSeen): boolean =>
  cleanScans >= CLEAN_SCANS_NEEDED && after(lastChance(intent), graceOf(seen)) <= seen.now;

// Looks of one cycle may lie a moment apart: only the first of them is a scan of its own.
const isScan = ({ engine, look, fills }: OrdersSeen): boolean =>
  engine === 'up' && look === 'first' && fills === 'known';

// An order that can no longer be sent nor rest can take nothing any more.
const lastMatch = ({ expiration, sendableUntil }: Intent, seen: OrdersSeen): EpochMs =>
  after(expiration.kind === 'at' ? expiration.at : sendableUntil, graceOf(seen));

// The venue leaves the matched size of some orders empty; one that it calls matched has a fill.
const lacksFills = (intent: Intent, seen: OrdersSeen): boolean =>
  isPositive(minus(intent.matched, plus(intent.filled, intent.reversed))) &&
  lastMatch(intent, seen) >= seen.fillsBookedFrom;

type Ending = Pick<SettledIntent, 'detail'> & { readonly end: 'absent' | 'canceled' };

const endBy = (intent: Intent): SettledIntent['end'] | null => {
  if (!isPositive(intent.filled)) return null;
  return isPositive(remainingOf(intent)) ? 'partly-filled' : 'filled';
};

const endedAs = (intent: Intent, { end, detail }: Ending, { now }: OrdersSeen): IntentProgress =>
  settle(intent, { end: endBy(intent) ?? end, detail, at: now });

const afterScans = (intent: Intent, ending: Ending, seen: OrdersSeen): IntentProgress => {
  const { phase } = intent;
  if (lacksFills(intent, seen)) return keepOpen(intent, { kind: 'unknown', cleanScans: 0 });
  const before = phase.kind === 'unknown' ? phase.cleanScans : 0;
  if (!isScan(seen)) return keepOpen(intent, { kind: 'unknown', cleanScans: before });
  const cleanScans = before + 1;
  return absentForGood(intent, cleanScans, seen)
    ? endedAs(intent, ending, seen)
    : keepOpen(intent, { kind: 'unknown', cleanScans });
};

const notFound = (intent: Intent, seen: OrdersSeen): IntentProgress =>
  afterScans(intent, { end: 'absent', detail: 'the venue does not know it' }, seen);

// An order that is gone, nobody says with how many fills, may have some that are not listed yet: it
// is waited for like one that the venue does not know.
const ended = (intent: Intent, order: OpenOrder, seen: OrdersSeen): IntentProgress => {
  const ending = { end: 'canceled', detail: order.status } as const;
  if (order.matchedSize === null) return afterScans(intent, ending, seen);
  return lacksFills(intent, seen)
    ? keepOpen(intent, { kind: 'cancelling' })
    : endedAs(intent, ending, seen);
};

const foundAs = (before: Intent, order: OpenOrder, seen: OrdersSeen): IntentProgress => {
  const sized = order.matchedSize === null ? before : withMatched(before, order.matchedSize);
  const intent = order.status === 'MATCHED' ? withMatched(sized, 'some') : sized;
  switch (order.status) {
    case 'LIVE': {
      const isUnproven = seen.look === 'again' && intent.phase.kind === 'cancelling';
      return keepOpen(intent, isUnproven ? intent.phase : { kind: 'resting' });
    }
    case 'DELAYED':
      return keepOpen(intent, { kind: 'unknown', cleanScans: 0 });
    case 'MATCHED':
    case 'CANCELED':
    case 'INVALID':
      return ended(intent, order, seen);
  }
};

const progress = (
  intent: Intent,
  listed: ReadonlyMap<OrderId, OpenOrder>,
  seen: OrdersSeen,
): IntentProgress => {
  // All the shares of its size may be no more than a part of what its money buys.
  if (!namesMoney(intent.order) && !isPositive(remainingOf(intent)))
    return settle(intent, { end: 'filled', detail: 'filled in our books', at: seen.now });
  const open = listed.get(intent.id);
  if (open !== undefined) return foundAs(intent, open, seen);
  const lookup = seen.lookups.get(intent.id);
  if (seen.fills === 'unknown' || lookup?.kind !== 'known') return { kind: 'open', intent };
  return lookup.value === null ? notFound(intent, seen) : foundAs(intent, lookup.value, seen);
};

/** Moves every intent on by what was read. An unknown read proves nothing and changes nothing. */
export const settleIntents = (intents: readonly Intent[], seen: OrdersSeen): Settlement => {
  if (seen.openOrders.kind === 'unknown') return { open: intents, settled: [] };
  const listed = new Map(seen.openOrders.value.map((order) => [order.id, order]));
  const moved = intents.map((intent) => progress(intent, listed, seen));
  return {
    open: moved.flatMap((one) => (one.kind === 'open' ? [one.intent] : [])),
    settled: moved.flatMap((one) => (one.kind === 'settled' ? [one.settled] : [])),
  };
};
