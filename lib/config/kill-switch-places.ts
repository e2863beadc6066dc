// The places where the operator's switch is. They are read apart from everything else, so that a
// system can be stopped whose other variables are wrong.

import { err, ok } from '../units/result.ts';
import { KILL_FILES } from './run-variables.ts';
import { read, readOr } from './variable.ts';
import { VARIABLES } from './variables.ts';
import type { CommonConfig, KillSwitchSource, Purpose } from './config.ts';
import type { Environment, Part } from './variable.ts';

const fileSource = (path: string): KillSwitchSource => ({ kind: 'file', path });

/** The places that the variables name; a fault in one of them is told elsewhere. */
export const killSwitchesOf = (
  env: Environment,
  purpose: Purpose,
): CommonConfig['killSwitches'] => {
  const name = readOr(env, VARIABLES.killSwitchParam, undefined);
  if (name !== undefined && purpose === 'aws') return [{ kind: 'parameter', name }];
  const file = readOr(env, VARIABLES.killSwitchFile, undefined);
  const [beside, mounted] = KILL_FILES;
  return [
    fileSource(file ?? beside),
    ...(file === undefined ? [fileSource(mounted)] : []),
    ...(name === undefined ? [] : [{ kind: 'parameter', name } as const]),
  ];
};

/** The places of a local run. Refuses: a faulty name of one; nothing else is looked at. */
export const parseKillSwitches = (env: Environment): Part<CommonConfig['killSwitches']> => {
  const errors = [VARIABLES.killSwitchFile, VARIABLES.killSwitchParam].flatMap((variable) => {
    const setting = read(env, variable);
    return setting.kind === 'faulty' ? [setting.error] : [];
  });
  return errors.length > 0 ? err(errors) : ok(killSwitchesOf(env, 'local'));
};
