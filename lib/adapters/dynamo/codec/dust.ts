// Dust that was seen once, as stored.

import * as z from 'zod/mini';
import { conditionCodec, outcomeCodec, sharesCodec, tokenCodec, usdcCodec } from './scalars.ts';
import type { Dust } from '../../../domain/dust.ts';
import type { Codec } from './scalars.ts';

/** One difference between venue and books. */
export const dustCodec: Codec<Dust> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cash'), amount: usdcCodec }),
  z.strictObject({
    kind: z.literal('shares'),
    condition: conditionCodec,
    token: tokenCodec,
    outcome: outcomeCodec,
    amount: sharesCodec,
  }),
]);
