// The private key of a run on AWS, from an encrypted parameter. It goes from the answer into a
// secret, and no error says anything of it.

import { err, ok } from '../../units/result.ts';
import { secretOf } from '../../units/secret.ts';
import { readSecureString } from './secure-string.ts';
import type { SignError } from '../../domain/venue-outcome.ts';
import type { Result } from '../../units/result.ts';
import type { Secret } from '../../units/secret.ts';
import type { SsmParameter } from './ssm-parameter.ts';

const KEY = /^(?:0x)?([0-9a-fA-F]{64})$/;

const refused = (detail: string): Result<Secret, SignError> =>
  err({ kind: 'SIGNER_REFUSED', detail });

/**
 * Reads a private key: 64 hex digits, with or without 0x.
 * Refuses: a parameter that is not encrypted, one that holds no key, one that may not be read.
 */
export const readKeyParameter = async (
  parameter: SsmParameter,
): Promise<Result<Secret, SignError>> => {
  const read = await readSecureString(parameter);
  if (!read.ok) {
    const { kind, detail } = read.error;
    return kind === 'refused' ? refused(detail) : err({ kind: 'SIGNER_UNAVAILABLE', detail });
  }
  const digits = KEY.exec(read.value.reveal())?.[1];
  return digits === undefined
    ? refused(`${parameter.name} does not hold the 64 hex digits of a key`)
    : ok(secretOf(`0x${digits.toLowerCase()}`));
};
