// What the strategies remember, as stored.

import * as z from 'zod/mini';
import { NOTICE_TOPICS } from '../../../domain/strategy-memory.ts';
import {
  conditionCodec,
  countCodec,
  estimateCodec,
  mapCodec,
  offsetCodec,
  priceCodec,
  sharesCodec,
  sideCodec,
  signalCodec,
  timeCodec,
  tokenCodec,
} from './scalars.ts';
import type {
  FairSample,
  FlowExit,
  MarketMemory,
  MarkoutStatistics,
  Notice,
  PendingMarkout,
  StopMemory,
  Stranded,
  StrategyMemory,
} from '../../../domain/strategy-memory.ts';
import type { Codec } from './scalars.ts';

const sampleCodec: Codec<FairSample> = z.strictObject({ at: timeCodec, yes: priceCodec });

const marketCodec: Codec<MarketMemory> = z.strictObject({
  samples: z.array(sampleCodec),
  variancePerHour: estimateCodec,
  lastValid: z.nullable(sampleCodec),
  invalidCycles: countCodec,
});

const stopCodec: Codec<StopMemory> = z.strictObject({
  token: tokenCodec,
  breaches: countCodec,
  widenedCents: z.nullable(countCodec),
  noEntryUntil: z.nullable(timeCodec),
});

const flowExitCodec: Codec<FlowExit> = z.strictObject({
  token: tokenCodec,
  signal: signalCodec,
  entryFair: priceCodec,
  takeProfit: offsetCodec,
  stopLoss: offsetCodec,
  exitBy: timeCodec,
});

const pendingMarkoutCodec: Codec<PendingMarkout> = z.strictObject({
  key: signalCodec,
  condition: conditionCodec,
  category: z.string(),
  direction: sideCodec,
  fairAtSignal: priceCodec,
  measureAt: timeCodec,
});

const markoutCodec: Codec<MarkoutStatistics> = z.strictObject({
  category: z.string(),
  count: countCodec,
  meanMove: estimateCodec,
});

const strandedCodec: Codec<Stranded> = z.strictObject({ token: tokenCodec, shares: sharesCodec });

const noticeCodec: Codec<Notice> = z.strictObject({
  condition: conditionCodec,
  topic: z.enum(NOTICE_TOPICS),
});

/** Everything the strategies remember. */
export const memoryCodec: Codec<StrategyMemory> = z.strictObject({
  markets: mapCodec(conditionCodec, marketCodec),
  stops: z.array(stopCodec),
  flowExits: z.array(flowExitCodec),
  usedSignals: mapCodec(signalCodec, timeCodec),
  followedMarkets: mapCodec(conditionCodec, timeCodec),
  pendingMarkouts: z.array(pendingMarkoutCodec),
  markouts: z.array(markoutCodec),
  stranded: z.array(strandedCodec),
  notices: z.array(noticeCodec),
});
