// Up-or-down markets on crypto prices of 2025-12-11, from `crypto-l2-and-trades-2025-12`.

import { tick } from '../../units/price.ts';
import { shares } from '../../units/shares.ts';
import { usdc } from '../../units/usdc.ts';
import type { UsdcMicros } from '../../units/quantity.ts';
import type { MetadataTable } from './table.ts';

/** The 24-hour volume that is taken for each market: more than the recorded quarter of an hour. */
export const ASSUMED_VOLUME: UsdcMicros = usdc('50000');

/** What is known of the markets of this set. */
export const cryptoL2Metadata: MetadataTable = {
  ids: { origin: 'assumed', value: 'made from the names of the files' },
  outcomes: { origin: 'recorded', value: 'up is YES, down is NO, by the names of the files' },
  event: { origin: 'assumed', value: 'one of its own for each market' },
  end: { origin: 'recorded', value: 'by market, start and length in the names of the files' },
  gameStart: { origin: 'assumed', value: 'none' },
  volume24h: { origin: 'assumed', value: '50000' },
  category: { origin: 'recorded', value: 'crypto', use: 'crypto' },
  // The venue charged no fees at all before January 2026.
  fee: { origin: 'assumed', value: '0', use: { kind: 'free' } },
  tick: { origin: 'assumed', value: '0.01 until a finer price is recorded', use: tick('0.01') },
  sizeMin: { origin: 'assumed', value: '5', use: shares('5') },
  negRisk: { origin: 'assumed', value: 'no', use: false },
  rewards: { origin: 'assumed', value: 'none' },
  resolution: { origin: 'recorded', value: 'none' },
  books: {
    origin: 'recorded',
    value: 'full-depth snapshots, known at their moment; a gap after 30 s without one',
  },
  trades: { origin: 'recorded', value: 'every trade with the side of the taker, no wallets' },
};
