// Bringing our books up to what was read: fills once each, intents to their proven ends, and the
// wallet's other events.

import { fillKey } from '../domain/fill.ts';
import { unknown } from '../domain/observed.ts';
import { negate } from '../units/quantity.ts';
import { ok } from '../units/result.ts';
import { after, seconds } from '../units/time.ts';
import { fillHorizon } from '../accounting/applied-keys.ts';
import { eventIdsOf, postActivity } from '../accounting/post-activity.ts';
import { postFills } from '../accounting/post-fills.ts';
import { withFills } from '../execution/intent-fills.ts';
import { settleIntents } from '../execution/settle.ts';
import { awaitedMoves } from './awaited.ts';
import { fillRecord } from './record-lines.ts';
import { REQUEST_TIMEOUT } from './settings.ts';
import { withDeeds, withState } from './working.ts';
import type { Activity } from '../domain/activity.ts';
import type { ChainRequest } from '../domain/decision.ts';
import type { Fill } from '../domain/fill.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { Observed } from '../domain/observed.ts';
import type { Strategy } from '../domain/order.ts';
import type { PendingChainMove } from '../domain/portfolio-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { OrdersSeen } from '../execution/settle.ts';
import type { OrderId } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { OwnTrading } from './observe.ts';
import type { StoreError } from '../ports/state-store.ts';
import type { Result } from '../units/result.ts';
import type { Ports } from './ports.ts';
import type { Working } from './working.ts';

/** A read of activity as far as it is booked, and the entries that were new in it. */
type Booked = { readonly activity: readonly Activity[]; readonly entries: readonly LedgerEntry[] };

type Owners = ReadonlyMap<OrderId, Strategy>;

// A fill of an order that we cannot trace (placed by hand with the same wallet, say) is inventory
// that somebody must control: it goes to inventory control.
const STRANGERS: Strategy = 'ICC';

const ownersOf = async (
  ports: Ports,
  { state, deeds }: Working,
  fills: readonly Fill[],
): Promise<Result<Owners, StoreError>> => {
  const ended = [...state.settled, ...deeds.settled].map(({ intent }) => intent);
  const pending = new Map([...ended, ...state.intents].map(({ id, strategy }) => [id, strategy]));
  const untraced = fills.filter(
    (fill) =>
      !pending.has(fill.order) &&
      !state.ledger.pending.has(fillKey(fill)) &&
      !state.ledger.finals.has(fillKey(fill)),
  );
  const found = await Promise.all(
    [...new Set(untraced.map((fill) => fill.order))].map(
      async (order) => [order, await ports.store.readSettled(order)] as const,
    ),
  );
  const owners = new Map(pending);
  for (const [order, settled] of found) {
    if (!settled.ok) return settled;
    owners.set(order, settled.value?.intent.strategy ?? STRANGERS);
  }
  return ok(owners);
};

// What cannot be booked is left to the comparison with the venue, which halts what it concerns;
// here it is named, so that an operator can book a correction.
const reported = (ports: Ports, working: Working, unposted: readonly string[]): Working => {
  if (unposted.length === 0) return working;
  const reports = unposted.map((what) => `cannot be booked: ${what}`);
  for (const report of reports)
    ports.telemetry.log({
      level: 'error',
      message: `[EnterpriseOrchestrator] ${report}`,
      fields: {},
    });
  return withDeeds(working, { reports });
};

// Booked to the wrong strategy, a fill would stay there for good: whose it is must be known first.
const untraceable = ({ kind }: StoreError): Observed<never> =>
  unknown({
    kind: 'UNAVAILABLE',
    endpoint: 'settled intents',
    detail: `settled intents: ${kind}`,
    retryAfter: { kind: 'unspecified' },
  });

type ReadFills = { readonly fills: readonly Fill[]; readonly look: OwnTrading['look'] };

