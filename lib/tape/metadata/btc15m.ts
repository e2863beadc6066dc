// Bitcoin up-or-down markets of 2026-02-21, from `btc15m-top5-books-2026-02`.

import { tick } from '../../units/price.ts';
import { ratio } from '../../units/ratio.ts';
import { shares } from '../../units/shares.ts';
import { usdc } from '../../units/usdc.ts';
import type { UsdcMicros } from '../../units/quantity.ts';
import type { MetadataTable } from './table.ts';

/** The 24-hour volume that is taken for each market. */
export const ASSUMED_VOLUME: UsdcMicros = usdc('50000');

/** What is known of the markets of this set. */
export const btc15mMetadata: MetadataTable = {
  ids: { origin: 'recorded', value: 'by row' },
  outcomes: { origin: 'recorded', value: 'up is YES, down is NO' },
  event: { origin: 'assumed', value: 'one of its own for each market' },
  end: { origin: 'recorded', value: 'by row, window_end_ms' },
  gameStart: { origin: 'assumed', value: 'none' },
  volume24h: { origin: 'assumed', value: '50000' },
  category: { origin: 'recorded', value: 'crypto', use: 'crypto' },
  // The only kind of market with fees at that time. Source: SDK fee vectors, read 2026-07-17.
  fee: {
    origin: 'assumed',
    value: '0.25, with exponent 2',
    use: { kind: 'taker', rate: ratio('0.25'), exponent: 2 },
  },
  tick: { origin: 'assumed', value: '0.01 until a finer price is recorded', use: tick('0.01') },
  sizeMin: { origin: 'assumed', value: '5', use: shares('5') },
  negRisk: { origin: 'assumed', value: 'no', use: false },
  rewards: { origin: 'assumed', value: 'none' },
  resolution: { origin: 'recorded', value: 'none' },
  books: { origin: 'recorded', value: 'the best 5 levels of each side once a second, no more' },
  trades: {
    origin: 'recorded',
    value:
      'the newest of each token once a second, right after the row before: ' +
      'the others in between are missing',
  },
};
