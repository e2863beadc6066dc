// The books of the simulated venue of a paper portfolio, as they are stored beside its state.

import { microsOf, textIn } from '../../simulator/checkers/stored.ts';
import type { Attributes } from '../../simulator/aws/attribute.ts';
import type { VenueBooks } from '../../simulator/checkers/venue-books.ts';

type Row = Readonly<Record<string, unknown>>;

type StoredVenue = {
  readonly cash: string;
  readonly shares: readonly { readonly token: string; readonly size: string }[];
  readonly trades: readonly Row[];
  readonly activity: readonly Row[];
};

const isPaper = ({ sk }: Attributes): boolean => sk !== undefined && 'S' in sk && sk.S === 'PAPER';

const venueIn = (items: readonly Attributes[]): StoredVenue | null => {
  const item = items.find(isPaper);
  if (item === undefined) return null;
  const kept = JSON.parse(textIn(item, 'body') ?? '{}') as { readonly venue: string };
  return JSON.parse(kept.venue) as StoredVenue;
};

/** Cash and shares of the stored venue; null where the portfolio has none. */
export const paperBooks = (
  items: readonly Attributes[],
): Pick<VenueBooks, 'cash' | 'shares'> | null => {
  const venue = venueIn(items);
  if (venue === null) return null;
  const shares = venue.shares
    .map(({ token, size }) => [token, microsOf(size)] as const)
    .filter(([, size]) => size > 0n);
  return { cash: microsOf(venue.cash), shares: new Map(shares) };
};

const NAMELESS = new Set(['trade', 'order', 'key', 'at', 'matchedAt', 'sequence', 'instrument']);

/** What has happened at the stored venue, without names and times. */
export const paperHistory = (items: readonly Attributes[]): readonly string[] => {
  const { cash, shares, trades, activity } = venueIn(items) ?? {
    cash: '',
    shares: [],
    trades: [],
    activity: [],
  };
  const rows = [...trades, ...activity].map((row) =>
    JSON.stringify(Object.entries(row).filter(([name]) => !NAMELESS.has(name))),
  );
  return cash === '' ? [] : [`cash ${cash}`, `shares ${JSON.stringify(shares)}`, ...rows];
};
