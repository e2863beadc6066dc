// The places where the operator's switch is. They are read apart from everything else, so that a
// system can be stopped whose other variables are wrong.

import { err, ok } from '../units/result.ts';
import { KILL_FILES } from './run-variables.ts';
import { errorOf, read, readOr } from './variable.ts';
import { VARIABLES } from './variables.ts';
import type { CommonConfig, KillSwitchSource, Purpose } from './config.ts';
import type { ConfigError } from './config-error.ts';
import type { Environment, Part } from './variable.ts';

const fileSource = (path: string): KillSwitchSource => ({ kind: 'file', path });

/**
 * The places that the variables name; a fault in one of them is told elsewhere. Beside a table the
 * functions on AWS trade, and no file of this machine says anything about them.
 */
export const killSwitchesOf = (
  env: Environment,
  purpose: Purpose,
): CommonConfig['killSwitches'] => {
  const name = readOr(env, VARIABLES.killSwitchParam, undefined);
  const isOnAws = purpose === 'aws' || env[VARIABLES.tableName.name] !== undefined;
  if (name !== undefined && isOnAws) return [{ kind: 'parameter', name }];
  const file = readOr(env, VARIABLES.killSwitchFile, undefined);
  const [beside, mounted] = KILL_FILES;
  return [
    fileSource(file ?? beside),
    ...(file === undefined ? [fileSource(mounted)] : []),
    ...(name === undefined ? [] : [{ kind: 'parameter', name } as const]),
  ];
};

/** What is missing where functions on AWS are to be stopped: the name of their switch. */
export const switchUnnamed = (env: Environment, purpose: Purpose): readonly ConfigError[] => {
  const { killSwitchParam, tableName } = VARIABLES;
  if (env[killSwitchParam.name] !== undefined) return [];
  if (purpose === 'aws')
    return [errorOf(killSwitchParam, 'MISSING', 'missing; on AWS nothing else could stop a run')];
  if (env[tableName.name] === undefined || purpose === 'deploy') return [];
  const problem = `missing; ${tableName.name} is set, and functions on AWS look at nothing else`;
  return [errorOf(killSwitchParam, 'MISSING', problem)];
};

/** The places of a local command. Refuses: a faulty or missing name of one, and nothing else. */
export const parseKillSwitches = (env: Environment): Part<CommonConfig['killSwitches']> => {
  const faulty = [VARIABLES.killSwitchFile, VARIABLES.killSwitchParam].flatMap((variable) => {
    const setting = read(env, variable);
    return setting.kind === 'faulty' ? [setting.error] : [];
  });
  const errors = [...faulty, ...switchUnnamed(env, 'local')];
  return errors.length > 0 ? err(errors) : ok(killSwitchesOf(env, 'local'));
};
