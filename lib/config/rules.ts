// What is wrong although each variable by itself is right: contradictions, things in the wrong
// place, and names that are nearly ours. Nothing is said about a variable that is compared with a
// faulty one.

import { coversExposure } from '../domain/approvals.ts';
import { formatUsdc } from '../units/usdc.ts';
import { switchUnnamed } from './kill-switch-places.ts';
import { nearMiss } from './near-miss.ts';
import { misplacedSecrets } from './secret-parameters.ts';
import { limitsWith, parametersWith } from './overrides.ts';
import { errorOf, read, readOr, readOrDefault } from './variable.ts';
import { ALL_VARIABLES, VARIABLES } from './variables.ts';
import { seconds } from '../units/time.ts';
import type { Purpose } from './config.ts';
import type { ConfigError } from './config-error.ts';
import type { Preset } from './presets.ts';
import type { Environment } from './variable.ts';

const NAMES = ALL_VARIABLES.map((variable) => variable.name);

/** Names that are not ours but were surely meant to be. Their values are not looked at. */
export const unknownNames = (env: Environment): readonly ConfigError[] =>
  Object.keys(env)
    .filter((name) => env[name] !== undefined && !NAMES.includes(name))
    .flatMap((name) => {
      const meant = nearMiss(name, NAMES);
      if (meant === undefined) return [];
      const problem = `there is no such variable (did you mean ${meant}?)`;
      return [{ kind: 'UNKNOWN_NAME', variable: name, problem, allowed: meant } as const];
    });

/** Variables that have no business where the configuration is used. */
export const misplaced = (env: Environment, purpose: Purpose): readonly ConfigError[] => {
  const { privateKey, killSwitchFile } = VARIABLES;
  const errors: ConfigError[] = [];
  if (purpose !== 'local' && env[privateKey.name] !== undefined) {
    const problem = 'set outside a local run; use PRIVATE_KEY_PARAM or KMS_KEY_ID there';
    errors.push(errorOf(privateKey, 'NOT_ALLOWED_HERE', problem));
  }
  if (purpose === 'aws' && env[killSwitchFile.name] !== undefined)
    errors.push(
      errorOf(killSwitchFile, 'NOT_ALLOWED_HERE', 'set on AWS, where no file is watched'),
    );
  const isTableFaulty = read(env, VARIABLES.tableName).kind === 'faulty';
  if (!isTableFaulty) errors.push(...switchUnnamed(env, purpose));
  return [...errors, ...misplacedSecrets(env, purpose)];
};

const perMarketAboveTotal = (env: Environment, preset: Preset): readonly ConfigError[] => {
  if (read(env, VARIABLES.maxExposure).kind === 'faulty') return [];
  const own = readOr(env, VARIABLES.maxExposurePerMarket, undefined);
  const { exposureMax } = limitsWith(env, preset);
  if (own === undefined || own <= exposureMax) return [];
  const problem = `${formatUsdc(own)} is above the total of ${formatUsdc(exposureMax)}`;
  return [errorOf(VARIABLES.maxExposurePerMarket, 'CONFLICT', problem)];
};

// Such an approval would be missing again at every start, and no examination ever in order.
const allowanceBelowExposure = (env: Environment, preset: Preset): readonly ConfigError[] => {
  const isLive = read(env, VARIABLES.liveTrading).kind === 'set';
  if (!isLive || read(env, VARIABLES.maxExposure).kind === 'faulty') return [];
  const allowance = readOr(env, VARIABLES.approvalsUsd, undefined);
  const { exposureMax } = limitsWith(env, preset);
  if (allowance === undefined || coversExposure(allowance, exposureMax)) return [];
  const problem =
    `${formatUsdc(allowance)} is below MAX_EXPOSURE_USD, which is ${formatUsdc(exposureMax)}, ` +
    'so that it would never be enough';
  return [errorOf(VARIABLES.approvalsUsd, 'CONFLICT', problem)];
};

const windowBelowCycle = (env: Environment, preset: Preset): readonly ConfigError[] => {
  if (read(env, VARIABLES.cycleSeconds).kind === 'faulty') return [];
  const cycle = readOrDefault(env, VARIABLES.cycleSeconds);
  const { moveWindow } = parametersWith(env, preset).fair;
  if (moveWindow >= seconds(cycle)) return [];
  const problem = `shorter than a cycle of ${cycle} seconds, so that no move is ever seen`;
  return [errorOf(VARIABLES.moveWindow, 'CONFLICT', problem)];
};

const listedAndExcluded = (env: Environment): readonly ConfigError[] => {
  const excluded = new Set(readOr(env, VARIABLES.excludeMarkets, []));
  const both = readOr(env, VARIABLES.markets, []).filter((market) => excluded.has(market));
  const problem = `excludes ${both.join(', ')}, which MARKETS lists`;
  return both.length === 0 ? [] : [errorOf(VARIABLES.excludeMarkets, 'CONFLICT', problem)];
};

const followsItself = (env: Environment): readonly ConfigError[] => {
  const funder = read(env, VARIABLES.funderAddress);
  const isTarget =
    funder.kind === 'set' &&
    readOr(env, VARIABLES.targetAddresses, []).some((target) => target === funder.value);
  const problem = 'holds the FUNDER_ADDRESS: the portfolio would follow itself';
  return isTarget ? [errorOf(VARIABLES.targetAddresses, 'CONFLICT', problem)] : [];
};

/** Variables that contradict each other. */
export const contradictions = (env: Environment, preset: Preset): readonly ConfigError[] => [
  ...perMarketAboveTotal(env, preset),
  ...allowanceBelowExposure(env, preset),
  ...windowBelowCycle(env, preset),
  ...listedAndExcluded(env),
  ...followsItself(env),
];
