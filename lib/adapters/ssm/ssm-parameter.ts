// One read of one parameter: never from a cache, never longer than its deadline, and a failure that
// shows only the name of the foreign error, since its text may quote anything.

import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { msOfDuration } from '../../units/time.ts';
import type { DurationMs } from '../../units/quantity.ts';

/** Which parameter, by which client, and how long one read may take, repetitions included. */
export type SsmParameter = {
  readonly client: SSMClient;
  readonly name: string;
  readonly deadline: DurationMs;
};

/** What a read of a parameter gave. Of `type` nothing is known but what SSM wrote. */
export type ParameterReading =
  | { readonly kind: 'found'; readonly value: string; readonly type: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'denied'; readonly cause: string }
  | { readonly kind: 'failed'; readonly cause: string };

// A read does no harm twice, so it may be repeated once, within its deadline.
const ATTEMPTS = 2;

/** Makes a client from the environment, as the AWS SDK does: region, credentials, endpoint. */
export const ssmClient = (): SSMClient => new SSMClient({ maxAttempts: ATTEMPTS });

/** The name of a foreign error: all of it that may be told. */
export const awsErrorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'an unknown failure';
  const code = 'code' in error ? error.code : undefined;
  const name = typeof code === 'string' ? code : error.name;
  return /^[A-Za-z_]{1,80}$/.test(name) ? name : 'an unknown failure';
};

// What waiting does not mend. Source: AWS SSM API reference, errors of GetParameter.
const DENIALS: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'the role lacks ssm:GetParameter, or kms:Decrypt, on it'],
  ['InvalidKeyId', 'the KMS key that encrypts it cannot be used'],
  ['ValidationException', 'SSM does not understand the request'],
]);

const failureOf = (error: unknown, deadline: DurationMs): ParameterReading => {
  const name = awsErrorName(error);
  if (name === 'ParameterNotFound') return { kind: 'absent' };
  const denial = DENIALS.get(name);
  if (denial !== undefined) return { kind: 'denied', cause: `${name}: ${denial}` };
  const isLate = name === 'AbortError' || name === 'TimeoutError';
  return {
    kind: 'failed',
    cause: isLate ? `no answer within ${msOfDuration(deadline)} ms` : name,
  };
};

/** Reads a parameter; one that is encrypted is decrypted on the way if that is asked for. */
export const readParameter = async (
  { client, name, deadline }: SsmParameter,
  encrypted: 'decrypt' | 'leave',
): Promise<ParameterReading> => {
  const command = new GetParameterCommand({ Name: name, WithDecryption: encrypted === 'decrypt' });
  const abortSignal = AbortSignal.timeout(Number(msOfDuration(deadline)));
  try {
    const { Parameter: found } = await client.send(command, { abortSignal });
    if (found?.Value === undefined) return { kind: 'failed', cause: 'an answer without a value' };
    return { kind: 'found', value: found.Value, type: found.Type ?? 'nothing' };
  } catch (error) {
    return failureOf(error, deadline);
  }
};
