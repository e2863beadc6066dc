// A secret from an encrypted parameter. It goes from the answer into a secret, and no error says
// anything of it.

import { err, ok } from '../../units/result.ts';
import { secretOf } from '../../units/secret.ts';
import { readParameter } from './ssm-parameter.ts';
import type { Result } from '../../units/result.ts';
import type { Secret } from '../../units/secret.ts';
import type { SsmParameter } from './ssm-parameter.ts';

/** Why there is no secret. What is `unavailable` may be there at the next reading. */
export type SecureStringError = {
  readonly kind: 'refused' | 'unavailable';
  readonly detail: string;
};

const refused = (detail: string): Result<Secret, SecureStringError> =>
  err({ kind: 'refused', detail });

/**
 * Reads a secret, without the blanks and line breaks around it.
 * Refuses: a parameter that is not encrypted, or that may not be read.
 */
export const readSecureString = async (
  parameter: SsmParameter,
): Promise<Result<Secret, SecureStringError>> => {
  const { name } = parameter;
  const reading = await readParameter(parameter, 'decrypt');
  switch (reading.kind) {
    case 'found':
      return reading.type === 'SecureString'
        ? ok(secretOf(reading.value.trim()))
        : refused(
            `${name} is not a SecureString: what it holds lies open. Replace secret and parameter`,
          );
    case 'absent':
      return refused(`there is no parameter ${name} in this account and region`);
    case 'denied':
      return refused(`${name}: ${reading.cause}`);
    case 'failed':
      return err({ kind: 'unavailable', detail: `${name}: ${reading.cause}` });
  }
};
