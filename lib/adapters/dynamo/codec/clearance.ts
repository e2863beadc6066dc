// The doctor record and what the state remembers of one, as stored.

import * as z from 'zod/mini';
import { FIRST_CYCLES } from '../../../domain/clearance.ts';
import { configHashCodec, countCodec, timeCodec, walletCodec } from './scalars.ts';
import type { Clearance, DoctorRecord } from '../../../domain/clearance.ts';
import type { Codec } from './scalars.ts';

/** A green run of the doctor. */
export const doctorRecordCodec: Codec<DoctorRecord> = z.strictObject({
  wallet: walletCodec,
  signer: walletCodec,
  configHash: configHashCodec,
  chainId: countCodec,
  at: timeCodec,
  verdict: z.literal('green'),
});

/** What the state remembers of a clearance. */
export const clearanceCodec: Codec<Clearance> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({
    kind: z.literal('cleared'),
    wallet: walletCodec,
    configHash: configHashCodec,
    at: timeCodec,
    cycles: z.int().check(z.gte(0), z.lte(FIRST_CYCLES)),
  }),
]);
