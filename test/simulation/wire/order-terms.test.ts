// The two amounts of a wire order come back as the price and the size that they were made from.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountsOf } from '../../../lib/adapters/polymarket/signing/amounts.ts';
import { marketBuyAmount } from '../../../lib/simulation/matching.ts';
import { incomingOf } from '../../../lib/simulation/wire/order-terms.ts';
import { orderId } from '../../../lib/units/ids.ts';
import { formatPrice, priceMicros, tick, TICKS } from '../../../lib/units/price.ts';
import { shareMicros } from '../../../lib/units/shares.ts';
import { usdc, usdcMicros } from '../../../lib/units/usdc.ts';
import { valueOf } from '../../adapters/polymarket/examples.ts';
import { PLAIN, SIGNER } from './markets.ts';
import type { Order, TimeInForce } from '../../../lib/domain/order.ts';
import type { Side } from '../../../lib/domain/market.ts';
import type { PostedOrder } from '../../../lib/simulation/wire/order-wire.ts';
import type { Tick } from '../../../lib/units/price.ts';

type Amounts = { readonly maker: bigint; readonly taker: bigint };

const posted = (side: Side, type: TimeInForce, { maker, taker }: Amounts): PostedOrder => ({
  owner: '',
  orderType: type,
  order: {
    salt: 1n,
    maker: SIGNER,
    signer: SIGNER,
    tokenId: BigInt(PLAIN.yes),
    makerAmount: maker,
    takerAmount: taker,
    side,
    signatureType: 0,
    timestamp: 0n,
    expiration: '0',
    metadata: `0x${'0'.repeat(64)}`,
    builder: `0x${'0'.repeat(64)}`,
    signature: '0x00',
  },
});

const read = (order: PostedOrder, step: Tick = tick('0.01')) =>
  incomingOf(order, {
    id: orderId('0x1'),
    market: { ...PLAIN, tick: step },
    ref: { condition: PLAIN.condition, outcome: 'YES' },
  });

const gridPrices = fc
  .constantFrom(...TICKS)
  .map((text) => ({ step: tick(text), micros: BigInt(Math.round(Number(text) * 1_000_000)) }))
  .chain(({ step, micros }) =>
    fc
      .bigInt({ min: 1n, max: 1_000_000n / micros - 1n })
      .map((count) => ({ step, price: priceMicros(count * micros) })),
  );

const sizes = fc.bigInt({ min: 500n, max: 100_000n }).map((cents) => shareMicros(cents * 10_000n));

const orderWith = (changes: Pick<Order, 'side' | 'price' | 'size' | 'timeInForce'>): Order => ({
  condition: PLAIN.condition,
  token: PLAIN.yes,
  outcome: 'YES',
  liquidity: 'may-take',
  ...changes,
});

describe('the amounts of an order', () => {
  it('give back the price and the size of every limit order', () => {
    fc.assert(
      fc.property(
        gridPrices,
        sizes,
        fc.constantFrom<Side>('BUY', 'SELL'),
        ({ step, price }, size, side) => {
          const order = orderWith({ side, price, size, timeInForce: 'GTC' });
          const terms = read(posted(side, 'GTC', valueOf(amountsOf(order, step))), step);
          expect(valueOf(terms).order).toEqual(order);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('give back the limit and the dollars of every market BUY of a dollar or more', () => {
    fc.assert(
      fc.property(gridPrices, sizes, ({ step, price }, size) => {
        const order = orderWith({ side: 'BUY', price, size, timeInForce: 'FOK' });
        fc.pre(marketBuyAmount(size, price) >= usdc('1'));
        const amounts = valueOf(amountsOf(order, step));
        const terms = valueOf(read(posted('BUY', 'FOK', amounts), step));
        expect(terms.order.price).toBe(price);
        expect(marketBuyAmount(terms.order.size, price)).toBe(usdcMicros(amounts.maker));
      }),
      { numRuns: 3_000 },
    );
  });

  const refusalOf = (side: Side, type: TimeInForce, amounts: Amounts): string => {
    const terms = read(posted(side, type, amounts));
    return terms.ok ? 'taken' : terms.error;
  };

  it.each([
    ['nothing given', { maker: 0n, taker: 10n }],
    ['nothing got', { maker: 10n, taker: 0n }],
    ['more dollars than there are', { maker: 10n ** 18n + 1n, taker: 10n }],
    ['more shares than there are', { maker: 10n, taker: 10n ** 18n + 1n }],
  ])('are refused as a payload with %s', (_what, amounts) => {
    expect(refusalOf('BUY', 'GTC', amounts)).toBe('Invalid order payload');
  });

  it.each([
    [
      'a price between two micros',
      { maker: 1_000_001n, taker: 3_000_000n },
      '0.333333666666666666',
    ],
    ['a dollar a share', { maker: 1_000_000n, taker: 1_000_000n }, '1'],
    ['less than a micro', { maker: 1n, taker: 10_000_000n }, '0.0000001'],
    ['a price between two ticks', { maker: 405_000n, taker: 1_000_000n }, '0.405'],
  ])('are refused as a price with %s', (_what, amounts, price) => {
    const rule = `Price (${price}) breaks minimum tick size rule: 0.01`;
    expect(refusalOf('BUY', 'GTC', amounts)).toBe(`order 0x1 is invalid. ${rule}`);
  });

  it.each([
    ['one decimal of dollars too many', { maker: 5_001_000n, taker: 10_000_000n }],
    ['one decimal of shares too many', { maker: 5_000_000n, taker: 10_000_010n }],
  ])('of a market BUY are refused with %s', (_what, amounts) => {
    expect(refusalOf('BUY', 'FOK', amounts)).toMatch(/^invalid amounts, the market buy orders/);
  });

  it.each([
    ['too far above a tick', { maker: 5_000_000n, taker: 9_000_000n }, '0.555555555555555555'],
    ['a dollar a share', { maker: 5_000_000n, taker: 5_000_000n }, '1'],
    ['under the lowest tick', { maker: 10_000n, taker: 5_000_000n }, '0.002'],
  ])('of a market BUY are refused at %s', (_what, amounts, price) => {
    expect(refusalOf('BUY', 'FOK', amounts)).toMatch(
      new RegExp(`Price \\(${price.replace('.', '\\.')}\\) breaks minimum tick size rule`),
    );
  });

  it.each([
    ['0.1', '0.3', 16_666_000n],
    ['0.1', 'refused', 16_665_000n],
    ['0.01', '0.3', 16_666_600n],
    ['0.01', 'refused', 16_666_500n],
  ] as const)('of a market BUY on a grid of %s are %s when cut to %i', (step, price, taker) => {
    const terms = read(posted('BUY', 'FAK', { maker: 5_000_000n, taker }), tick(step));
    expect(terms.ok ? formatPrice(terms.value.order.price) : 'refused').toBe(price);
  });
});
