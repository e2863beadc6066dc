// Believed against venue: where our books and the venue's reads contradict each other. One look is
// no proof, since the reads are not made at one instant; counting looks is the risk manager's part.
// A read that failed gives no verdict, neither for nor against.

import { formatShares } from '../units/shares.ts';
import { formatUsdc } from '../units/usdc.ts';
import { minus, plus } from '../units/quantity.ts';
import { cashComing, isRedeeming, setsMerging } from './awaited-moves.ts';
import { cashRange, isWithin, sharesRange } from './believed-range.ts';
import { tokensInBooks } from './positions.ts';
import type { Balances } from '../domain/activity.ts';
import type { ChainRequest } from '../domain/decision.ts';
import type { LedgerState } from '../domain/ledger-state.ts';
import type { Universe } from '../domain/market.ts';
import type { Observed } from '../domain/observed.ts';
import type { OpenOrder, RestingOrder } from '../domain/order.ts';
import type { MismatchScope } from '../domain/risk-state.ts';
import type { ConditionId, OrderId } from '../units/ids.ts';
import type { ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { TokenPlace } from './positions.ts';

/** What is compared with what. */
export type VenueComparison = {
  readonly ledger: LedgerState;
  /** Our orders that may still fill. Those of unknown outcome may or may not be listed. */
  readonly resting: readonly RestingOrder[];
  readonly balances: Observed<Balances>;
  readonly openOrders: Observed<readonly OpenOrder[]>;
  /** Whether fills and activity could be read: without them our books are known to be old. */
  readonly books: 'up-to-date' | 'old';
  /** Orders of ours that were not listed, looked up by id. */
  readonly lookups: ReadonlyMap<OrderId, Observed<OpenOrder | null>>;
  /** Orders of ours that ended in the same reads; the list may be older than their end. */
  readonly ended: ReadonlySet<OrderId>;
  /** Moves on chain that were sent and are not in our books yet. */
  readonly moves: readonly ChainRequest[];
  readonly universe: Universe;
  /** Markets that differed before: judged even when neither side has anything there. */
  readonly watched: readonly ConditionId[];
  readonly tolerance: Tolerance;
};

/**
 * How far a balance may lie outside its range: for a venue whose rounding of fees or fractions of a
 * micro differs from ours. Zero where both round alike.
 */
export type Tolerance = { readonly cash: UsdcMicros; readonly shares: ShareMicros };

/** What one look says about one scope. A scope that cannot be judged has none. */
export type Verdict = {
  readonly scope: MismatchScope;
  readonly kind: 'matches' | 'differs';
  /** What differs, or nothing. */
  readonly detail: string;
};

// What is said against a match, one text per contradiction; null when it cannot be judged.
type Objections = readonly string[] | null;

const judged = (scope: MismatchScope, parts: readonly Objections[]): readonly Verdict[] => {
  const objections = parts.flatMap((part) => part ?? []);
  if (objections.length > 0) return [{ scope, kind: 'differs', detail: objections.join('; ') }];
  return parts.includes(null) ? [] : [{ scope, kind: 'matches', detail: '' }];
};

const cashObjections = (view: VenueComparison): Objections => {
  const { ledger, balances, books, universe, moves, tolerance } = view;
  const coming = cashComing(ledger, universe, moves);
  if (balances.kind === 'unknown' || books === 'old' || coming === null) return null;
  const { cash } = balances.value;
  const believed = cashRange(ledger);
  const range = { low: believed.low, high: plus(believed.high, coming) };
  if (isWithin(cash, range, tolerance.cash)) return [];
  const [low, high] = [formatUsdc(range.low), formatUsdc(range.high)];
  return [`venue has $${formatUsdc(cash)}, believed $${low} to $${high}`];
};

const sharesObjections = (
  { ledger, balances, books, moves, tolerance }: VenueComparison,
  { condition, token }: TokenPlace,
): Objections => {
  const shares = balances.kind === 'known' ? balances.value.shares.get(token) : undefined;
  if (shares === undefined || books === 'old' || isRedeeming(moves, condition)) return null;
  const believed = sharesRange(ledger, token);
  const range = { low: minus(believed.low, setsMerging(moves, condition)), high: believed.high };
  if (isWithin(shares, range, tolerance.shares)) return [];
  const [low, high] = [formatShares(range.low), formatShares(range.high)];
  return [`venue has ${formatShares(shares)} of ${token}, believed ${low} to ${high}`];
};

// The comparison of all markets, with what is looked up in each of them.
type Compared = VenueComparison & {
  readonly ours: ReadonlySet<OrderId>;
  readonly listed: ReadonlySet<OrderId>;
};

const strangerObjections = ({ openOrders, ours }: Compared, condition: ConditionId): Objections => {
  if (openOrders.kind === 'unknown') return null;
  return openOrders.value
    .filter((order) => order.condition === condition && !ours.has(order.id))
    .map(({ id }) => `order ${id} is not ours`);
};

// An order that is not listed may have ended. Only where its fills and its own state were read does
// it contradict our books.
const missingObjections = (
  { resting, openOrders, books, lookups, listed }: Compared,
  condition: ConditionId,
): Objections => {
  if (openOrders.kind === 'unknown') return null;
  const missing = resting.filter(
    ({ id, order, certainty }) =>
      order.condition === condition && certainty === 'confirmed' && !listed.has(id),
  );
  const proven = missing.filter(
    ({ id }) => books === 'up-to-date' && lookups.get(id)?.kind === 'known',
  );
  if (proven.length === 0 && missing.length > 0) return null;
  return proven.map(({ id }) => `order ${id} is not listed`);
};

const placesOf = (view: VenueComparison): readonly TokenPlace[] => {
  const { ledger, balances, universe, watched } = view;
  const read = balances.kind === 'known' ? [...balances.value.shares.keys()] : [];
  const ofRead = read.flatMap((token) => {
    const condition = universe.tokens.get(token)?.condition;
    return condition === undefined ? [] : [{ condition, token }];
  });
  const ofWatched = watched.flatMap((condition) => {
    const market = universe.markets.get(condition);
    return market === undefined
      ? []
      : [market.yes, market.no].map((token) => ({ condition, token }));
  });
  return [...tokensInBooks(ledger), ...ofRead, ...ofWatched];
};

const marketVerdict = (
  view: Compared,
  condition: ConditionId,
  places: readonly TokenPlace[],
): readonly Verdict[] => {
  const { watched, universe } = view;
  const tokens = new Set(
    places.filter((place) => place.condition === condition).map((place) => place.token),
  );
  // Without its tokens a watched market cannot be shown to match.
  const isNamed = !watched.includes(condition) || universe.markets.has(condition);
  return judged({ kind: 'market', condition }, [
    ...[...tokens].map((token) => sharesObjections(view, { condition, token })),
    missingObjections(view, condition),
    strangerObjections(view, condition),
    isNamed ? [] : null,
  ]);
};

/** Compares cash, and shares and orders of every market that either side knows of. */
export const compareWithVenue = (view: VenueComparison): readonly Verdict[] => {
  const { resting, openOrders, watched, ended } = view;
  const places = placesOf(view);
  const listed = openOrders.kind === 'known' ? openOrders.value : [];
  const conditions = new Set([
    ...places.map((place) => place.condition),
    ...resting.map(({ order }) => order.condition),
    ...listed.map((order) => order.condition),
    ...watched,
  ]);
  const compared: Compared = {
    ...view,
    ours: new Set([...resting.map(({ id }) => id), ...ended]),
    listed: new Set(listed.map(({ id }) => id)),
  };
  return [
    ...judged({ kind: 'cash' }, [cashObjections(view)]),
    ...[...conditions].flatMap((condition) => marketVerdict(compared, condition, places)),
  ];
};
