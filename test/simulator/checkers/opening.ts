// What the wallet held before our books were opened is the owner's: the books begin with its cash,
// and know nothing of its shares. They have to be there still, and only their market may differ.

import { fillKey } from '../../../lib/domain/fill.ts';
import { isZero, negate } from '../../../lib/units/quantity.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { after, epochMs, epochSeconds, minutes } from '../../../lib/units/time.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { VenueBooks } from './venue-books.ts';

// The books open only where the wallet has been at rest for a minute, by a clock that may be ahead:
// what is stamped within that minute came after it.
const AT_REST = minutes(1);

const isCounted = ({ status }: Fill): boolean => status !== 'FAILED';

const sharesOf = ({ side, size }: Fill): bigint =>
  side === 'BUY' ? microsOfShares(size) : -microsOfShares(size);

/** Fills matched before this, and not booked, are the owner's, by the opening of the books. */
export const oursBegin = (openedAt: EpochMs): EpochMs => after(openedAt, negate(AT_REST));

/** Tells whether a fill came since then, by the whole seconds in which the venue tells it. */
export const isSince = ({ matchedAt }: Fill, begin: EpochMs): boolean =>
  epochMs(epochSeconds(matchedAt, 'down') * 1_000n) >= begin;

/** The venue's books without what happened there before ours were opened. */
export const sinceOpening = (venue: VenueBooks, entries: readonly LedgerEntry[]): VenueBooks => {
  const opening = entries.findLast(({ kind }) => kind === 'opening');
  if (opening === undefined) return venue;
  const begin = oursBegin(opening.at);
  const booked = new Set(entries.flatMap((one) => (one.kind === 'fill' ? [fillKey(one)] : [])));
  const before = venue.fills.filter((fill) => !isSince(fill, begin) && !booked.has(fillKey(fill)));
  const shares = new Map(venue.shares);
  // A redemption of a whole market takes all that the wallet holds of it. What it paid nothing for
  // is in no row: the owner's shares are gone, and our books never had them.
  const whole = entries.flatMap((one) =>
    one.kind === 'redemption' && /\|(YES|NO)$/.test(one.eventId) ? [one] : [],
  );
  const isLost = ({ condition, token }: Fill): boolean =>
    whole.some((one) => one.condition === condition) &&
    !whole.some((one) => one.token === token && !isZero(one.payout));
  for (const fill of before.filter((one) => isCounted(one) && !isLost(one)))
    shares.set(fill.token, (shares.get(fill.token) ?? 0n) - sharesOf(fill));
  return {
    ...venue,
    shares,
    fills: venue.fills.filter((fill) => !before.includes(fill)),
    foreign: new Set(before.map(({ condition }) => condition)),
  };
};
