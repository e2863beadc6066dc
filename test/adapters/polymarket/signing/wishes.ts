// Generated orders that both clients are asked to sign.

import fc from 'fast-check';
import { checksummed } from '../../../../lib/adapters/polymarket/address.ts';
import { formatDecimal } from '../../../../lib/units/fixed-point.ts';
import { conditionId, tokenId } from '../../../../lib/units/ids.ts';
import { TICKS, priceMicros, tick } from '../../../../lib/units/price.ts';
import { shareMicros } from '../../../../lib/units/shares.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { KEY } from './keys.ts';
import type { Expiration, Order } from '../../../../lib/domain/order.ts';
import type { Wish } from './official-orders.ts';

const SIZE_MAX_CENTS = 10_000_000;

/** The keys that sign them. */
export const KEYS = [KEY, `0x${'1'.repeat(64)}`, `0x${'0'.repeat(63)}7`] as const;

const STEPS: Readonly<Record<(typeof TICKS)[number], number>> = {
  '0.1': 100_000,
  '0.01': 10_000,
  '0.005': 5_000,
  '0.0025': 2_500,
  '0.001': 1_000,
  '0.0001': 100,
};

const address = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => checksummed(`0x${Buffer.from(bytes).toString('hex')}`));

const holder = fc.oneof(
  fc.constant({ kind: 'eoa' } as const),
  fc.record({ kind: fc.constantFrom('proxy', 'safe', 'deposit'), funder: address }),
);

const gridPrice = fc
  .constantFrom(...TICKS)
  .chain((text) =>
    fc
      .integer({ min: 1, max: 1_000_000 / STEPS[text] - 1 })
      .map((count) => ({ text, micros: count * STEPS[text] })),
  );

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b);

type Amount = { readonly size: bigint; readonly dollars: string };

// On grids finer than a cent the official client asks for more decimals of shares than the venue
// takes from a market BUY. There the dollars are multiples of what buys whole ten-thousandths.
const wholeAmount = (micros: bigint, count: bigint): Amount => {
  const divisor = greatestCommonDivisor(micros, 100_000_000n);
  const cents = (count * micros) / divisor;
  return { size: (count * 10_000_000_000n) / divisor, dollars: formatDecimal(cents, 2) };
};
const centsAmount = (micros: bigint, lots: bigint): Amount => ({
  size: lots * 10_000n,
  dollars: formatDecimal((lots * micros) / 1_000_000n, 2),
});

const kinds = fc.constantFrom(
  ['GTC', 'post-only'] as const,
  ['GTC', 'may-take'] as const,
  ['GTD', 'post-only'] as const,
  ['GTD', 'may-take'] as const,
  ['FOK', 'may-take'] as const,
  ['FAK', 'may-take'] as const,
);

const seeds = fc.record({
  key: fc.constantFrom(...KEYS),
  holder,
  chain: fc.constantFrom(137 as const, 80002 as const),
  owner: fc.uuid(),
  at: gridPrice,
  kind: kinds,
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  token: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  lots: fc.integer({ min: 1, max: SIZE_MAX_CENTS }),
  until: fc.integer({ min: 1_790_000_000, max: 2_000_000_000 }),
  version: fc.constantFrom('v1', 'v2'),
  negRisk: fc.boolean(),
});
type Seed = typeof seeds extends fc.Arbitrary<infer T> ? T : never;

const amountOf = ({ at, kind, side, lots }: Seed): Amount => {
  const micros = BigInt(at.micros);
  const isMarketBuy = (kind[0] === 'FOK' || kind[0] === 'FAK') && side === 'BUY';
  if (!isMarketBuy) return { size: BigInt(lots) * 10_000n, dollars: '0' };
  const isFine = STEPS[at.text] < STEPS['0.01'];
  if (isFine) return wholeAmount(micros, BigInt((lots % 1_000) + 1));
  // At least as many lots as cost a cent.
  return centsAmount(micros, BigInt(lots) + 1_000_000n / micros + 1n);
};

/** Orders of every type, side, grid, wallet, chain and exchange. */
export const wishes: fc.Arbitrary<Wish> = seeds.map((seed): Wish => {
  const { key, chain, owner, at, side, token, version, negRisk } = seed;
  const [timeInForce, liquidity] = seed.kind;
  const { size, dollars } = amountOf(seed);
  const order: Order = {
    condition: conditionId(`0x${'ab'.repeat(32)}`),
    token: tokenId(token.toString()),
    outcome: 'YES',
    side,
    price: priceMicros(BigInt(at.micros)),
    size: shareMicros(size),
    timeInForce,
    liquidity,
  };
  const expiration: Expiration =
    timeInForce === 'GTD'
      ? { kind: 'at', at: epochMs(BigInt(seed.until) * 1_000n) }
      : { kind: 'never' };
  const market = { version, negRisk, tick: tick(at.text) };
  return { key, holder: seed.holder, chain, owner, order, expiration, market, dollars };
});
