// What the venue may show, for the tests that compare it with the books.

import { compareWithVenue } from '../../lib/accounting/compare-venue.ts';
import { known, unknown } from '../../lib/domain/observed.ts';
import { orderId, tokenId } from '../../lib/units/ids.ts';
import { price } from '../../lib/units/price.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { MARKETS, opened, secondsLater, UNIVERSE } from './scenario.ts';
import type { VenueComparison, Verdict } from '../../lib/accounting/compare-venue.ts';
import type { Balances } from '../../lib/domain/activity.ts';
import type { Observed } from '../../lib/domain/observed.ts';
import type { OpenOrder, RestingOrder } from '../../lib/domain/order.ts';
import type { VenueError } from '../../lib/domain/venue-outcome.ts';

export const NOW = secondsLater(100);
const [rain] = MARKETS;
export const TIMEOUT: VenueError = {
  kind: 'TIMEOUT',
  endpoint: '/balances',
  detail: 'late',
  retryAfter: { kind: 'unspecified' },
};

export const balances = (
  cash: string,
  held: Readonly<Record<string, string>> = {},
): Observed<Balances> =>
  known(
    {
      cash: usdc(cash),
      shares: new Map(Object.entries(held).map(([token, text]) => [tokenId(token), shares(text)])),
    },
    NOW,
  );

export const resting = (
  id: string,
  certainty: RestingOrder['certainty'] = 'confirmed',
): RestingOrder => ({
  id: orderId(id),
  order: {
    condition: rain.condition,
    token: rain.yes,
    outcome: 'YES',
    side: 'BUY',
    price: price('0.4'),
    size: shares('10'),
    timeInForce: 'GTD',
    liquidity: 'post-only',
  },
  strategy: 'MM',
  remaining: shares('10'),
  expiration: { kind: 'never' },
  certainty,
});

export const listed = (...ids: readonly string[]): Observed<readonly OpenOrder[]> =>
  known(
    ids.map((id) => ({
      id: orderId(id),
      condition: rain.condition,
      token: rain.yes,
      outcome: 'YES',
      side: 'BUY',
      price: price('0.4'),
      originalSize: shares('10'),
      matchedSize: ZERO_SHARES,
      status: 'LIVE',
      expiration: { kind: 'never' },
    })),
    NOW,
  );

/** A look-up by id that found the order, or that failed. */
export const lookedUp = (
  id: string,
  answer: 'found' | 'failed' = 'found',
): VenueComparison['lookups'] => {
  const listing = listed(id);
  const [order = null] = listing.kind === 'known' ? listing.value : [];
  return new Map([[orderId(id), answer === 'found' ? known(order, NOW) : unknown(TIMEOUT)]]);
};

export const compared = (changes: Partial<VenueComparison> = {}): readonly Verdict[] =>
  compareWithVenue({
    ledger: opened(),
    resting: [],
    balances: balances('1000'),
    openOrders: listed(),
    books: 'up-to-date',
    lookups: new Map(),
    ended: new Set(),
    moves: [],
    universe: UNIVERSE,
    watched: [],
    tolerance: { cash: ZERO_USDC, shares: ZERO_SHARES },
    ...changes,
  });

export const kinds = (verdicts: readonly Verdict[]): Record<string, string> =>
  Object.fromEntries(
    verdicts.map(({ scope, kind }) => [scope.kind === 'cash' ? 'cash' : scope.condition, kind]),
  );
