// G6, whose the shares are and what they cost. The venue knows neither: both follow from its fills
// and from who ordered them, in the order in which they were booked.

import { bookedIn } from './booked.ts';
import { holdingsOf } from './holdings.ts';
import { magnitude, NOTHING, ORDER } from './own-lots.ts';
import { microsOf } from './stored.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';
import type { HoldingsInput } from './holdings.ts';
import type { OwnLots } from './own-lots.ts';
import type { VenueBooks } from './venue-books.ts';
import type { StoredLedger } from './stored-ledger.ts';

/** What the venue knows, who ordered what, and in which markets the owner had shares before. */
type Venue = Pick<HoldingsInput, 'universe' | 'fills' | 'activity' | 'ownerOf'> &
  Pick<VenueBooks, 'foreign'>;

// By their tokens, and by the strategies.
type Lots = ReadonlyMap<string, OwnLots>;

const ourLots = ({ lots }: StoredLedger): Lots => {
  const all = lots.map(([, { strategy, token, shares, cost }]) => {
    const lot = { shares: microsOf(shares), cost: microsOf(cost) };
    return { strategy, token, lot };
  });
  const byToken = Map.groupBy(all, ({ token }) => token);
  return new Map(
    [...byToken].map(([token, own]) => [
      token,
      new Map(own.map(({ strategy, lot }) => [strategy, lot])),
    ]),
  );
};

const theirLots = (entries: readonly LedgerEntry[], venue: Venue): Lots => {
  const booked = bookedIn(entries);
  return holdingsOf({
    ...venue,
    fills: venue.fills.filter(booked.isOurs),
    booked,
    mergesNext: 'by their time',
    failuresNext: 'by their time',
  }).lots;
};

// Where a lot owed shares for a while, sums are divided between it and others, and either rounding
// is right: a micro for each fill and each merge of it. Otherwise costs are the same. Unit: micros.
const costOffMax = ({ fills, activity }: Venue, token: string): bigint => {
  const own = fills.filter((fill) => fill.token === token);
  const merges = activity.filter(
    (one) => one.kind === 'merge' && one.condition === own[0]?.condition,
  );
  return BigInt(own.length + merges.length);
};

// A redemption takes the owner's shares with ours: what there were of them no lot says.
const isMixed = ({ activity, foreign, universe }: Venue, token: string): boolean =>
  activity.some((one) => {
    const isRedeemed = one.kind === 'redemption' || one.kind === 'market-redemption';
    if (!isRedeemed || !foreign.has(one.condition)) return false;
    const market = universe.markets.get(one.condition);
    return market?.yes === token || market?.no === token;
  });

/**
 * Where the lots differ: in shares at all, and in cost by more than roundings. A market is left out
 * that was redeemed with shares of the owner in it.
 */
export const lotsAmiss = (
  ledger: StoredLedger,
  entries: readonly LedgerEntry[],
  venue: Venue,
): readonly string[] => {
  const [ours, theirs] = [ourLots(ledger), theirLots(entries, venue)];
  const tokens = new Set([...ours.keys(), ...theirs.keys()]);
  return [...tokens]
    .filter((token) => !isMixed(venue, token))
    .flatMap((token) =>
      ORDER.flatMap((strategy) => {
        const here = ours.get(token)?.get(strategy) ?? NOTHING;
        const there = theirs.get(token)?.get(strategy) ?? NOTHING;
        const of = `${strategy} has of ${token}`;
        if (here.shares !== there.shares)
          return [
            `${of} ${String(here.shares)} in our books, ${String(there.shares)} by the fills`,
          ];
        return magnitude(here.cost - there.cost) <= costOffMax(venue, token)
          ? []
          : [`${of} for ${String(here.cost)} in our books, ${String(there.cost)} by the fills`];
      }),
    );
};
