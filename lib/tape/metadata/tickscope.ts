// Twelve tokens of 2026-06-07, from `tickscope-ws-ticks`. The recording says nothing about them.

import { tick } from '../../units/price.ts';
import { ratio } from '../../units/ratio.ts';
import { shares } from '../../units/shares.ts';
import { usdc } from '../../units/usdc.ts';
import type { UsdcMicros } from '../../units/quantity.ts';
import type { MetadataTable } from './table.ts';

/** The 24-hour volume that is taken for each market: little, since nothing is known. */
export const ASSUMED_VOLUME: UsdcMicros = usdc('10000');

/** What is known of the markets of this set. */
export const tickscopeMetadata: MetadataTable = {
  ids: { origin: 'recorded', value: 'token ids; paired by mirrored rows; market ids assumed' },
  outcomes: { origin: 'assumed', value: 'the token of a market that is seen first is YES' },
  event: { origin: 'assumed', value: 'one of its own for each market' },
  end: { origin: 'assumed', value: 'unknown' },
  gameStart: { origin: 'assumed', value: 'none' },
  volume24h: { origin: 'assumed', value: '10000' },
  category: { origin: 'assumed', value: 'other', use: 'other' },
  fee: {
    origin: 'assumed',
    value: '0.05, with exponent 1',
    use: { kind: 'taker', rate: ratio('0.05'), exponent: 1 },
  },
  tick: { origin: 'assumed', value: '0.01 until a finer price is recorded', use: tick('0.01') },
  sizeMin: { origin: 'assumed', value: '5', use: shares('5') },
  negRisk: { origin: 'assumed', value: 'no', use: false },
  rewards: { origin: 'assumed', value: 'none' },
  resolution: { origin: 'recorded', value: 'none' },
  books: {
    origin: 'recorded',
    value: 'every change, but no opening book: known once the best prices fit 20 times on end',
  },
  trades: { origin: 'recorded', value: 'every trade with the side of the taker, no wallets' },
};
