// Environments that parse, for tests that break one thing in them.

import { parseConfig } from '../../lib/config/parse-config.ts';
import { formatConfigError } from '../../lib/config/config-error.ts';
import type { Config, LiveConfig, PaperConfig, Purpose } from '../../lib/config/config.ts';
import type { ConfigError } from '../../lib/config/config-error.ts';
import type { SecretTexts } from '../../lib/config/secret-parameters.ts';
import type { Environment } from '../../lib/config/variable.ts';

/** Checksummed wallets of EIP-55. */
export const wallets = [
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
] as const;

export const key = '0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318';
export const node = 'https://polygon.node.example/v2/aVeryPaidApiKey123';

/** Everything a live run needs, on the user's machine. */
export const liveEnv = {
  LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
  STRATEGY_PRESET: 'balanced',
  RPC_URL: node,
  PRIVATE_KEY: key,
  TARGET_ADDRESSES: wallets[0],
  FUNDER_ADDRESS: wallets[1],
};

/** The environment without some of its variables. */
export const without = (env: Environment, ...names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));

export const errorsOf = (
  env: Environment,
  purpose: Purpose = 'local',
  secrets?: SecretTexts,
): readonly ConfigError[] => {
  const parsed = parseConfig(env, purpose, secrets);
  return parsed.ok ? [] : parsed.error;
};

/** What the user reads, one line an error. */
export const messagesOf = (env: Environment, purpose: Purpose = 'local'): readonly string[] =>
  errorsOf(env, purpose).map(formatConfigError);

export const configOf = (
  env: Environment,
  purpose: Purpose = 'local',
  secrets?: SecretTexts,
): Config => {
  const parsed = parseConfig(env, purpose, secrets);
  if (!parsed.ok) throw new Error(parsed.error.map(formatConfigError).join('\n'));
  return parsed.value;
};

export const paperOf = (env: Environment): PaperConfig => {
  const config = configOf(env);
  if (config.mode !== 'paper') throw new Error('the configuration is for paper');
  return config;
};

export const liveOf = (
  env: Environment,
  purpose: Purpose = 'local',
  secrets?: SecretTexts,
): LiveConfig => {
  const config = configOf(env, purpose, secrets);
  if (config.mode !== 'live') throw new Error('the configuration is live');
  return config;
};
