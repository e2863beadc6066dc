// Writing a parameter in SSM: the operator's switch in the open, secrets encrypted. What is written
// is in no error, since a foreign text may quote it.

import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { msOfDuration } from '../../units/time.ts';
import { err, ok } from '../../units/result.ts';
import { awsErrorName } from './ssm-parameter.ts';
import type { Result } from '../../units/result.ts';
import type { SsmParameter } from './ssm-parameter.ts';

/** What to write, and whether something else may be lost by it. */
export type ParameterValue = {
  readonly value: string;
  readonly type: 'String' | 'SecureString';
  readonly existing: 'replace' | 'refuse';
};

// Source: AWS SSM API reference, errors of PutParameter.
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'these credentials lack ssm:PutParameter, or kms:Encrypt, on it'],
  ['ParameterAlreadyExists', 'it exists already'],
  ['ParameterPatternMismatchException', 'its pattern does not allow this value'],
  ['InvalidKeyId', 'the KMS key that encrypts it cannot be used'],
  ['TooManyUpdates', 'it is being written by somebody else at this moment; try again'],
  ['ValidationException', 'SSM does not take it: a type that differs, or a name that is none'],
  ['CredentialsProviderError', 'there are no AWS credentials here'],
  ['Error', 'is a region set (AWS_REGION)?'],
]);

const meaningOf = (error: unknown, { deadline }: SsmParameter): string => {
  const name = awsErrorName(error);
  if (name === 'AbortError' || name === 'TimeoutError')
    return `no answer within ${msOfDuration(deadline)} ms: it may or may not be written`;
  const meaning = MEANINGS.get(name);
  return meaning === undefined ? name : `${name}: ${meaning}`;
};

/** Writes a parameter. Gives the reason where it was not, or may not have been, written. */
export const putParameter = async (
  parameter: SsmParameter,
  { value, type, existing }: ParameterValue,
): Promise<Result<null, string>> => {
  const { client, name, deadline } = parameter;
  const command = new PutParameterCommand({
    Name: name,
    Value: value,
    Type: type,
    Overwrite: existing === 'replace',
  });
  const abortSignal = AbortSignal.timeout(Number(msOfDuration(deadline)));
  try {
    await client.send(command, { abortSignal });
    return ok(null);
  } catch (error) {
    return err(meaningOf(error, parameter));
  }
};
