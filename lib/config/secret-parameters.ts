// Secrets that stand in the environment on a laptop stand in encrypted parameters on AWS: there the
// environment is readable for everyone who may look at a function. What a parameter holds takes the
// place of the variable it is for, so that one schema judges both.

import { err, ok } from '../units/result.ts';
import { errorOf, read } from './variable.ts';
import { VARIABLES } from './variables.ts';
import type { Result } from '../units/result.ts';
import type { Secret } from '../units/secret.ts';
import type { Purpose } from './config.ts';
import type { ConfigError } from './config-error.ts';
import type { Environment, Variable } from './variable.ts';

type SecretVariable = {
  readonly plain: Variable<Secret>;
  readonly parameter: Variable<string>;
  /** A text of valid form, for a stack that is synthesised without the secret. */
  readonly standIn: string;
};

const STAND_IN = 'stands-in-at-synthesis';

/** The secrets beside the key, each with the variable that names its parameter. */
export const SECRET_VARIABLES: readonly SecretVariable[] = [
  {
    plain: VARIABLES.rpcUrl,
    parameter: VARIABLES.rpcUrlParam,
    standIn: 'https://stands-in.invalid/at-synthesis',
  },
  { plain: VARIABLES.relayerApiKey, parameter: VARIABLES.relayerApiKeyParam, standIn: STAND_IN },
  { plain: VARIABLES.builderApiKey, parameter: VARIABLES.builderApiKeyParam, standIn: STAND_IN },
  { plain: VARIABLES.builderSecret, parameter: VARIABLES.builderSecretParam, standIn: STAND_IN },
  {
    plain: VARIABLES.builderPassphrase,
    parameter: VARIABLES.builderPassphraseParam,
    standIn: STAND_IN,
  },
];

/** What the parameters hold, by the variables that they stand for. */
export type SecretTexts = Readonly<Record<string, string>>;

/** A parameter that a run has to read, and the variable that its text is for. */
export type NamedSecret = {
  readonly variable: string;
  readonly named: string;
  readonly parameter: string;
};

/** The parameters that a run has to read before it is configured. Only live runs hold secrets. */
export const secretsNamedIn = (env: Environment): readonly NamedSecret[] =>
  read(env, VARIABLES.liveTrading).kind === 'set'
    ? SECRET_VARIABLES.flatMap(({ plain, parameter }) => {
        const name = read(env, parameter);
        return name.kind === 'set'
          ? [{ variable: plain.name, named: parameter.name, parameter: name.value }]
          : [];
      })
    : [];

/** Texts of valid form in the place of every secret that a parameter is named for. */
export const standInsFor = (env: Environment): SecretTexts =>
  Object.fromEntries(
    SECRET_VARIABLES.flatMap(({ plain, parameter, standIn }) =>
      env[parameter.name] === undefined ? [] : [[plain.name, standIn]],
    ),
  );

/** Reads what parameters hold; the error of one says why, and shows nothing of what it holds. */
export type ReadSecret = (parameter: string) => Promise<Result<Secret, string>>;

/** Reads every secret that an environment names. All that fail are told at once. */
export const readSecrets = async (
  env: Environment,
  readSecret: ReadSecret,
): Promise<Result<SecretTexts, readonly string[]>> => {
  const readings = await Promise.all(
    secretsNamedIn(env).map(async ({ variable, named, parameter }) => {
      const secret = await readSecret(parameter);
      return { variable, named, secret };
    }),
  );
  const failures = readings.flatMap(({ named, secret }) =>
    secret.ok ? [] : [`${named}: ${secret.error}`],
  );
  const texts = readings.flatMap(({ variable, secret }) =>
    secret.ok ? [[variable, secret.value.reveal()] as const] : [],
  );
  return failures.length > 0 ? err(failures) : ok(Object.fromEntries(texts));
};

/** Secrets in the open where they do not belong, and secrets with two places. */
export const misplacedSecrets = (env: Environment, purpose: Purpose): readonly ConfigError[] =>
  SECRET_VARIABLES.flatMap(({ plain, parameter }) => {
    if (env[plain.name] === undefined) return [];
    if (purpose !== 'local') {
      const problem = `set outside a local run; use ${parameter.name} there`;
      return [errorOf(plain, 'NOT_ALLOWED_HERE', problem)];
    }
    if (read(env, plain).kind !== 'set' || read(env, parameter).kind !== 'set') return [];
    const problem = `${plain.name} and ${parameter.name} are set; a secret has one place`;
    return [errorOf(plain, 'CONFLICT', problem)];
  });

/** Tells of a mistake by the variable that the reader of the message has set, or has to set. */
export const toldByParameter =
  (variables: Environment, purpose: Purpose) =>
  (error: ConfigError): ConfigError => {
    const secret = SECRET_VARIABLES.find(({ plain }) => plain.name === error.variable);
    if (secret === undefined || variables[error.variable] !== undefined) return error;
    const { parameter } = secret;
    if (variables[parameter.name] !== undefined) return { ...error, variable: parameter.name };
    return purpose !== 'local' && error.kind === 'MISSING'
      ? errorOf(parameter, 'MISSING', error.problem)
      : error;
  };
