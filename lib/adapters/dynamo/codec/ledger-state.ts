// The balances that the ledger's entries add up to, as stored.

import * as z from 'zod/mini';
import { lotKey } from '../../../domain/ledger-state.ts';
import {
  conditionCodec,
  countCodec,
  keyedCodec,
  mapCodec,
  orderIdCodec,
  outcomeCodec,
  sharesCodec,
  strategyCodec,
  timeCodec,
  tokenCodec,
  tradeIdCodec,
  usdcCodec,
} from './scalars.ts';
import type {
  LedgerState,
  Lot,
  LotChange,
  PendingFill,
  StrategyTotals,
} from '../../../domain/ledger-state.ts';
import type { Codec } from './scalars.ts';

const lotCodec: Codec<Lot> = z.strictObject({
  strategy: strategyCodec,
  condition: conditionCodec,
  token: tokenCodec,
  outcome: outcomeCodec,
  shares: sharesCodec,
  cost: usdcCodec,
  openNet: usdcCodec,
});

// Counts of wins and losses may be negative in a change: a reversal takes them back.
const totalsCodec: Codec<StrategyTotals> = z.strictObject({
  realized: usdcCodec,
  fees: usdcCodec,
  wins: z.int(),
  losses: z.int(),
  won: usdcCodec,
  lost: usdcCodec,
});

const lotChangeCodec: Codec<LotChange> = z.strictObject({
  strategy: strategyCodec,
  condition: conditionCodec,
  token: tokenCodec,
  outcome: outcomeCodec,
  shares: sharesCodec,
  cost: usdcCodec,
  openNet: usdcCodec,
  totals: totalsCodec,
});

const pendingFillCodec: Codec<PendingFill> = z.strictObject({
  fillKey: z.string(),
  transitions: countCodec,
  order: orderIdCodec,
  trade: tradeIdCodec,
  status: z.enum(['MATCHED', 'MINED', 'RETRYING']),
  matchedAt: timeCodec,
  cash: usdcCodec,
  changes: z.array(lotChangeCodec),
});

/** All balances. */
export const ledgerCodec: Codec<LedgerState> = z.strictObject({
  sequence: countCodec,
  openedAt: timeCodec,
  cash: usdcCodec,
  flows: usdcCodec,
  lots: keyedCodec(lotCodec, lotKey),
  totals: z.strictObject({
    ICC: totalsCodec,
    Protect: totalsCodec,
    MM: totalsCodec,
    FF: totalsCodec,
  }),
  income: z.strictObject({ reward: usdcCodec, rebate: usdcCodec, yield: usdcCodec }),
  pending: keyedCodec(pendingFillCodec, ({ fillKey }) => fillKey),
  finals: mapCodec(z.string(), timeCodec),
  activityKeys: mapCodec(z.string(), timeCodec),
  tradeCursor: timeCodec,
  activityCursor: timeCodec,
});
