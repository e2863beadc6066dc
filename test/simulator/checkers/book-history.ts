// A short history of books: opened with a hundred dollars, and then one purchase; and the venue's
// own books beside it.

import { encodeLedger } from '../../../lib/adapters/dynamo/stored-state.ts';
import { applyEntry, emptyLedger } from '../../../lib/accounting/ledger.ts';
import { conditionId, tokenId } from '../../../lib/units/ids.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { usdc, ZERO_USDC } from '../../../lib/units/usdc.ts';
import { encodeStored } from '../../../lib/adapters/dynamo/codec/json.ts';
import { entryCodec } from '../../../lib/adapters/dynamo/codec/ledger-entries.ts';
import { FILL } from './fill-history.ts';
import { MARKET, stateItem, venueWith } from './histories.ts';
import type { EntryOf, LedgerEntry } from '../../../lib/domain/ledger-entry.ts';
import type { VenueBooks } from './venue-books.ts';

/** The opening with a hundred dollars. */
export const OPENING: EntryOf<'opening'> = {
  sequence: 1,
  eventId: 'opening',
  at: epochMs(1n),
  kind: 'opening',
  cash: usdc('100'),
};

/** The checkers' purchase, booked. */
export const BOOKED: EntryOf<'fill'> = {
  sequence: 2,
  eventId: 't1|0x01|0|CONFIRMED',
  at: epochMs(5n),
  kind: 'fill',
  strategy: 'MM',
  trade: FILL.trade,
  order: FILL.order,
  condition: conditionId(MARKET.condition),
  token: tokenId(MARKET.yes),
  outcome: 'YES',
  side: 'BUY',
  price: FILL.price,
  size: FILL.size,
  fee: ZERO_USDC,
  role: 'maker',
  status: 'CONFIRMED',
};

const ledgerText = (entries: readonly LedgerEntry[]): string =>
  encodeLedger(entries.reduce(applyEntry, emptyLedger(epochMs(1n))));

/** The stored item of an entry. */
export const itemOf = (entry: LedgerEntry) => {
  const text = JSON.stringify(encodeStored(entryCodec, entry));
  return { sk: { S: `ENTRY#${String(entry.sequence)}` }, body: { S: text } };
};

/** The state item of the books that entries make. */
export const stateWith = (entries: readonly LedgerEntry[]) => ({
  ...stateItem({}),
  ledger: { S: ledgerText(entries) },
});

/** The venue's own books after that purchase of MM. */
export const BOOKS: VenueBooks = {
  cash: 96_000_000n,
  shares: new Map([[String(MARKET.yes), 10_000_000n]]),
  fills: [FILL],
  resting: [],
  foreign: new Set<string>(),
  universe: venueWith({}).universe(),
  activity: [],
  ownerOf: () => 'MM',
};
