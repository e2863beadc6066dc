// Random tape events for the properties of the venue: two markets, few prices and small sizes, so
// that orders meet, share levels and run out of money often.

import fc from 'fast-check';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { conditionId, tokenId } from '../../lib/units/ids.ts';
import { parsePrice, tick } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { parseShares } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { MARKET, START } from './fixtures.ts';
import type { Level } from '../../lib/domain/book.ts';
import type { Market, MarketStatus, Outcome, Side } from '../../lib/domain/market.ts';
import type { BookDepth, TapeEvent } from '../../lib/domain/tape-event.ts';
import type { IncomingOrder } from '../../lib/simulation/admission.ts';
import type { PriceMicros } from '../../lib/units/price.ts';
import type { ShareMicros } from '../../lib/units/quantity.ts';

/** One step of a script, at a time counted from the start. */
export type Step =
  | { readonly kind: 'event'; readonly event: TapeEvent }
  | { readonly kind: 'place'; readonly at: number; readonly incoming: IncomingOrder }
  | { readonly kind: 'cancel'; readonly at: number; readonly id: string }
  | { readonly kind: 'wait'; readonly at: number }
  | { readonly kind: 'merge'; readonly at: number; readonly market: Market; readonly size: bigint };

const second: Market = {
  ...MARKET,
  condition: conditionId('0xother'),
  yes: tokenId('other-yes'),
  no: tokenId('other-no'),
  tick: tick('0.0025'),
  fee: { kind: 'taker', rate: ratio('0.07'), exponent: 1 },
};

export const MARKETS: readonly Market[] = [MARKET, second];

export const priceOf = (text: string): PriceMicros => {
  const parsed = parsePrice(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};
export const sharesOf = (text: string): ShareMicros => {
  const parsed = parseShares(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
};

export const price = fc
  .constantFrom('0.46', '0.47', '0.48', '0.49', '0.5', '0.51', '0.52', '0.53', '0.54')
  .map(priceOf);
const recordedSize = fc
  .constantFrom('0.5', '3', '5', '8', '12.25', '20', '33.333333')
  .map(sharesOf);
const tradedSize = fc.constantFrom('1', '7', '20', '60').map(sharesOf);
export const orderSize = fc
  .constantFrom('5', '5', '6.25', '7.5', '10', '12.34', '30', '4.99')
  .map(sharesOf);
export const market = fc.constantFrom(...MARKETS);
export const outcome = fc.constantFrom<Outcome>('YES', 'YES', 'NO');
export const side = fc.constantFrom<Side>('BUY', 'SELL');

export const tokenFor = (one: Market, which: Outcome) => (which === 'YES' ? one.yes : one.no);
export const at = (ms: number) => epochMs(BigInt(START + ms));

export const rowsOf = (
  rows: readonly (readonly [PriceMicros, ShareMicros])[],
): readonly Level[] => [...new Map(rows.map(([p, s]) => [p, { price: p, size: s }])).values()];
// Some books are those of a source that shows no more than two levels of a side.
const depth = fc.constantFrom<BookDepth>(WHOLE, WHOLE, { kind: 'best', levels: 2 });
const rows = (prices: readonly string[]): fc.Arbitrary<readonly Level[]> =>
  fc
    .array(fc.tuple(fc.constantFrom(...prices).map(priceOf), recordedSize), { maxLength: 3 })
    .map(rowsOf);

/** A step that still lacks its time. */
export type Draft = (ms: number) => Step;

export const bookDraft: fc.Arbitrary<Draft> = fc
  .tuple(market, outcome, rows(['0.47', '0.48', '0.49']), rows(['0.5', '0.51', '0.52']), depth)
  .map(([one, which, bids, asks, shown]) => (ms) => ({
    kind: 'event',
    event: { kind: 'book', at: at(ms), token: tokenFor(one, which), bids, asks, depth: shown },
  }));

export const levelDraft: fc.Arbitrary<Draft> = fc
  .tuple(
    market,
    outcome,
    fc.constantFrom<'bids' | 'asks'>('bids', 'asks'),
    price,
    fc.option(recordedSize),
  )
  .map(([one, which, direction, p, size]) => (ms) => ({
    kind: 'event',
    event: {
      kind: 'level',
      at: at(ms),
      token: tokenFor(one, which),
      side: direction,
      price: p,
      size: size ?? sharesOf('0'),
    },
  }));

export const tradeDraft: fc.Arbitrary<Draft> = fc
  .tuple(market, outcome, side, price, tradedSize)
  .map(([one, which, takerSide, p, size]) => (ms) => ({
    kind: 'event',
    event: {
      kind: 'trade',
      at: at(ms),
      token: tokenFor(one, which),
      takerSide,
      price: p,
      size,
      wallet: { kind: 'not-recorded' },
      transaction: `0x${String(ms)}`,
    },
  }));

export const gapDraft: fc.Arbitrary<Draft> = fc
  .tuple(market, outcome)
  .map(([one, which]) => (ms) => ({
    kind: 'event',
    event: { kind: 'gap', at: at(ms), token: tokenFor(one, which), cause: 'silence' },
  }));

export const statusDraft: fc.Arbitrary<Draft> = fc
  .tuple(
    market,
    fc.constantFrom<MarketStatus>({ kind: 'paused' }, { kind: 'accepting' }, { kind: 'accepting' }),
  )
  .map(([one, status]) => (ms) => ({
    kind: 'event',
    event: { kind: 'status', at: at(ms), condition: one.condition, status },
  }));

export const tickDraft: fc.Arbitrary<Draft> = fc
  .tuple(market, fc.constantFrom(tick('0.01'), tick('0.005'), tick('0.1')))
  .map(([one, step]) => (ms) => ({
    kind: 'event',
    event: { kind: 'tick', at: at(ms), condition: one.condition, tick: step },
  }));
