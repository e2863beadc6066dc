// AWS KMS as a server of this machine: the JSON protocol in front of a real key of the curve, with
// answers that tests may replace.

import { KMSClient } from '@aws-sdk/client-kms';
import { SigningKey } from 'ethers/crypto';
import { onTestFinished } from 'vitest';
import { json, startLoopback, text } from '../../loopback/server.ts';
import type { Exchange, Loopback, Reply } from '../../loopback/server.ts';

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const SPKI_PREFIX = '3056301006072a8648ce3d020106052b8104000a034200';

/** How KMS answers a request: as AWS does, or in a way of the test's own. */
export type KmsScene = {
  /** Which of the two valid values of s the signatures have. */
  readonly s?: 'low' | 'high';
  readonly keySpec?: string;
  readonly keyUsage?: string;
  /** Replaces an answer; null lets it pass. */
  readonly fault?: (target: string, exchange: Exchange) => Reply | null;
};

const integer = (value: bigint): Buffer => {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  const whole = (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([2, whole.length]), whole]);
};

/** Writes a signature as DER. */
export const derOf = (r: bigint, s: bigint): Buffer => {
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
};

/** Writes a public key as SubjectPublicKeyInfo. */
export const spkiOf = (key: string): Buffer =>
  Buffer.from(`${SPKI_PREFIX}${new SigningKey(key).publicKey.slice(2)}`, 'hex');

/** An error as AWS writes it. */
export const awsError = (name: string, status = 400, message = 'the words of AWS'): Reply =>
  text(status, JSON.stringify({ __type: name, message }), {
    'content-type': 'application/x-amz-json-1.1',
  });

/** Makes one kind of request go wrong. */
export const onlyOn =
  (target: string, reply: Reply): NonNullable<KmsScene['fault']> =>
  (asked) =>
    asked === target ? reply : null;

const signed = (key: string, digest: string, which: 'low' | 'high'): Buffer => {
  const { r, s } = new SigningKey(key).sign(`0x${digest}`);
  const low = BigInt(s);
  return derOf(BigInt(r), which === 'low' ? low : CURVE_ORDER - low);
};

const targetOf = ({ headers }: Exchange): string =>
  String(headers['x-amz-target']).replace('TrentService.', '');

const answer = (key: string, scene: KmsScene, exchange: Exchange): Reply => {
  const { KeyId, Message } = JSON.parse(exchange.body) as { KeyId: string; Message?: string };
  if (targetOf(exchange) === 'GetPublicKey')
    return json({
      KeyId,
      KeySpec: scene.keySpec ?? 'ECC_SECG_P256K1',
      KeyUsage: scene.keyUsage ?? 'SIGN_VERIFY',
      PublicKey: spkiOf(key).toString('base64'),
      SigningAlgorithms: ['ECDSA_SHA_256'],
    });
  const digest = Buffer.from(Message ?? '', 'base64').toString('hex');
  return json({
    KeyId,
    Signature: signed(key, digest, scene.s ?? 'low').toString('base64'),
    SigningAlgorithm: 'ECDSA_SHA_256',
  });
};

/** Starts KMS with one key, for one test. */
export const startKms = async (
  key: string,
  scene: KmsScene = {},
): Promise<Loopback & { readonly client: KMSClient }> => {
  const loopback = await startLoopback(
    (exchange) => scene.fault?.(targetOf(exchange), exchange) ?? answer(key, scene, exchange),
  );
  const client = new KMSClient({
    endpoint: loopback.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'aws-secret-of-the-test' },
    maxAttempts: 2,
  });
  onTestFinished(async () => {
    client.destroy();
    await loopback.stop();
  });
  return { ...loopback, client };
};
