// Random scripts of tape events and commands.

import fc from 'fast-check';
import { universeOf } from '../../lib/domain/market.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { orderId } from '../../lib/units/ids.ts';
import { epochMs } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { START } from './fixtures.ts';
import * as drafts from './tape-drafts.ts';
import { at, MARKETS, priceOf, rowsOf, sharesOf, tokenFor } from './tape-drafts.ts';
import type { Market, Outcome } from '../../lib/domain/market.ts';
import type { Expiration } from '../../lib/domain/order.ts';
import type { VenueSetup } from '../../lib/simulation/core.ts';
import type { Draft, Step } from './tape-drafts.ts';

export const scriptSetup: VenueSetup = {
  universe: universeOf(MARKETS, []),
  start: epochMs(BigInt(START)),
  cash: usdc('50'),
  settings: DEFAULT_SETTINGS,
};

const expirationOf = (lifeMs: number | null, ms: number): Expiration =>
  lifeMs === null ? { kind: 'never' } : { kind: 'at', at: at(ms + lifeMs) };

const TYPES = [
  ['GTC', 'may-take', null],
  ['GTC', 'may-take', null],
  ['GTC', 'post-only', null],
  ['GTC', 'post-only', null],
  ['GTC', 'may-take', null],
  ['GTC', 'post-only', null],
  ['GTD', 'post-only', 180_000],
  ['GTD', 'post-only', 181_000],
  ['GTD', 'may-take', 185_000],
  ['GTD', 'may-take', 179_999],
  ['GTC', 'may-take', 200_000],
  ['FAK', 'may-take', null],
  ['FAK', 'may-take', null],
  ['FOK', 'may-take', null],
  ['FOK', 'post-only', null],
] as const;

const idNumber = fc.integer({ min: 1, max: 24 });

const priceAndSize = fc.tuple(drafts.price, drafts.orderSize);

const placeDraft: fc.Arbitrary<Draft> = fc
  .tuple(
    drafts.market,
    drafts.outcome,
    drafts.side,
    priceAndSize,
    fc.constantFrom(...TYPES),
    idNumber,
  )
  .map(([one, which, direction, [p, size], [timeInForce, liquidity, life], id]) => (ms) => ({
    kind: 'place',
    at: ms,
    incoming: {
      id: orderId(`order-${String(id)}`),
      order: {
        condition: one.condition,
        token: tokenFor(one, which),
        outcome: which,
        side: direction,
        price: p,
        size,
        timeInForce,
        liquidity,
      },
      expiration: expirationOf(life, ms),
    },
  }));

const cancelDraft: fc.Arbitrary<Draft> = idNumber.map((id) => (ms) => ({
  kind: 'cancel',
  at: ms,
  id: `order-${String(id)}`,
}));

const mergeDraft: fc.Arbitrary<Draft> = fc
  .tuple(drafts.market, fc.constantFrom(1_000_000n, 5_000_000n, 7_500_000n))
  .map(([one, size]) => (ms) => ({ kind: 'merge', at: ms, market: one, size }));

const waitDraft: fc.Arbitrary<Draft> = fc.constant((ms) => ({ kind: 'wait', at: ms }));

// Mostly quick steps, sometimes long enough for a trade to settle or an order to expire.
const pause = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 900 }) },
  { weight: 6, arbitrary: fc.integer({ min: 1_000, max: 9_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(119_999, 120_000, 120_001, 125_000) },
);

const draft: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 4, arbitrary: drafts.bookDraft },
  { weight: 10, arbitrary: drafts.levelDraft },
  { weight: 16, arbitrary: drafts.tradeDraft },
  { weight: 1, arbitrary: drafts.gapDraft },
  { weight: 1, arbitrary: drafts.statusDraft },
  { weight: 1, arbitrary: drafts.tickDraft },
  { weight: 30, arbitrary: placeDraft },
  { weight: 4, arbitrary: cancelDraft },
  { weight: 1, arbitrary: mergeDraft },
  { weight: 2, arbitrary: waitDraft },
);

const openingBook = (one: Market): Step => ({
  kind: 'event',
  event: {
    kind: 'book',
    at: at(1),
    token: one.yes,
    bids: rowsOf([
      [priceOf('0.48'), sharesOf('50')],
      [priceOf('0.47'), sharesOf('20')],
    ]),
    asks: rowsOf([
      [priceOf('0.51'), sharesOf('50')],
      [priceOf('0.52'), sharesOf('20')],
    ]),
    depth: WHOLE,
  },
});

const openingBuy = (one: Market, which: Outcome): Step => ({
  kind: 'place',
  at: 1,
  incoming: {
    id: orderId(`opening-${one.condition}-${which}`),
    order: {
      condition: one.condition,
      token: tokenFor(one, which),
      outcome: which,
      side: 'BUY',
      price: priceOf('0.54'),
      size: sharesOf('15'),
      timeInForce: 'GTC',
      liquidity: 'may-take',
    },
    expiration: { kind: 'never' },
  },
});

// Both books are known, and some of every token is held and settled.
const opening: readonly Step[] = MARKETS.flatMap((one) => [
  openingBook(one),
  openingBuy(one, 'YES'),
  openingBuy(one, 'NO'),
]);
const OPENED_MS = 2_500;

/** A script that starts with both books known and some of every token held. */
export const script: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.tuple(pause, draft), { minLength: 10, maxLength: 45, size: 'max' })
  .map((steps) => {
    let ms = OPENED_MS;
    return [
      ...opening,
      ...steps.map(([wait, make]) => {
        ms += wait;
        return make(ms);
      }),
    ];
  });
