// Ledger entries, as stored: one flat object each, so that the history can be read with any tool.

import * as z from 'zod/mini';
import {
  conditionCodec,
  countCodec,
  orderIdCodec,
  outcomeCodec,
  priceCodec,
  sharesCodec,
  sideCodec,
  strategyCodec,
  timeCodec,
  tokenCodec,
  tradeIdCodec,
  usdcCodec,
} from './scalars.ts';
import type { CorrectedShares, LedgerEntry } from '../../../domain/ledger-entry.ts';
import type { Codec } from './scalars.ts';

const head = { sequence: countCodec, eventId: z.string(), at: timeCodec };
const ofTrade = { trade: tradeIdCodec, order: orderIdCodec };

const correctedSharesCodec: Codec<CorrectedShares> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('adjusted'),
    condition: conditionCodec,
    token: tokenCodec,
    outcome: outcomeCodec,
    strategy: strategyCodec,
    size: sharesCodec,
    cost: usdcCodec,
  }),
]);

const fill = z.strictObject({
  ...head,
  kind: z.literal('fill'),
  ...ofTrade,
  strategy: strategyCodec,
  condition: conditionCodec,
  token: tokenCodec,
  outcome: outcomeCodec,
  side: sideCodec,
  price: priceCodec,
  size: sharesCodec,
  fee: usdcCodec,
  role: z.enum(['maker', 'taker']),
  status: z.enum(['MATCHED', 'MINED', 'RETRYING', 'CONFIRMED']),
});

const transition = z.strictObject({
  ...head,
  kind: z.literal('transition'),
  ...ofTrade,
  status: z.enum(['MINED', 'CONFIRMED', 'RETRYING', 'FAILED']),
});

const ofSets = z.strictObject({
  ...head,
  kind: z.enum(['merge', 'split']),
  condition: conditionCodec,
  yes: tokenCodec,
  no: tokenCodec,
  size: sharesCodec,
  yesPrice: priceCodec,
  strategy: strategyCodec,
});

const redemption = z.strictObject({
  ...head,
  kind: z.literal('redemption'),
  condition: conditionCodec,
  token: tokenCodec,
  outcome: outcomeCodec,
  size: sharesCodec,
  payout: usdcCodec,
  strategy: strategyCodec,
});

/** One change of the books. */
export const entryCodec: Codec<LedgerEntry> = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, kind: z.literal('opening'), cash: usdcCodec }),
  fill,
  z.strictObject({ ...head, kind: z.literal('failed-fill'), ...ofTrade }),
  transition,
  ofSets,
  redemption,
  z.strictObject({
    ...head,
    kind: z.enum(['reward', 'rebate', 'yield', 'deposit', 'withdrawal']),
    amount: usdcCodec,
  }),
  z.strictObject({
    ...head,
    kind: z.literal('correction'),
    cash: usdcCodec,
    shares: correctedSharesCodec,
    note: z.string(),
  }),
]);
