// What KMS says when it does not sign, as one of the two things that it means to us. Only the name
// of a foreign error is told on: its text may quote what was asked.

import { msOfDuration } from '../../units/time.ts';
import type { SignError } from '../../domain/venue-outcome.ts';
import type { DurationMs } from '../../units/quantity.ts';

// What waiting does not mend. Source: AWS KMS API reference, errors of Sign and GetPublicKey.
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'the role lacks kms:GetPublicKey or kms:Sign on the key'],
  ['NotFoundException', 'there is no such key in this account and region'],
  ['DisabledException', 'the key is disabled'],
  ['KMSInvalidStateException', 'the key is in a state in which it does not sign'],
  ['InvalidKeyUsageException', 'the key is not for signing'],
  ['UnsupportedOperationException', 'the key is of a kind that does not sign'],
  ['ValidationException', 'KMS does not understand the request'],
]);

/** The name of a foreign error: all of it that may be told. */
export const kmsErrorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'an unknown failure';
  const code = 'code' in error ? error.code : undefined;
  const name = typeof code === 'string' ? code : error.name;
  return /^[A-Za-z_]{1,80}$/.test(name) ? name : 'an unknown failure';
};

/** Says what a failed call to KMS means. */
export const signErrorOf = (error: unknown, deadline: DurationMs): SignError => {
  const name = kmsErrorName(error);
  const refusal = REFUSALS.get(name);
  if (refusal !== undefined) return { kind: 'SIGNER_REFUSED', detail: `KMS: ${name}: ${refusal}` };
  const isLate = name === 'AbortError' || name === 'TimeoutError';
  const detail = isLate ? `no answer within ${msOfDuration(deadline)} ms` : name;
  return { kind: 'SIGNER_UNAVAILABLE', detail: `KMS: ${detail}` };
};

/** What KMS answered makes no sense, or is not what we asked for. */
export const refused = (detail: string): SignError => ({
  kind: 'SIGNER_REFUSED',
  detail: `KMS: ${detail}`,
});