const withPosted = (
  ports: Ports,
  working: Working,
  { fills, look, owners }: ReadFills & { readonly owners: Owners },
): Working => {
  const ownerOf = (order: OrderId): Strategy => owners.get(order) ?? STRANGERS;
  const posted = postFills(working.state.ledger, fills, ownerOf);
  const intents = withFills(working.state.intents, posted.entries, fills);
  // A later look of the same cycle lists the same again.
  const news = look === 'first' ? posted.unposted.map((one) => `fill ${fillKey(one)}`) : [];
  const told = reported(ports, working, news);
  const records = posted.entries.map((entry) => fillRecord(entry, working.universe));
  return withDeeds(withState(told, { ledger: posted.state, intents }), {
    entries: posted.entries,
    fills: records.flatMap((record) => (record === null ? [] : [record])),
  });
};

const accountFills = async (ports: Ports, working: Working, read: ReadFills): Promise<Working> => {
  const owners = await ownersOf(ports, working, read.fills);
  if (owners.ok) return withPosted(ports, working, { ...read, owners: owners.value });
  const fills = untraceable(owners.error);
  return { ...working, snapshot: { ...working.snapshot, fills } };
};

// Post-only and cancel-only are modes of an engine that works.
const engineOf = ({ mode }: Snapshot): OrdersSeen['engine'] =>
  mode.kind === 'known' && mode.value !== 'disabled' ? 'up' : 'unsure';

const settled = (working: Working, trading: OwnTrading): Working => {
  const { open, settled: ended } = settleIntents(working.state.intents, {
    now: working.snapshot.now,
    look: trading.look,
    engine: engineOf(working.snapshot),
    openOrders: trading.openOrders,
    fills: working.snapshot.fills.kind,
    fillsBookedFrom: fillHorizon(working.state.ledger),
    lookups: trading.lookups,
    requestTimeout: REQUEST_TIMEOUT,
  });
  return withDeeds(withState(working, { intents: open }), { settled: ended });
};

/** Applies a read of own orders and fills. */
export const accountTrading = async (
  ports: Ports,
  working: Working,
  trading: OwnTrading,
): Promise<Working> => {
  const { fills, look } = trading;
  const filled =
    fills.kind === 'known'
      ? await accountFills(ports, working, { fills: fills.value, look })
      : working;
  return settled(filled, trading);
};

const MOVED_AS: Readonly<Record<ChainRequest['kind'], readonly Activity['kind'][]>> = {
  merge: ['merge'],
  redeem: ['redemption', 'market-redemption'],
};

// The chain stamps whole seconds of another clock than ours: a move may bear a time from before it
// was sent. One that our books have had before may be an earlier one, what is news to them hardly.
const CLOCKS_DIFFER: DurationMs = seconds(10);

const isNews = (activity: Activity, entries: readonly LedgerEntry[]): boolean => {
  const ids = eventIdsOf(activity);
  return entries.some(({ eventId }) => ids.includes(eventId));
};

const showsUp = ({ request, sentAt }: PendingChainMove, { activity, entries }: Booked): boolean =>
  activity.some(
    (one) =>
      MOVED_AS[request.kind].includes(one.kind) &&
      'condition' in one &&
      one.condition === request.condition &&
      (one.at >= sentAt ||
        (isNews(one, entries) && one.at >= after(sentAt, negate(CLOCKS_DIFFER)))),
  );

/** Applies a read of the wallet's other events. */
export const accountActivity = (
  ports: Ports,
  working: Working,
  activity: Observed<readonly Activity[]>,
): Working => {
  if (activity.kind === 'unknown') return working;
  const posted = postActivity(working.state.ledger, activity.value, {
    universe: working.universe,
    fair: working.fair,
  });
  const unposted = posted.unposted.map(({ kind, key }) => `${kind} ${key}`);
  const told = reported(ports, working, unposted);
  // What is not in our books yet is still on its way to them, although the venue shows it.
  const booked = {
    activity: activity.value.filter((one) => !posted.unposted.includes(one)),
    entries: posted.entries,
  };
  const chainMoves = awaitedMoves(working).filter((move) => !showsUp(move, booked));
  return withDeeds(withState(told, { ledger: posted.state, chainMoves }), {
    entries: posted.entries,
  });
};
