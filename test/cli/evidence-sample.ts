// A result as the evidence keeps it.

import type { EvidenceRow } from '../../lib/cli/evidence-row.ts';

export const evidenceRow = (changes: Partial<EvidenceRow> = {}): EvidenceRow => ({
  key: 'a key',
  case: {
    set: 'tickscope-ws-ticks',
    scenario: 'far-end',
    preset: 'balanced',
    trader: 'keel',
    band: 'pessimistic',
  },
  data: 'recorded:abc',
  code: '0123456789abcdef',
  from: '2026-06-07T01:30:51.472Z',
  to: '2026-06-07T01:45:01.304Z',
  marketsOnTape: 6,
  minutes: { all: 15, known: 14 },
  cycles: 16,
  placed: 18,
  money: {
    realized: '-12.5',
    unrealized: '0',
    fees: '0',
    rebates: '0',
    rewards: '0',
    net: '-12.5',
  },
  drawdown: '0.001',
  exposure: '151.5',
  markets: [{ name: 'market-1', net: '-12.5', fills: 3, volume: '31.2' }],
  strategies: [{ name: 'MM', net: '-12.5', fills: 3 }],
  markouts: [{ horizon: '10s', fills: 3, cents: '-1.5', dollars: '-1.1' }],
  notQuoted: { 'the spread is too narrow': 4 },
  warnings: ['pessimistic: the result rests on 3 fills; fewer than 30 prove nothing.'],
  ...changes,
});
