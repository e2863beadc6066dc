// One order as a request carries it, read as hostile input. What is not of the current form is told
// apart into the old form, which has an answer of its own, and anything else.

import * as z from 'zod/mini';

const MAX_UINT256 = 2n ** 256n - 1n;

const UINT = /^\d{1,78}$/;
const uintTextWire = z
  .string()
  .check(z.refine((text) => UINT.test(text) && BigInt(text) <= MAX_UINT256));
const uintWire = z.pipe(
  uintTextWire,
  z.transform((text) => BigInt(text)),
);
const saltWire = z.pipe(
  z.union([z.int().check(z.gte(0)), uintTextWire]),
  z.transform((salt) => BigInt(salt)),
);
const addressWire = z.string().check(z.regex(/^0x[0-9a-fA-F]{40}$/));
const bytes32Wire = z.string().check(z.regex(/^0x[0-9a-fA-F]{64}$/));
const hexWire = z.string().check(z.regex(/^0x(?:[0-9a-fA-F]{2})+$/), z.maxLength(4_000));

const structWire = z.object({
  salt: saltWire,
  maker: addressWire,
  signer: addressWire,
  tokenId: uintWire,
  makerAmount: uintWire,
  takerAmount: uintWire,
  side: z.enum(['BUY', 'SELL']),
  signatureType: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  timestamp: uintWire,
  expiration: z.string().check(z.regex(/^\d{1,12}$/)),
  metadata: bytes32Wire,
  builder: bytes32Wire,
  signature: hexWire,
});

const postedWire = z.object({
  deferExec: z.optional(z.boolean()),
  postOnly: z.optional(z.boolean()),
  order: structWire,
  owner: z.string(),
  orderType: z.enum(['GTC', 'GTD', 'FOK', 'FAK']),
});

// What only orders of the first exchange have.
const firstFormWire = z.object({
  order: z.object({ nonce: z.unknown(), feeRateBps: z.union([z.string(), z.number()]) }),
});

/** The order struct, its signature and its expiration. */
export type WireStruct = z.infer<typeof structWire>;

/** One posted order. */
export type PostedOrder = z.infer<typeof postedWire>;

/** What a posted element turned out to be. */
export type ReadOrder =
  | { readonly kind: 'order'; readonly posted: PostedOrder }
  | { readonly kind: 'first-form' }
  | { readonly kind: 'unreadable' };

/** Reads one posted order. */
export const readOrder = (value: unknown): ReadOrder => {
  const read = z.safeParse(postedWire, value);
  if (read.success) return { kind: 'order', posted: read.data };
  const isFirst = z.safeParse(firstFormWire, value).success;
  return { kind: isFirst ? 'first-form' : 'unreadable' };
};
