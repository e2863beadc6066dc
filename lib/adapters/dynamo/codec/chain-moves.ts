// Money moves on chain that are waited for, as stored.

import * as z from 'zod/mini';
import { conditionCodec, sharesCodec, timeCodec } from './scalars.ts';
import type { PendingChainMove } from '../../../domain/portfolio-state.ts';
import type { Codec } from './scalars.ts';

/** A move that was sent and has not shown up as activity. */
export const chainMoveCodec: Codec<PendingChainMove> = z.strictObject({
  request: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('merge'), condition: conditionCodec, size: sharesCodec }),
    z.strictObject({ kind: z.literal('redeem'), condition: conditionCodec }),
  ]),
  sentAt: timeCodec,
});
