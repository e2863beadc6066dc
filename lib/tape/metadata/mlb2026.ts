// Baseball games of March and April 2026, from `mlb2026-depth-snapshots`.

import { tick } from '../../units/price.ts';
import { ratio } from '../../units/ratio.ts';
import { shares } from '../../units/shares.ts';
import { usdc } from '../../units/usdc.ts';
import type { UsdcMicros } from '../../units/quantity.ts';
import type { MetadataTable } from './table.ts';

/** Below the smallest volume of a recorded game of 2025, which is 72,000. */
export const ASSUMED_VOLUME: UsdcMicros = usdc('50000');

/** What is known of the markets of this set. */
export const mlb2026Metadata: MetadataTable = {
  ids: { origin: 'recorded', value: 'by market, index.csv; the id of the other token assumed' },
  outcomes: { origin: 'assumed', value: 'the recorded token of a market is YES' },
  event: { origin: 'assumed', value: 'the game by the slug: its winner and totals markets' },
  end: { origin: 'assumed', value: 'first pitch + 4 h' },
  gameStart: { origin: 'recorded', value: 'by market, index.csv first_pitch' },
  volume24h: { origin: 'assumed', value: '50000' },
  category: { origin: 'assumed', value: 'sports', use: 'sports' },
  // No sports market of the crawl of 2026-03-11 has fees, those of June 2026 have 0.03: the worse.
  fee: {
    origin: 'assumed',
    value: '0.03, with exponent 1',
    use: { kind: 'taker', rate: ratio('0.03'), exponent: 1 },
  },
  tick: { origin: 'assumed', value: '0.01 until a finer price is recorded', use: tick('0.01') },
  sizeMin: { origin: 'assumed', value: '5', use: shares('5') },
  negRisk: { origin: 'assumed', value: 'no', use: false },
  rewards: { origin: 'assumed', value: 'none' },
  resolution: {
    origin: 'recorded',
    value: 'is_winner by index.csv; time assumed: right after the last snapshot of the market',
  },
  books: {
    origin: 'recorded',
    value: 'full-depth snapshots, known at their moment; a gap after 10 min without one',
  },
  trades: { origin: 'recorded', value: 'none' },
};
