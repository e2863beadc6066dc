// What everything is worth, on one history: ten YES bought for four of a hundred dollars.

import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../../lib/domain/observed.ts';
import { universeOf } from '../../../lib/domain/market.ts';
import { readError } from '../../../lib/simulation/book-view.ts';
import { price } from '../../../lib/units/price.ts';
import { ratio } from '../../../lib/units/ratio.ts';
import { shares } from '../../../lib/units/shares.ts';
import { tradeId } from '../../../lib/units/ids.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { BOOKED, OPENING, stateWith } from './book-history.ts';
import { worthAmiss } from './g1-worth.ts';
import { MARKET, stateItem } from './histories.ts';
import type { Book } from '../../../lib/domain/book.ts';
import type { Market, Outcome } from '../../../lib/domain/market.ts';
import type { Observed } from '../../../lib/domain/observed.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';
import type { TokenId } from '../../../lib/units/ids.ts';

const NOW = epochMs(9n);

const BIDS: Book['bids'] = [
  { price: price('0.38'), size: shares('6') },
  { price: price('0.37'), size: shares('100') },
];

const bookOf = (token: TokenId): Observed<Book> =>
  known({ token, bids: BIDS, asks: [], tick: MARKET.tick, sizeMin: MARKET.sizeMin, at: NOW }, NOW);

const venueOf = (status: Market['status'], book = bookOf) => ({
  book,
  universe: () => universeOf([{ ...MARKET, status }], []),
});

const OPEN = venueOf({ kind: 'accepting' });

// Open as well, and nobody knows its book.
const DARK = venueOf({ kind: 'accepting' }, (token) => unknown(readError('NOT_FOUND', token, '')));

const bought = (
  sequence: number,
  of: { readonly outcome: Outcome; readonly size: string },
): LedgerEntry => ({
  ...BOOKED,
  sequence,
  eventId: `t${String(sequence)}`,
  trade: tradeId(`t${String(sequence)}`),
  token: of.outcome === 'YES' ? MARKET.yes : MARKET.no,
  outcome: of.outcome,
  size: shares(of.size),
});

const stateOf = (equity: string | undefined, entries: readonly LedgerEntry[]) => ({
  ...stateItem({ risk: { peak: '100', ...(equity === undefined ? {} : { equity }) } }),
  ledger: stateWith([OPENING, ...entries]).ledger,
});

const TEN = [BOOKED];

describe('what everything is worth', () => {
  it.each([
    ['99.759999', 1],
    ['99.76', 0],
    ['99.760001', 1],
    [undefined, 1],
  ])('is cash and what the bids give for ten shares: %s has %i faults', (equity, count) => {
    expect(worthAmiss(stateOf(equity, TEN), OPEN)).toHaveLength(count);
  });

  it('counts a complete set as a dollar, and only what is left by the bids', () => {
    const more = [...TEN, bought(3, { outcome: 'NO', size: '4' })];
    // 100 less 4 and 1.6, four sets, and six at 0.38.
    expect(worthAmiss(stateOf('100.68', more), OPEN)).toEqual([]);
    const reverse = [
      bought(2, { outcome: 'YES', size: '4' }),
      bought(3, { outcome: 'NO', size: '10' }),
    ];
    expect(worthAmiss(stateOf('100.68', reverse), OPEN)).toEqual([]);
  });

  it('counts nothing for less than an order can sell', () => {
    const few = [bought(2, { outcome: 'YES', size: '0.009999' })];
    // What they cost is rounded up.
    expect(worthAmiss(stateOf('99.996', few), DARK)).toEqual([]);
  });

  it.each([
    ['1', '106'],
    ['0.5', '101'],
    ['0', '96'],
  ])('counts what resolved shares pay: at %s %s dollars', (payout, equity) => {
    const yesPayout = ratio(payout);
    expect(worthAmiss(stateOf(equity, TEN), venueOf({ kind: 'resolved', yesPayout }))).toEqual([]);
  });

  it('counts nothing but sets in a market that is closed', () => {
    expect(worthAmiss(stateOf('96', TEN), venueOf({ kind: 'closed' }))).toEqual([]);
  });

  // Simulated section 253332525521127: the owner had sold shares from before the opening.
  it('is not known where shares are owed', () => {
    const sale = { ...bought(2, { outcome: 'NO', size: '4' }), side: 'SELL' } as LedgerEntry;
    expect(worthAmiss(stateOf(undefined, [sale]), OPEN)).toBeNull();
  });

  it('is not known where a book is not', () => {
    expect(worthAmiss(stateOf(undefined, TEN), DARK)).toBeNull();
  });
});
