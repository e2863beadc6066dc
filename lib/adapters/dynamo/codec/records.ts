// Cycle records and equity points, as stored. They hold text already; the codecs check their shape.

import * as z from 'zod/mini';
import { countCodec } from './scalars.ts';
import type { CycleRecord, EquityPoint } from '../../../domain/cycle-record.ts';
import type { Codec } from './scalars.ts';

const text = z.string();

const orderRecord = z.strictObject({
  strategy: text,
  market: text,
  outcome: text,
  side: text,
  price: text,
  size: text,
  timeInForce: text,
  liquidity: text,
  reason: text,
  reference: text,
  result: text,
  order: z._default(text, ''),
});

const cutRecord = z.strictObject({
  strategy: text,
  market: text,
  outcome: text,
  side: text,
  price: text,
  asked: text,
  allowed: text,
  by: text,
});

const fillRecord = z.strictObject({
  strategy: text,
  condition: z._default(text, ''),
  market: text,
  outcome: text,
  side: text,
  price: text,
  size: text,
  fee: text,
  role: text,
  status: text,
});

const textOrNull = z.nullable(text);

const marketRecord = z.strictObject({
  condition: z._default(text, ''),
  market: text,
  category: text,
  bid: textOrNull,
  ask: textOrNull,
  fair: textOrNull,
  unpriced: z._default(text, ''),
  obstacle: z._default(textOrNull, null),
  quoteBid: textOrNull,
  quoteAsk: textOrNull,
  shares: text,
  unrealized: textOrNull,
});

const provenance = z.strictObject({
  field: text,
  value: text,
  origin: z.enum(['recorded', 'assumed', 'overridden']),
});

const worstExposure = z.nullable(z.strictObject({ name: text, exposure: text }));
const NO_EXPOSURES = { category: null, event: null, market: null };

const tradedUnder = z.strictObject({
  preset: text,
  caps: z.strictObject({
    drawdownMax: text,
    exposureMax: text,
    perMarketMax: text,
    perEventMax: text,
    perCategoryMax: text,
  }),
});

/** One cycle. */
export const recordCodec: Codec<CycleRecord> = z.strictObject({
  cycle: countCodec,
  at: text,
  tradingState: text,
  killSwitch: text,
  killSwitchSource: z._default(text, ''),
  clearance: text,
  observed: z.record(text, text),
  equity: text,
  peak: text,
  drawdown: text,
  exposure: text,
  worstExposures: z._default(
    z.strictObject({ category: worstExposure, event: worstExposure, market: worstExposure }),
    NO_EXPOSURES,
  ),
  under: z._default(z.nullable(tradedUnder), null),
  cash: text,
  positions: z.array(z.strictObject({ token: text, shares: text })),
  markets: z._default(z.array(marketRecord), []),
  fills: z.array(fillRecord),
  wanted: countCodec,
  placed: countCodec,
  orders: z.array(orderRecord),
  cuts: z._default(z.array(cutRecord), []),
  kept: countCodec,
  notQuoted: z.record(text, countCodec),
  canceled: z.array(z.strictObject({ order: text, reason: text })),
  chain: z.array(text),
  reports: z.array(text),
  mismatches: z.array(text),
  metadata: z.array(provenance),
});

/** One point of the equity chart. */
export const equityPointCodec: Codec<EquityPoint> = z.strictObject({
  at: text,
  equity: text,
  exposure: text,
  drawdown: text,
});
