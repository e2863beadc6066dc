// AWS KMS as a server of this machine that makes keys and takes them in: what is imported arrives
// encrypted, and is decrypted here as KMS would.

import { constants, createPrivateKey, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { awsError, spkiOf } from '../adapters/kms/loopback-kms.ts';
import { json, startLoopback } from '../loopback/server.ts';
import type { Exchange, Loopback, Reply } from '../loopback/server.ts';

/** The id of the only key that is made here. */
export const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

/** What KMS holds, and what goes wrong in it. */
export type KmsKeys = {
  origin: string | null;
  /** The private key, once there is one. */
  key: string | null;
  alias: string | null;
  fault: ((target: string) => Reply | null) | null;
};

type Asked = Readonly<Record<string, string>>;

const wrapping = generateKeyPairSync('rsa', { modulusLength: 4096 });

const importedKey = (material: string): string => {
  const pkcs8 = privateDecrypt(
    { key: wrapping.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(material, 'base64'),
  );
  const { d = '', crv } = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }).export({
    format: 'jwk',
  });
  if (crv !== 'secp256k1') throw new Error('another curve');
  return `0x${Buffer.from(d, 'base64url').toString('hex').padStart(64, '0')}`;
};

const answers = (
  keys: KmsKeys,
  generated: string,
): Readonly<Record<string, (asked: Asked) => Reply>> => ({
  CreateKey: ({ KeySpec, KeyUsage, Origin = '' }) => {
    if (KeySpec !== 'ECC_SECG_P256K1' || KeyUsage !== 'SIGN_VERIFY')
      return awsError('ValidationException');
    keys.origin = Origin;
    if (Origin === 'AWS_KMS') keys.key = generated;
    return json({ KeyMetadata: { KeyId: KEY_ID } });
  },
  GetParametersForImport: ({ WrappingAlgorithm, WrappingKeySpec }) =>
    keys.origin === 'EXTERNAL' &&
    WrappingAlgorithm === 'RSAES_OAEP_SHA_256' &&
    WrappingKeySpec === 'RSA_4096'
      ? json({
          KeyId: KEY_ID,
          ImportToken: Buffer.from('the token').toString('base64'),
          PublicKey: wrapping.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
        })
      : awsError('UnsupportedOperationException'),
  ImportKeyMaterial: ({ EncryptedKeyMaterial = '', ImportToken = '', ExpirationModel }) => {
    if (Buffer.from(ImportToken, 'base64').toString() !== 'the token')
      return awsError('InvalidImportTokenException');
    if (ExpirationModel !== 'KEY_MATERIAL_DOES_NOT_EXPIRE') return awsError('ValidationException');
    keys.key = importedKey(EncryptedKeyMaterial);
    return json({});
  },
  CreateAlias: ({ AliasName = '' }) => {
    keys.alias = AliasName;
    return json({});
  },
  GetPublicKey: () =>
    keys.key === null
      ? awsError('KMSInvalidStateException')
      : json({
          KeyId: KEY_ID,
          KeySpec: 'ECC_SECG_P256K1',
          KeyUsage: 'SIGN_VERIFY',
          PublicKey: spkiOf(keys.key).toString('base64'),
        }),
});

/** Starts KMS, for one test; the key that it makes itself is given. */
export const startKmsKeys = async (
  generated: string,
): Promise<Loopback & { readonly keys: KmsKeys }> => {
  const keys: KmsKeys = { origin: null, key: null, alias: null, fault: null };
  const byTarget = answers(keys, generated);
  const loopback = await startLoopback(({ headers, body }: Exchange) => {
    const target = String(headers['x-amz-target']).replace('TrentService.', '');
    const asked = JSON.parse(body) as Asked;
    return keys.fault?.(target) ?? byTarget[target]?.(asked) ?? awsError('UnknownOperation');
  });
  onTestFinished(loopback.stop);
  return { ...loopback, keys };
};
