// Baseball games of June 2025, from `mlb2025-ws-book-deltas`.

import { tick } from '../../units/price.ts';
import { shares } from '../../units/shares.ts';
import { hours } from '../../units/time.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { MetadataTable } from './table.ts';

/** How long after its start we take a game to be decided: nine innings last about three hours. */
export const GAME_LENGTH: DurationMs = hours(4);

/** What is known of the markets of this set. */
export const mlb2025Metadata: MetadataTable = {
  ids: { origin: 'recorded', value: 'by market, index.csv' },
  outcomes: { origin: 'recorded', value: 'by market, index.csv; the first one is YES' },
  event: { origin: 'assumed', value: 'one of its own for each market' },
  end: { origin: 'assumed', value: 'game start + 4 h' },
  gameStart: { origin: 'recorded', value: 'by market, index.csv' },
  volume24h: { origin: 'assumed', value: 'by market, all of the volume in index.csv' },
  category: { origin: 'assumed', value: 'sports', use: 'sports' },
  // The venue charged no fees at all before January 2026.
  fee: { origin: 'assumed', value: '0', use: { kind: 'free' } },
  tick: { origin: 'assumed', value: '0.01 until a finer price is recorded', use: tick('0.01') },
  sizeMin: { origin: 'assumed', value: '5', use: shares('5') },
  negRisk: { origin: 'assumed', value: 'no', use: false },
  rewards: { origin: 'assumed', value: 'none' },
  resolution: {
    origin: 'recorded',
    value: 'winner by index.csv; time assumed: right after the last recorded row of the market',
  },
  books: { origin: 'recorded', value: 'full depth, every change, checked by its hash' },
  trades: {
    origin: 'assumed',
    value: 'derived from book differences; sums over prices, no wallets',
  },
};
