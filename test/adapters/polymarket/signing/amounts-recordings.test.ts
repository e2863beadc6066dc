// Amounts, grids and roundings as the official clients have them in their own tests.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  amountsOfDollars,
  amountsOfShares,
} from '../../../../lib/adapters/polymarket/signing/amounts.ts';
import { invariant } from '../../../../lib/units/invariant.ts';
import { parsePrice, parseTick, price, tick } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { usdc } from '../../../../lib/units/usdc.ts';
import { describeWithRecordings } from '../../../recordings.ts';
import type { Side } from '../../../../lib/domain/market.ts';
import type { TICKS } from '../../../../lib/units/price.ts';

type AmountVector = {
  readonly kind: 'limit' | 'market';
  readonly tick_size: (typeof TICKS)[number];
  readonly side: Side;
  readonly price: string;
  readonly size: string | null;
  readonly amount: string | null;
  readonly maker_amount: string;
  readonly taker_amount: string;
};

const oursOf = (vector: AmountVector): string => {
  const at = { price: price(vector.price), tick: tick(vector.tick_size) };
  const named = vector.size ?? vector.amount ?? '';
  const amounts =
    vector.kind === 'market' && vector.side === 'BUY'
      ? amountsOfDollars(usdc(named), at)
      : amountsOfShares(vector.side, shares(named), at);
  invariant(amounts.ok, 'every recorded order is on its grid');
  return `${amounts.value.maker} for ${amounts.value.taker}`;
};

// The clients ask for up to six decimals of shares on fine grids, of which the venue takes four.
const officialOf = (vector: AmountVector): string => {
  const asked = BigInt(vector.taker_amount);
  const isMarketBuy = vector.kind === 'market' && vector.side === 'BUY';
  const taken = isMarketBuy ? asked - (asked % 100n) : asked;
  return `${vector.maker_amount} for ${taken}`;
};

type GridVectors = {
  readonly price_valid: readonly {
    readonly price: string;
    readonly tick: string;
    readonly valid: boolean;
  }[];
  readonly round_down: readonly {
    readonly value: string;
    readonly decimals: number;
    readonly expected: string;
  }[];
};

describeWithRecordings('sdk-vectors', (folder) => {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));

  it('agree with all amounts of the official clients', () => {
    const vectors = read('order_amounts.json') as readonly AmountVector[];
    expect(vectors).toHaveLength(268);
    expect(vectors.map(oursOf)).toEqual(vectors.map(officialOf));
  });

  it('agree on which prices a grid has', () => {
    const vectors = (read('price_tick_utils.json') as GridVectors).price_valid;
    expect(vectors).toHaveLength(40);
    const isTaken = vectors.map((vector) => {
      const at = parsePrice(vector.price);
      const step = parseTick(vector.tick);
      invariant(at.ok && step.ok, 'a recorded price and tick are readable');
      return amountsOfShares('BUY', shares('1'), { price: at.value, tick: step.value }).ok;
    });
    expect(isTaken).toEqual(vectors.map(({ valid }) => valid));
  });

  it('keep the hundredths that the official rounding keeps', () => {
    const vectors = (read('price_tick_utils.json') as GridVectors).round_down;
    const hundredths = vectors.filter(({ decimals }) => decimals === 2);
    expect(hundredths).toHaveLength(3);
    const half = { price: price('0.5'), tick: tick('0.01') };
    const kept = hundredths.map(({ value }) => amountsOfShares('SELL', shares(value), half));
    expect(kept).toMatchObject(
      hundredths.map(({ expected }) => ({
        value: { maker: BigInt(expected.replace('.', '')) * 10_000n },
      })),
    );
  });
});
