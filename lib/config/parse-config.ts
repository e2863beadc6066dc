// The environment becomes a configuration here, once, or a list of everything that is wrong with
// it. No value is replaced in silence: what is set is used or refused.

import { err, ok } from '../units/result.ts';
import { seconds } from '../units/time.ts';
import { PAPER_PRESET } from './account-variables.ts';
import { killSwitchesOf } from './kill-switch-places.ts';
import { limitsWith, parametersWith } from './overrides.ts';
import { PRESETS } from './presets.ts';
import { contradictions, misplaced, unknownNames } from './rules.ts';
import { standInsFor, toldByParameter } from './secret-parameters.ts';
import { read, readOr, readOrDefault, required } from './variable.ts';
import { ALL_VARIABLES, VARIABLES } from './variables.ts';
import { parseWallet } from './wallet.ts';
import type { Result } from '../units/result.ts';
import type { Allowance, CommonConfig, Config, LiveConfig, Purpose } from './config.ts';
import type { ConfigError } from './config-error.ts';
import type { PresetName } from './presets.ts';
import type { SecretTexts } from './secret-parameters.ts';
import type { Environment, Part } from './variable.ts';

/**
 * Parses the configuration of a run from the variables it was started with, and from the secrets
 * that they name parameters for; a stack is synthesised without those.
 * Refuses: with every error at once, none of which shows a secret.
 */
export const parseConfig = (
  variables: Environment,
  purpose: Purpose,
  secrets: SecretTexts = purpose === 'deploy' ? standInsFor(variables) : {},
): Result<Config, readonly ConfigError[]> => {
  const env = { ...variables, ...secrets };
  const isLive = read(env, VARIABLES.liveTrading).kind === 'set';
  const preset = parsePreset(env, isLive);
  const live = isLive ? parseLive(env, purpose, preset) : undefined;
  const errors = [
    ...unknownNames(env),
    ...faults(env),
    ...misplaced(variables, purpose),
    ...(preset.ok ? contradictions(env, PRESETS[preset.value]) : preset.error),
    ...(live === undefined || live.ok ? [] : live.error),
  ];
  if (errors.length > 0 || !preset.ok || live?.ok === false)
    return err(errors.map(toldByParameter(variables, purpose)));
  const common = commonOf(env, purpose, preset.value);
  if (live !== undefined) return ok({ ...common, ...live.value });
  return ok({ ...common, mode: 'paper', openingCash: readOrDefault(env, VARIABLES.paperBalance) });
};

const faults = (env: Environment): readonly ConfigError[] =>
  ALL_VARIABLES.flatMap((variable) => {
    const setting = read(env, variable);
    return setting.kind === 'faulty' ? [setting.error] : [];
  });

const parsePreset = (env: Environment, isLive: boolean): Part<PresetName> =>
  isLive || read(env, VARIABLES.strategyPreset).kind !== 'unset'
    ? required(env, VARIABLES.strategyPreset, 'a live run names its preset')
    : ok(PAPER_PRESET);

type LivePart = Omit<LiveConfig, keyof CommonConfig>;

const parseLive = (
  env: Environment,
  purpose: Purpose,
  preset: Part<PresetName>,
): Part<LivePart> => {
  const wallet = parseWallet(env, purpose);
  const rpcUrl = required(env, VARIABLES.rpcUrl, 'live reads and writes the chain through it');
  const follows = preset.ok && PRESETS[preset.value].parameters.ff.mode === 'on';
  const targets = follows
    ? required(env, VARIABLES.targetAddresses, 'FF follows wallets when it trades live')
    : ok([]);
  if (wallet.ok && rpcUrl.ok && targets.ok) {
    const approvals =
      readOrDefault(env, VARIABLES.approvalsAuto) === 'true' ? 'automatic' : 'manual';
    const amount = readOr(env, VARIABLES.approvalsUsd, undefined);
    const allowance: Allowance =
      amount === undefined ? { kind: 'maximal' } : { kind: 'exact', amount };
    return ok({ mode: 'live', wallet: wallet.value, rpcUrl: rpcUrl.value, approvals, allowance });
  }
  return err([wallet, rpcUrl, targets].flatMap((part) => (part.ok ? [] : part.error)));
};

const commonOf = (env: Environment, purpose: Purpose, preset: PresetName): CommonConfig => ({
  preset,
  portfolio: readOrDefault(env, VARIABLES.portfolioId),
  limits: limitsWith(env, PRESETS[preset]),
  parameters: parametersWith(env, PRESETS[preset]),
  targets: readOr(env, VARIABLES.targetAddresses, []),
  cycle: seconds(readOrDefault(env, VARIABLES.cycleSeconds)),
  killSwitches: killSwitchesOf(env, purpose),
  endpoints: {
    clob: readOrDefault(env, VARIABLES.clobUrl),
    gamma: readOrDefault(env, VARIABLES.gammaUrl),
    data: readOrDefault(env, VARIABLES.dataUrl),
    relayer: readOrDefault(env, VARIABLES.relayerUrl),
    geoblock: readOrDefault(env, VARIABLES.geoblockUrl),
  },
});
