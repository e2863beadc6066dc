// G1, what the brake on losses goes by: what everything is worth. Where nothing moves and no own
// order is in a book, the venue's books say so: cash, a dollar for each complete set, what resolved
// shares pay, and for all others what the bids give for so many of them.

import { microsOfPrice } from '../../../lib/units/price.ts';
import { ppmOf } from '../../../lib/units/ratio.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { sum } from './amounts.ts';
import { microsOf, riskIn } from './stored.ts';
import { ledgerIn } from './stored-ledger.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { SimulatedVenue } from '../../../lib/simulation/venue.ts';
import type { TokenId } from '../../../lib/units/ids.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { StoredLedger } from './stored-ledger.ts';

type Books = Pick<SimulatedVenue, 'book' | 'universe'>;

const MILLION = 1_000_000n;

// Fewer no order can sell.
const LOT = 10_000n;

// Null where nobody knows the book.
const soldFor = ({ book }: Books, token: TokenId, size: bigint): bigint | null => {
  const known = book(token);
  if (known.kind === 'unknown') return null;
  let rest = size;
  let worth = 0n;
  for (const bid of known.value.bids) {
    const depth = microsOfShares(bid.size);
    const part = depth < rest ? depth : rest;
    worth += (part * microsOfPrice(bid.price)) / MILLION;
    rest -= part;
  }
  return worth;
};

const worthIn = (
  books: Books,
  { yes, no, status }: Market,
  held: (token: TokenId) => bigint,
): bigint | null => {
  const [ofYes, ofNo] = [held(yes), held(no)];
  // What the owner had before and sold is owed in our books, and nobody can say what that costs.
  if (ofYes < 0n || ofNo < 0n) return null;
  if (status.kind === 'resolved') {
    const pays = ppmOf(status.yesPayout);
    return (ofYes * pays) / MILLION + (ofNo * (MILLION - pays)) / MILLION;
  }
  const sets = ofYes < ofNo ? ofYes : ofNo;
  const single = ofYes - sets + (ofNo - sets);
  if (status.kind === 'closed' || single < LOT) return sets;
  const worth = soldFor(books, ofYes > ofNo ? yes : no, single);
  return worth === null ? null : sets + worth;
};

const heldIn =
  ({ lots }: StoredLedger) =>
  (token: TokenId): bigint =>
    sum(lots.flatMap(([, lot]) => (lot.token === token ? [microsOf(lot.shares)] : [])));

/**
 * Where the worth that is stored is not what the venue's books say; null where nobody can say what
 * that is.
 */
export const worthAmiss = (state: Attributes, venue: Books): readonly string[] | null => {
  const ledger = ledgerIn(state);
  const parts = [...venue.universe().markets.values()].map((market) =>
    worthIn(venue, market, heldIn(ledger)),
  );
  const stored = riskIn(state)?.equity ?? null;
  const known = parts.flatMap((part) => part ?? []);
  if (known.length < parts.length) return null;
  const worth = microsOf(ledger.cash) + sum(known);
  return stored === worth
    ? []
    : [`all is worth ${String(stored)} in our books, ${String(worth)} by theirs`];
};
