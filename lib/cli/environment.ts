// The environment as the command sees it: the variables of the process over those of `.env` in the
// working directory, with the secrets that it only names, parsed into a configuration. A process
// that speaks of the table on AWS is told everything by its own variables: what stands in `.env` is
// of this machine, and would lead to another venue, wallet or portfolio.

import { readFile } from 'node:fs/promises';
import { formatDotEnvError, parseDotEnv, withDotEnv } from '../config/dot-env.ts';
import { readOr } from '../config/variable.ts';
import { VARIABLES } from '../config/variables.ts';
import { err, ok } from '../units/result.ts';
import { configure, configureWithoutSecrets } from '../wiring/configure.ts';
import type { CommonConfig } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { Mode } from '../domain/portfolio-state.ts';
import type { Result } from '../units/result.ts';
import type { Configured } from '../wiring/configure.ts';

const DOT_ENV = '.env';

const readDotEnv = async (): Promise<Result<string, string>> => {
  try {
    return ok(await readFile(DOT_ENV, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ok('');
    return err(`${DOT_ENV}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** Reads the environment and the file, whoever is spoken of. The process wins over the file. */
export const readWholeEnvironment = async (): Promise<Result<Environment, readonly string[]>> => {
  const text = await readDotEnv();
  if (!text.ok) return err([text.error]);
  const parsed = parseDotEnv(text.value);
  if (!parsed.ok)
    return err(parsed.error.map((error) => `${DOT_ENV}: ${formatDotEnvError(error)}`));
  return ok(withDotEnv(process.env, parsed.value));
};

/** Reads the environment of a verb: without the file where the process names a table on AWS. */
export const readEnvironment = async (): Promise<Result<Environment, readonly string[]>> =>
  process.env[VARIABLES.tableName.name] === undefined ? readWholeEnvironment() : ok(process.env);

/**
 * Reads the configuration of a local run; options of the command line stand above everything. The
 * environment that comes with it holds every secret, so that a redaction knows them.
 */
export const readConfig = async (
  options: Environment,
): Promise<Result<Configured, readonly string[]>> => {
  const read = await readEnvironment();
  return read.ok ? configure({ ...read.value, ...options }, 'local') : read;
};

/**
 * Reads the configuration of a verb that looks into books and sends nothing. It asks nobody for a
 * secret, so that whoever may not read those can still look; what needs one does not work with it.
 */
export const readConfigWithoutSecrets = async (
  options: Environment,
): Promise<Result<Configured, readonly string[]>> => {
  const read = await readEnvironment();
  if (!read.ok) return read;
  const env = { ...read.value, ...options };
  const config = configureWithoutSecrets(env, 'local');
  return config.ok ? ok({ config: config.value, env }) : config;
};

/** What is known of a portfolio that is only looked at: nothing that it would trade with. */
export type Looking = {
  readonly config: CommonConfig & { readonly mode: Mode };
  readonly env: Environment;
};

/**
 * Reads the configuration of a verb that looks at a portfolio, which is live where that was asked
 * for or LIVE_TRADING is set. Neither key, wallet nor chain of a live one is needed to look.
 */
export const readConfigToLook = async (
  options: Environment,
  asked: { readonly live: boolean },
): Promise<Result<Looking, readonly string[]>> => {
  const read = await readEnvironment();
  if (!read.ok) return read;
  const env = { ...read.value, ...options };
  const isSet = readOr(env, VARIABLES.liveTrading, undefined) !== undefined;
  const { [VARIABLES.liveTrading.name]: _switch, ...withoutSwitch } = env;
  const config = configureWithoutSecrets(isSet ? withoutSwitch : env, 'local');
  if (!config.ok) return config;
  return ok({ config: { ...config.value, mode: asked.live || isSet ? 'live' : 'paper' }, env });
};
