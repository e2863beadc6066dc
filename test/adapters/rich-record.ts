// A cycle record with something in every part.

import type { CycleRecord } from '../../lib/domain/cycle-record.ts';

export const RECORD: CycleRecord = {
  cycle: 7,
  at: '2025-06-15T15:06:40.000Z',
  tradingState: 'ACTIVE',
  killSwitch: 'off',
  clearance: 'cleared',
  observed: { books: '2 of 2 known' },
  equity: '1000',
  peak: '1000',
  drawdown: '0',
  exposure: '0',
  cash: '1000',
  positions: [{ token: '1', shares: '25.123456' }],
  markets: [
    {
      market: 'rain-tomorrow',
      category: 'weather',
      bid: '0.48',
      ask: null,
      fair: null,
      quoteBid: '0.47',
      quoteAsk: '0.55',
      shares: '25.123456',
      unrealized: '-1.25',
    },
  ],
  fills: [],
  wanted: 2,
  placed: 1,
  orders: [],
  kept: 0,
  notQuoted: { 'it ends too soon': 2 },
  canceled: [{ order: '0xorder', reason: 'a test' }],
  chain: [],
  reports: [],
  mismatches: [],
  metadata: [{ field: 'tick', value: '0.01', origin: 'assumed' }],
};
