// Intents and their ends, as stored.

import * as z from 'zod/mini';
import {
  conditionCodec,
  countCodec,
  orderIdCodec,
  outcomeCodec,
  priceCodec,
  sharesCodec,
  sideCodec,
  signalCodec,
  strategyCodec,
  timeCodec,
  tokenCodec,
} from './scalars.ts';
import { ZERO_SHARES } from '../../../units/shares.ts';
import type { Intent, SettledIntent } from '../../../domain/intent.ts';
import type { Order } from '../../../domain/order.ts';
import type { Codec } from './scalars.ts';

const orderCodec: Codec<Order> = z.strictObject({
  condition: conditionCodec,
  token: tokenCodec,
  outcome: outcomeCodec,
  side: sideCodec,
  price: priceCodec,
  size: sharesCodec,
  timeInForce: z.enum(['GTC', 'GTD', 'FOK', 'FAK']),
  liquidity: z.enum(['post-only', 'may-take']),
});

const expirationCodec: Codec<Intent['expiration']> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('at'), at: timeCodec }),
]);

const phaseCodec: Codec<Intent['phase']> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unknown'), cleanScans: countCodec }),
  z.strictObject({ kind: z.literal('resting') }),
  z.strictObject({ kind: z.literal('cancelling') }),
]);

const signalRefCodec: Codec<Intent['signal']> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('signal'), key: signalCodec }),
]);

/** An order between decision and proven end. */
export const intentCodec: Codec<Intent> = z.strictObject({
  id: orderIdCodec,
  strategy: strategyCodec,
  reason: z.string(),
  effect: z.enum(['reducing', 'adding']),
  order: orderCodec,
  reference: priceCodec,
  expiration: expirationCodec,
  signal: signalRefCodec,
  body: z.string(),
  attempt: countCodec,
  journaledAt: timeCodec,
  sendableUntil: timeCodec,
  phase: phaseCodec,
  filled: sharesCodec,
  reversed: sharesCodec,
  matched: z._default(sharesCodec, ZERO_SHARES),
});

/** An intent and how it ended. */
export const settledCodec: Codec<SettledIntent> = z.strictObject({
  intent: intentCodec,
  end: z.enum(['filled', 'canceled', 'rejected', 'no-fill', 'not-sent', 'absent', 'partly-filled']),
  detail: z.string(),
  at: timeCodec,
});

/** An intent as it is saved. The bytes that were sent stay in the journal, and only until then. */
export const withoutBytes = (intent: Intent): Intent => ({ ...intent, body: '' });

/** An end as it is saved or put into the history. */
export const endWithoutBytes = (settled: SettledIntent): SettledIntent => ({
  ...settled,
  intent: withoutBytes(settled.intent),
});
