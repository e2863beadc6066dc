// The chance in an order: a salt makes two orders of the same content two orders.

import { randomBytes } from 'node:crypto';

const BYTES = 8;
const BITS = 53;

/** Draws a salt. Range: 0 to 2^53 - 1, which JSON carries as it is. */
export const newSalt = (): bigint => BigInt.asUintN(BITS, randomBytes(BYTES).readBigUInt64BE());
