// The key management service in one process: one key of the curve, which signs and is never shown.
//
// Source: AWS KMS API reference, GetPublicKey and Sign, read 2026-11-28.

import { SigningKey } from 'ethers/crypto';
import * as z from 'zod';
import type { ApiAnswer } from './dynamo-api.ts';

/** The service. */
export type KmsApi = { readonly call: (operation: string, body: unknown) => ApiAnswer };

const askedShape = z.looseObject({ KeyId: z.string(), Message: z.string().optional() });

// What stands before the point of a public key of this curve. Source: RFC 5480, SEC 2.
const SPKI_PREFIX = '3056301006072a8648ce3d020106052b8104000a034200';

const integer = (value: string): Buffer => {
  const bytes = Buffer.from(value.slice(2).replace(/^(?:00)+/, ''), 'hex');
  const whole = (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([2, whole.length]), whole]);
};

const signatureOf = (key: SigningKey, message: string): string => {
  const digest = Buffer.from(message, 'base64').toString('hex');
  const { r, s } = key.sign(`0x${digest}`);
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]).toString('base64');
};

/** Opens the service with a key. */
export const createKmsApi = (secret: string): KmsApi => {
  const key = new SigningKey(secret);
  return {
    call: (operation, body) => {
      const { KeyId, Message } = askedShape.parse(body);
      if (operation === 'Sign') {
        const Signature = signatureOf(key, Message ?? '');
        return { status: 200, body: { KeyId, Signature, SigningAlgorithm: 'ECDSA_SHA_256' } };
      }
      const point = Buffer.from(`${SPKI_PREFIX}${key.publicKey.slice(2)}`, 'hex');
      return {
        status: 200,
        body: {
          KeyId,
          KeySpec: 'ECC_SECG_P256K1',
          KeyUsage: 'SIGN_VERIFY',
          PublicKey: point.toString('base64'),
          SigningAlgorithms: ['ECDSA_SHA_256'],
        },
      };
    },
  };
};
