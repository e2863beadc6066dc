// Who signs. The key may be in this process, or where no process can read it; either way an order
// needs only an address and a signature over typed data (EIP-712).

import type { SignError } from '../domain/venue-outcome.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { Result } from '../units/result.ts';

/** What separates the signatures for one use from those for any other. */
export type TypedDomain = {
  readonly name: string;
  readonly version: string;
  readonly chainId: number;
};

/** The domain of a contract, which checks the signature on chain. */
export type ContractDomain = TypedDomain & { readonly verifyingContract: string };

/** A field of a struct, in the order in which it is hashed. */
export type TypedField = { readonly name: string; readonly type: string };

/** Structs by name; the one that no other holds is what is signed. */
export type TypedStructs = Readonly<Record<string, readonly TypedField[]>>;

/** The fields of a struct by name. */
export type TypedMessage = { readonly [name: string]: TypedValue };

/** A value of a struct; a struct may hold another one, or a list of them. */
export type TypedValue = string | bigint | number | TypedMessage | readonly TypedMessage[];

/** What is signed, as EIP-712 writes it. */
export type TypedData = {
  readonly domain: TypedDomain | ContractDomain;
  readonly structs: TypedStructs;
  readonly message: TypedMessage;
};

/** A key that signs, and never shows itself. */
export type Signer = {
  readonly address: WalletAddress;
  /** The 65 bytes of the signature as 0x and hex. */
  readonly signTypedData: (data: TypedData) => Promise<Result<string, SignError>>;
};

/** A key that signs 32 bytes as they are, which transactions and relayed calls need. */
export type DigestSigner = Signer & {
  /** Takes the digest as 0x and hex; gives the 65 bytes of the signature as 0x and hex. */
  readonly signDigest: (digest: string) => Promise<Result<string, SignError>>;
};
