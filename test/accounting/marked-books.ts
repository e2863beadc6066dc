// Books to mark positions by, and the input of a mark, in as few words as possible.

import { known } from '../../lib/domain/observed.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { price, tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { seconds } from '../../lib/units/time.ts';
import { MARKETS, secondsLater } from './scenario.ts';
import type { EquityInput } from '../../lib/accounting/equity.ts';
import type { Book, Level } from '../../lib/domain/book.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { VenueError } from '../../lib/domain/venue-outcome.ts';
import type { TokenId } from '../../lib/units/ids.ts';

export const NOW = secondsLater(100);
const [rain] = MARKETS;

export const levels = (...texts: readonly string[]): readonly Level[] =>
  texts.map((text) => {
    const [at = '', size = ''] = text.split('x');
    return { price: price(at), size: shares(size) };
  });

export const book = (token: TokenId, bids: readonly Level[], asks: readonly Level[]): Book => ({
  token,
  bids,
  asks,
  tick: tick('0.01'),
  sizeMin: shares('5'),
  at: NOW,
});

export const RAIN_BOOK = book(
  rain.yes,
  levels('0.50x10', '0.40x10', '0.30x5'),
  levels('0.60x10', '0.70x100'),
);

export const timeout: VenueError = {
  kind: 'TIMEOUT',
  endpoint: '/books',
  detail: 'late',
  retryAfter: { kind: 'unspecified' },
};

export const seen = (...books: readonly Book[]): ReadonlyMap<TokenId, Observed<Book>> =>
  new Map(books.map((one) => [one.token, known(one, NOW)]));

export const input = (ledger: LedgerState, changes: Partial<EquityInput> = {}): EquityInput => ({
  ledger,
  universe: known(universeOf(MARKETS, []), NOW),
  books: seen(RAIN_BOOK),
  now: NOW,
  bookAgeMax: seconds(10),
  ...changes,
});
