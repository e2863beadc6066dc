// What is handed to the relayer: the exact body, and what it can be recognised by afterwards.

import { hashMessage } from 'ethers/hash';
import { err, ok } from '../../../units/result.ts';
import type { SignError } from '../../../domain/venue-outcome.ts';
import type { WalletCall } from '../../../ports/chain.ts';
import type { DigestSigner } from '../../../ports/signer.ts';
import type { WalletAddress } from '../../../units/ids.ts';
import type { Result } from '../../../units/result.ts';
import type { EpochMs } from '../../../units/time.ts';

/** A signed batch of calls. */
export type Submission = {
  readonly body: string;
  readonly signature: string;
  readonly nonce: bigint;
};

/** What every batch is made from. */
export type BatchTerms = {
  readonly signer: DigestSigner;
  readonly wallet: WalletAddress;
  readonly nonce: bigint;
  readonly calls: readonly WalletCall[];
};

/** When a batch was made, for those that end by themselves. */
export type Timed = { readonly at: EpochMs };

/** A batch, or why it could not be signed. */
export type Batch = Promise<Result<Submission, SignError>>;

const SIGNATURE = /^0x[0-9a-fA-F]{130}$/;

/** Checks that a signer's answer is a signature. */
export const checkedSignature = (signed: Result<string, SignError>): Result<string, SignError> =>
  !signed.ok || SIGNATURE.test(signed.value)
    ? signed
    : err({ kind: 'SIGNER_REFUSED', detail: 'what the signer gave is not 65 bytes' });

/** Signs 32 bytes as wallets show them to people, with a prefix that no transaction has. */
export const signShown = async (
  signer: DigestSigner,
  hash: Uint8Array,
): Promise<Result<string, SignError>> => {
  const signed = checkedSignature(await signer.signDigest(hashMessage(hash)));
  return signed.ok ? ok(signed.value) : signed;
};
