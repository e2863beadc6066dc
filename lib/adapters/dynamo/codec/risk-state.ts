// What the risk manager remembers, as stored.

import * as z from 'zod/mini';
import { COOLDOWN_CAUSES } from '../../../domain/risk-state.ts';
import { REJECT_CLASSES } from '../../../domain/venue-outcome.ts';
import {
  conditionCodec,
  countCodec,
  orderIdCodec,
  sharesCodec,
  sideCodec,
  timeCodec,
  tokenCodec,
  usdcCodec,
} from './scalars.ts';
import type {
  BalanceLag,
  Breaker,
  Cooldown,
  EquityMark,
  Integrity,
  Mismatch,
  RejectStreak,
  RiskState,
  Session,
} from '../../../domain/risk-state.ts';
import type { Codec } from './scalars.ts';

const breakerCodec: Codec<Breaker> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({
    kind: z.literal('open'),
    since: timeCodec,
    until: timeCodec,
    detail: z.string(),
  }),
  z.strictObject({
    kind: z.literal('half-open'),
    since: timeCodec,
    probe: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('available') }),
      z.strictObject({ kind: z.literal('sent'), order: orderIdCodec }),
    ]),
  }),
]);

const rejectsCodec: Codec<RejectStreak> = z.strictObject({
  count: countCodec,
  classes: z.array(z.enum(REJECT_CLASSES)),
});

const markCodec: Codec<EquityMark> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('marked'), equity: usdcCodec }),
]);

const sessionCodec: Codec<Session> = z.strictObject({
  startedAt: timeCodec,
  peak: markCodec,
  lastMark: markCodec,
  flows: usdcCodec,
});

const mismatchCodec: Codec<Mismatch> = z.strictObject({
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('cash') }),
    z.strictObject({ kind: z.literal('market'), condition: conditionCodec }),
  ]),
  differingCycles: countCodec,
  matchingCycles: countCodec,
  halted: z.boolean(),
  detail: z.string(),
});

const cooldownCodec: Codec<Cooldown> = z.strictObject({
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('global') }),
    z.strictObject({ kind: z.literal('token-side'), token: tokenCodec, side: sideCodec }),
  ]),
  cause: z.enum(COOLDOWN_CAUSES),
  until: timeCodec,
  repeats: countCodec,
});

const balanceLagCodec: Codec<BalanceLag> = z.strictObject({
  token: tokenCodec,
  attempts: countCodec,
  size: sharesCodec,
});

const integrityCodec: Codec<Integrity> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('intact') }),
  z.strictObject({ kind: z.literal('broken'), since: timeCodec, statement: z.string() }),
]);

/** Everything the risk manager remembers. */
export const riskCodec: Codec<RiskState> = z.strictObject({
  tradingState: z.enum(['ACTIVE', 'REDUCE_ONLY', 'HALTED']),
  breakers: z.strictObject({
    CONSECUTIVE_REJECTS: breakerCodec,
    API_HEALTH: breakerCodec,
    DRAWDOWN: breakerCodec,
  }),
  rejects: rejectsCodec,
  apiHealth: z.strictObject({
    clobOkAt: timeCodec,
    gammaOkAt: timeCodec,
    gammaFailures: countCodec,
  }),
  session: sessionCodec,
  mismatches: z.array(mismatchCodec),
  cooldowns: z.array(cooldownCodec),
  balanceLags: z.array(balanceLagCodec),
  killSwitchFailures: countCodec,
  integrity: integrityCodec,
});
