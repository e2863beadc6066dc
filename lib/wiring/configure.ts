// From variables to a configuration, for laptop and function alike: what is wrong in the variables
// is told before anybody is asked for a secret, and what secrets turn out to be is judged by the
// same schema.

import { readSecureString } from '../adapters/ssm/secure-string.ts';
import { ssmClient } from '../adapters/ssm/ssm-parameter.ts';
import { formatConfigError } from '../config/config-error.ts';
import { parseConfig } from '../config/parse-config.ts';
import { readSecrets, secretsNamedIn, standInsFor } from '../config/secret-parameters.ts';
import { err, ok } from '../units/result.ts';
import { seconds } from '../units/time.ts';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { Config, Purpose } from '../config/config.ts';
import type { SecretTexts } from '../config/secret-parameters.ts';
import type { Environment } from '../config/variable.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

/** How long one read of a secret may take; its repetition is within. */
const DEADLINE: DurationMs = seconds(5);

/** A configuration, and the environment with every secret, so that a redaction knows them. */
export type Configured = { readonly config: Config; readonly env: Environment };

const secretsOf = (
  env: Environment,
  makeClient: () => SSMClient,
): Promise<Result<SecretTexts, readonly string[]>> => {
  if (secretsNamedIn(env).length === 0) return Promise.resolve(ok({}));
  const client = makeClient();
  return readSecrets(env, async (name) => {
    const read = await readSecureString({ client, name, deadline: DEADLINE });
    return read.ok ? read : err(read.error.detail);
  });
};

/**
 * Configures what needs no secret: whatever only names one has a stand-in, and nobody is asked.
 * Refuses: with a line for each mistake.
 */
export const configureWithoutSecrets = (
  env: Environment,
  purpose: Purpose,
): Result<Config, readonly string[]> => {
  const config = parseConfig(env, purpose, standInsFor(env));
  return config.ok ? config : err(config.error.map(formatConfigError));
};

/** Configures a run. Refuses: with a line for each mistake and for each secret that is missing. */
export const configure = async (
  env: Environment,
  purpose: Purpose,
  makeClient: () => SSMClient = ssmClient,
): Promise<Result<Configured, readonly string[]>> => {
  const planned = configureWithoutSecrets(env, purpose);
  if (!planned.ok) return planned;
  const secrets = await secretsOf(env, makeClient);
  if (!secrets.ok) return secrets;
  const config = parseConfig(env, purpose, secrets.value);
  return config.ok
    ? ok({ config: config.value, env: { ...env, ...secrets.value } })
    : err(config.error.map(formatConfigError));
};
