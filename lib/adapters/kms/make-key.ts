// Making keys in KMS: a new one that nobody ever sees, or one that exists and moves there. A key
// that is imported leaves this process only encrypted for KMS, and no error quotes anything of it.

import {
  CreateAliasCommand,
  CreateKeyCommand,
  GetParametersForImportCommand,
  ImportKeyMaterialCommand,
} from '@aws-sdk/client-kms';
import { SigningKey } from 'ethers/crypto';
import { constants, createPrivateKey, createPublicKey, publicEncrypt } from 'node:crypto';
import { err, ok } from '../../units/result.ts';
import { msOfDuration } from '../../units/time.ts';
import { kmsErrorName } from './kms-failure.ts';
import type { KMSClient, OriginType } from '@aws-sdk/client-kms';
import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { Secret } from '../../units/secret.ts';

/** By which client, and how long one call may take. */
export type KmsAccess = { readonly client: KMSClient; readonly deadline: DurationMs };

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'these credentials may not do that'],
  ['AlreadyExistsException', 'the alias names another key already'],
  ['InvalidAliasNameException', 'that is not the name of an alias'],
  ['IncorrectKeyMaterialException', 'the key is not the one that was imported before'],
  ['InvalidCiphertextException', 'KMS could not decrypt the key'],
  ['LimitExceededException', 'the account has as many keys as it may'],
  ['UnsupportedOperationException', 'this region has no keys of that kind'],
  ['CredentialsProviderError', 'there are no AWS credentials here'],
  ['Error', 'is a region set (AWS_REGION)?'],
]);

const failureOf = (call: string, error: unknown, { deadline }: KmsAccess): string => {
  const name = kmsErrorName(error);
  if (name === 'AbortError' || name === 'TimeoutError')
    return `KMS ${call}: no answer within ${msOfDuration(deadline)} ms; it may have been done`;
  const meaning = MEANINGS.get(name);
  return `KMS ${call}: ${meaning === undefined ? name : `${name}: ${meaning}`}`;
};

const send = async <T>(
  access: KmsAccess,
  call: string,
  act: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<Result<T, string>> => {
  try {
    const abortSignal = AbortSignal.timeout(Number(msOfDuration(access.deadline)));
    return ok(await act({ abortSignal }));
  } catch (error) {
    return err(failureOf(call, error, access));
  }
};

const DESCRIPTION = 'Signs orders of Keel. Whoever deletes it cannot move the funds any more.';

/** Makes a key for signatures of the curve. Gives its id. */
export const createKey = async (
  access: KmsAccess,
  origin: Extract<OriginType, 'AWS_KMS' | 'EXTERNAL'>,
): Promise<Result<string, string>> => {
  const command = new CreateKeyCommand({
    KeySpec: 'ECC_SECG_P256K1',
    KeyUsage: 'SIGN_VERIFY',
    Origin: origin,
    Description: DESCRIPTION,
  });
  const made = await send(access, 'CreateKey', (how) => access.client.send(command, how));
  if (!made.ok) return made;
  const id = made.value.KeyMetadata?.KeyId;
  return id === undefined ? err('KMS CreateKey: an answer without the id of a key') : ok(id);
};

const base64url = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');

// PKCS #8, which KMS wants, by way of a JSON Web Key, which is made of plain numbers.
const pkcs8Of = (key: Secret): Buffer => {
  const scalar = key.reveal();
  const point = new SigningKey(scalar).publicKey.slice(4);
  const jwk = {
    kty: 'EC',
    crv: 'secp256k1',
    d: base64url(scalar.slice(2)),
    x: base64url(point.slice(0, 64)),
    y: base64url(point.slice(64)),
  };
  const whole = createPrivateKey({ key: jwk, format: 'jwk' });
  return whole.export({ type: 'pkcs8', format: 'der' });
};

const wrapped = (key: Secret, wrappingKey: Uint8Array): Result<Uint8Array, string> => {
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(wrappingKey),
      format: 'der',
      type: 'spki',
    });
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    return ok(publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, pkcs8Of(key)));
  } catch {
    // The library may quote what it was given.
    return err('the key could not be encrypted for KMS');
  }
};

/**
 * Moves an existing key into a key of KMS that was made for it.
 * Source: AWS KMS Developer Guide, "Importing key material", read 2026-11-28: PKCS #8 in DER, and
 * for keys of a curve RSAES_OAEP_SHA_256 is enough.
 */
export const importKey = async (
  access: KmsAccess,
  id: string,
  key: Secret,
): Promise<Result<null, string>> => {
  const { client } = access;
  const ask = new GetParametersForImportCommand({
    KeyId: id,
    WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
    WrappingKeySpec: 'RSA_4096',
  });
  const given = await send(access, 'GetParametersForImport', (how) => client.send(ask, how));
  if (!given.ok) return given;
  const { PublicKey: wrappingKey, ImportToken: token } = given.value;
  if (wrappingKey === undefined || token === undefined)
    return err('KMS GetParametersForImport: an answer without a key or a token');
  const material = wrapped(key, wrappingKey);
  if (!material.ok) return material;
  const command = new ImportKeyMaterialCommand({
    KeyId: id,
    ImportToken: token,
    EncryptedKeyMaterial: material.value,
    ExpirationModel: 'KEY_MATERIAL_DOES_NOT_EXPIRE',
  });
  const done = await send(access, 'ImportKeyMaterial', (how) => client.send(command, how));
  return done.ok ? ok(null) : done;
};

/** Names a key. */
export const nameKey = async (
  access: KmsAccess,
  id: string,
  alias: string,
): Promise<Result<null, string>> => {
  const command = new CreateAliasCommand({ AliasName: alias, TargetKeyId: id });
  const done = await send(access, 'CreateAlias', (how) => access.client.send(command, how));
  return done.ok ? ok(null) : done;
};
