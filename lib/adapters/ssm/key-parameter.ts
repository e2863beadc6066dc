// The private key of a run on AWS, from an encrypted parameter. It goes from the answer into a
// secret, and no error says anything of it.

import { err, ok } from '../../units/result.ts';
import { secretOf } from '../../units/secret.ts';
import { readParameter } from './ssm-parameter.ts';
import type { SignError } from '../../domain/venue-outcome.ts';
import type { Result } from '../../units/result.ts';
import type { Secret } from '../../units/secret.ts';
import type { SsmParameter } from './ssm-parameter.ts';

const KEY = /^(?:0x)?([0-9a-fA-F]{64})$/;

const refused = (detail: string): Result<Secret, SignError> =>
  err({ kind: 'SIGNER_REFUSED', detail });

const keyIn = (name: string, value: string): Result<Secret, SignError> => {
  const digits = KEY.exec(value.trim())?.[1];
  return digits === undefined
    ? refused(`${name} does not hold the 64 hex digits of a key`)
    : ok(secretOf(`0x${digits.toLowerCase()}`));
};

/**
 * Reads a private key: 64 hex digits, with or without 0x.
 * Refuses: a parameter that is not encrypted, one that holds no key, one that may not be read.
 */
export const readKeyParameter = async (
  parameter: SsmParameter,
): Promise<Result<Secret, SignError>> => {
  const { name } = parameter;
  const reading = await readParameter(parameter, 'decrypt');
  switch (reading.kind) {
    case 'found':
      return reading.type === 'SecureString'
        ? keyIn(name, reading.value)
        : refused(
            `${name} is not a SecureString: a key in it lies open. Replace parameter and key`,
          );
    case 'absent':
      return refused(`there is no parameter ${name} in this account and region`);
    case 'denied':
      return refused(`${name}: ${reading.cause}`);
    case 'failed':
      return err({ kind: 'SIGNER_UNAVAILABLE', detail: `${name}: ${reading.cause}` });
  }
};
