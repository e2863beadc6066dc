// The signer whose key is never in this process: AWS KMS holds it and signs digests, and what comes
// back is checked against the key's address before anybody uses it.

import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { Signature } from 'ethers/crypto';
import { TypedDataEncoder } from 'ethers/hash';
import { computeAddress, recoverAddress } from 'ethers/transaction';
import { toBeHex } from 'ethers/utils';
import { walletAddress } from '../../units/ids.ts';
import { err, ok } from '../../units/result.ts';
import { msOfDuration } from '../../units/time.ts';
import { publicPoint, signatureHalves } from './der.ts';
import { refused, signErrorOf } from './kms-failure.ts';
import type { GetPublicKeyCommandOutput } from '@aws-sdk/client-kms';
import type { SignError } from '../../domain/venue-outcome.ts';
import type { Signer, TypedData } from '../../ports/signer.ts';
import type { WalletAddress } from '../../units/ids.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { SignatureHalves } from './der.ts';

/** Which key, by which client, and how long one call may take, repetitions included. */
export type KmsKey = {
  readonly client: KMSClient;
  readonly keyId: string;
  readonly deadline: DurationMs;
};

/** A signer that also signs what was hashed elsewhere: 32 bytes as 0x and hex. */
export type KmsSigner = Signer & {
  readonly signDigest: (digest: string) => Promise<Result<string, SignError>>;
};

// A signature does no harm twice, so a call may be repeated once, within its deadline.
const ATTEMPTS = 2;

/** Makes a client from the environment, as the AWS SDK does: region, credentials, endpoint. */
export const kmsClient = (): KMSClient => new KMSClient({ maxAttempts: ATTEMPTS });

// Half of the group's order: of the two signatures that are valid, the chain takes the one with s
// up to here. Source: EIP-2.
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const S_MAX = CURVE_ORDER / 2n;

const WORD = 32;
const DIGEST = /^0x[0-9a-f]{64}$/;

const signatureOf = (
  { r, s }: SignatureHalves,
  digest: string,
  address: WalletAddress,
): string | undefined => {
  const halves = { r: toBeHex(r, WORD), s: toBeHex(s > S_MAX ? CURVE_ORDER - s : s, WORD) };
  return [27, 28]
    .map((v) => Signature.from({ ...halves, v }))
    .find((signature) => recoverAddress(digest, signature) === address)?.serialized;
};

const send = async <T>(
  { deadline }: KmsKey,
  call: (abortSignal: AbortSignal) => Promise<T>,
): Promise<Result<T, SignError>> => {
  try {
    return ok(await call(AbortSignal.timeout(Number(msOfDuration(deadline)))));
  } catch (error) {
    return err(signErrorOf(error, deadline));
  }
};

const signDigest = async (
  key: KmsKey,
  address: WalletAddress,
  digest: string,
): Promise<Result<string, SignError>> => {
  if (!DIGEST.test(digest)) return err(refused('what is to be signed is not a digest of 32 bytes'));
  const command = new SignCommand({
    KeyId: key.keyId,
    Message: Buffer.from(digest.slice(2), 'hex'),
    MessageType: 'DIGEST',
    SigningAlgorithm: 'ECDSA_SHA_256',
  });
  const answer = await send(key, (abortSignal) => key.client.send(command, { abortSignal }));
  if (!answer.ok) return answer;
  const halves = signatureHalves(answer.value.Signature ?? new Uint8Array());
  if (!halves.ok) return err(refused(halves.error));
  try {
    const signature = signatureOf(halves.value, digest, address);
    if (signature !== undefined) return ok(signature);
  } catch {
    // The library throws on numbers that are on no curve, and quotes them.
  }
  return err(refused('what it gave is no signature of its own key'));
};

const digestOf = ({ domain, structs, message }: TypedData): string | undefined => {
  const types = Object.fromEntries(
    Object.entries(structs).map(([name, fields]) => [name, [...fields]]),
  );
  try {
    return TypedDataEncoder.hash(domain, types, message);
  } catch {
    return undefined;
  }
};

const KIND = 'ECC_SECG_P256K1 key for SIGN_VERIFY';

const word = (text: string | undefined): string =>
  (/^\w{1,40}$/.exec(text ?? '') ?? ['nothing'])[0];

const addressOf = (answer: GetPublicKeyCommandOutput): Result<WalletAddress, string> => {
  const { KeySpec: spec, KeyUsage: usage, PublicKey: bytes } = answer;
  if (spec !== 'ECC_SECG_P256K1') return err(`the key is ${word(spec)}, not an ${KIND}`);
  if (usage !== 'SIGN_VERIFY') return err(`the key is for ${word(usage)}, not an ${KIND}`);
  const point = publicPoint(bytes ?? new Uint8Array());
  if (!point.ok) return point;
  try {
    return ok(walletAddress(computeAddress(point.value)));
  } catch {
    return err('the public key is not a point of secp256k1');
  }
};

/**
 * Opens the signer of a key in KMS. Its address is read once, here.
 * Refuses: a key of another kind or use, and whatever makes no sense.
 * Source: AWS KMS API reference, GetPublicKey and Sign.
 */
export const openKmsSigner = async (key: KmsKey): Promise<Result<KmsSigner, SignError>> => {
  const command = new GetPublicKeyCommand({ KeyId: key.keyId });
  const answer = await send(key, (abortSignal) => key.client.send(command, { abortSignal }));
  if (!answer.ok) return answer;
  const address = addressOf(answer.value);
  if (!address.ok) return err(refused(address.error));
  const sign = (digest: string): Promise<Result<string, SignError>> =>
    signDigest(key, address.value, digest);
  return ok({
    address: address.value,
    signDigest: sign,
    signTypedData: (data) => {
      const digest = digestOf(data);
      if (digest !== undefined) return sign(digest);
      const detail = 'a value does not fit the type of its field';
      return Promise.resolve(err({ kind: 'SIGNER_REFUSED', detail }));
    },
  });
};
