// The signer that the configuration names: a key of this process, one from SSM, or one in KMS.

import { kmsClient, openKmsSigner } from '../adapters/kms/kms-signer.ts';
import { rawKeySigner } from '../adapters/polymarket/signing/raw-key-signer.ts';
import { readKeyParameter } from '../adapters/ssm/key-parameter.ts';
import { ssmClient } from '../adapters/ssm/ssm-parameter.ts';
import { seconds } from '../units/time.ts';
import type { KeySource } from '../config/config.ts';
import type { SignError } from '../domain/venue-outcome.ts';
import type { DigestSigner } from '../ports/signer.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

/**
 * How long one call to the keeper of the key may take. KMS signs in tens of milliseconds, and an
 * order whose signature takes longer than this was decided on a book that is old by then.
 */
const DEADLINE: DurationMs = seconds(2);

const fromParameter = async (name: string): Promise<Result<DigestSigner, SignError>> => {
  const key = await readKeyParameter({ client: ssmClient(), name, deadline: DEADLINE });
  return key.ok ? rawKeySigner(key.value) : key;
};

/** Opens the signer. Refuses: a key that cannot be read or does not sign. */
export const openSigner = async (source: KeySource): Promise<Result<DigestSigner, SignError>> => {
  switch (source.kind) {
    case 'private-key':
      return rawKeySigner(source.key);
    case 'ssm':
      return fromParameter(source.parameter);
    case 'kms':
      return openKmsSigner({ client: kmsClient(), keyId: source.keyId, deadline: DEADLINE });
  }
};
