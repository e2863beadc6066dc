// KMS speaks DER: a public key comes as SubjectPublicKeyInfo, a signature as a sequence of two
// integers. Both are read to the last byte, so that nothing half understood becomes a signature.

import { err, ok } from '../../units/result.ts';
import type { Result } from '../../units/result.ts';

/** The two halves of a signature, as they came. */
export type SignatureHalves = { readonly r: bigint; readonly s: bigint };

// An elliptic curve key (1.2.840.10045.2.1) on secp256k1 (1.3.132.0.10), its 65 bytes uncompressed.
const KEY_PREFIX = '3056301006072a8648ce3d020106052b8104000a034200';
const POINT = /^04[0-9a-f]{128}$/;

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
 * Reads the point of a public key as 0x and hex.
 * Refuses: any other curve, another encoding of the point, a byte too many or too few.
 * Source: RFC 5480, section 2; SEC 2, section 2.4.1.
 */
export const publicPoint = (bytes: Uint8Array): Result<string, string> => {
  const hex = hexOf(bytes);
  const point = hex.slice(KEY_PREFIX.length);
  return hex.startsWith(KEY_PREFIX) && POINT.test(point)
    ? ok(`0x${point}`)
    : err('the public key is not a point of secp256k1');
};

// Two integers of at most 32 bytes and a sign byte: no length of the sequence needs a second byte.
const SEQUENCE = /^30([0-7][0-9a-f])/;
const INTEGER_BYTES_MAX = 33;

type Integer = { readonly value: bigint; readonly end: number };

const integerAt = (hex: string, start: number): Integer | undefined => {
  if (hex.slice(start, start + 2) !== '02') return undefined;
  const bytes = Number.parseInt(hex.slice(start + 2, start + 4), 16);
  const digits = hex.slice(start + 4, start + 4 + bytes * 2);
  const isWhole = bytes > 0 && bytes <= INTEGER_BYTES_MAX && digits.length === bytes * 2;
  if (!isWhole || /^[89a-f]/.test(digits)) return undefined;
  return { value: BigInt(`0x${digits}`), end: start + 4 + bytes * 2 };
};

/**
 * Reads a signature.
 * Refuses: anything but one sequence of two positive integers.
 * Source: RFC 3279, section 2.2.3.
 */
export const signatureHalves = (bytes: Uint8Array): Result<SignatureHalves, string> => {
  const hex = hexOf(bytes);
  const length = Number.parseInt(SEQUENCE.exec(hex)?.[1] ?? '', 16);
  const r = length === bytes.length - 2 ? integerAt(hex, 4) : undefined;
  const s = r === undefined ? undefined : integerAt(hex, r.end);
  if (r === undefined || s?.end !== hex.length)
    return err('the signature is not a sequence of two integers');
  return ok({ r: r.value, s: s.value });
};
