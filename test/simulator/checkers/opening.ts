// What the wallet held before our books were opened is the owner's: the books begin with its cash,
// and know nothing of its shares. They have to be there still, and only their market may differ.

import { fillKey } from '../../../lib/domain/fill.ts';
import { negate } from '../../../lib/units/quantity.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { after, minutes } from '../../../lib/units/time.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { VenueBooks } from './g6-books.ts';

// The books open only where the wallet has been at rest for a minute, by a clock that may be ahead:
// what is stamped within that minute came after it.
const AT_REST = minutes(1);

const isCounted = ({ status }: Fill): boolean => status !== 'FAILED';

const sharesOf = ({ side, size }: Fill): bigint =>
  side === 'BUY' ? microsOfShares(size) : -microsOfShares(size);

/** Fills matched before this, and not booked, are the owner's, by the opening of the books. */
export const oursBegin = (openedAt: EpochMs): EpochMs => after(openedAt, negate(AT_REST));

/** The venue's books without what happened there before ours were opened. */
export const sinceOpening = (venue: VenueBooks, entries: readonly LedgerEntry[]): VenueBooks => {
  const opening = entries.findLast(({ kind }) => kind === 'opening');
  if (opening === undefined) return venue;
  const begin = oursBegin(opening.at);
  const booked = new Set(entries.flatMap((one) => (one.kind === 'fill' ? [fillKey(one)] : [])));
  const before = venue.fills.filter((fill) => fill.matchedAt < begin && !booked.has(fillKey(fill)));
  const shares = new Map(venue.shares);
  for (const fill of before.filter(isCounted))
    shares.set(fill.token, (shares.get(fill.token) ?? 0n) - sharesOf(fill));
  return {
    ...venue,
    shares,
    fills: venue.fills.filter((fill) => !before.includes(fill)),
    foreign: new Set(before.map(({ condition }) => condition)),
  };
};
