// Markets and books for the tests of fair price and market making, in as few words as possible.

import { bestFirst } from '../../lib/domain/book.ts';
import { known } from '../../lib/domain/observed.ts';
import { conditionId, eventId, tokenId } from '../../lib/units/ids.ts';
import { cents, price, tick } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, epochMs, hours, minutes, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import type { Book, Level } from '../../lib/domain/book.ts';
import type { EventGroup, Market } from '../../lib/domain/market.ts';
import type { FairPriceParameters } from '../../lib/domain/parameters.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { TokenId } from '../../lib/units/ids.ts';

export const NOW = epochMs(1_790_000_000_000n);

/** The parameters of fair prices, with a low floor of depth. */
export const FAIR_PARAMETERS: FairPriceParameters = {
  levels: 5,
  levelDecay: 2,
  spreadMax: cents(10),
  depthMin: usdc('100'),
  ageMax: seconds(10),
  eventBlend: 0.3,
  volatilityHalfLife: minutes(30),
  volatilityFloor: 0.02,
  moveWindow: minutes(5),
};

/** A market named `a` has tokens `a-yes` and `a-no` and is alone in event `a-event`. */
export const aMarket = (name: string, changes: Partial<Market> = {}): Market => ({
  condition: conditionId(name),
  slug: `slug-${name}`,
  event: eventId(`${name}-event`),
  yes: tokenId(`${name}-yes`),
  no: tokenId(`${name}-no`),
  outcomeLabels: { yes: 'Yes', no: 'No' },
  tick: tick('0.01'),
  sizeMin: shares('5'),
  fee: { kind: 'taker', rate: ratio('0.05'), exponent: 1 },
  rewards: { kind: 'none' },
  version: 'v1',
  negRisk: false,
  status: { kind: 'accepting' },
  end: { kind: 'at', at: after(NOW, hours(72)) },
  gameStart: { kind: 'none' },
  volume24h: usdc('100000'),
  ...changes,
});

/** The event of some markets: independent and complete unless said otherwise. */
export const anEvent = (
  id: string,
  markets: readonly Market[],
  changes: Partial<EventGroup> = {},
): EventGroup => ({
  id: eventId(id),
  slug: `slug-${id}`,
  category: 'sports',
  exclusivity: 'independent',
  completeness: 'complete',
  markets: markets.map((market) => market.condition),
  ...changes,
});

/** Levels written as `price x size`, in any order. */
export const levels = (side: 'bids' | 'asks', ...texts: readonly string[]): readonly Level[] =>
  bestFirst(
    side,
    texts.map((text) => {
      const [at = '', size = ''] = text.split(' x ');
      return { price: price(at), size: shares(size) };
    }),
  );

/** A book of one token. */
export const aBook = (
  token: TokenId,
  sides: Pick<Book, 'bids' | 'asks'>,
  changes: Partial<Book> = {},
): Book => ({ token, tick: tick('0.01'), sizeMin: shares('5'), at: NOW, ...sides, ...changes });

/** Known books, by token. */
export const observed = (...books: readonly Book[]): ReadonlyMap<TokenId, Observed<Book>> =>
  new Map(books.map((book) => [book.token, known(book, book.at)]));
