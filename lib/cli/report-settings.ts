// Every setting that a run stood under, for its report: limits and thresholds with their unit in
// the variable's name, and whether the preset or somebody said so. None of them is a secret.

import { TRADING_VARIABLES } from '../config/trading-variables.ts';
import { usualText } from '../config/usual-text.ts';
import { msOfDuration } from '../units/time.ts';
import { amountText, variableText } from './setting-text.ts';
import type { CommonConfig } from '../config/config.ts';
import type { Environment, Variable } from '../config/variable.ts';
import type { Mode } from '../domain/portfolio-state.ts';
import type { ReportSetting } from '../report/report-data.ts';

const settingOf = (
  variable: Variable<unknown>,
  env: Environment,
  { preset }: Pick<CommonConfig, 'preset'>,
): ReportSetting => {
  const { name } = variable;
  const said = env[name];
  if (said !== undefined) return { name, value: variableText(name, said), origin: 'set by you' };
  const origin = variable.default.kind === 'preset' ? `preset ${preset}` : 'default';
  return { name, value: variableText(name, usualText(variable, preset)), origin };
};

/** A parameter that no variable names, with its value as text. */
type Leaf = { readonly name: string; readonly value: string };

const leavesOf = (name: string, value: unknown): readonly Leaf[] => {
  if (Array.isArray(value)) return [{ name, value: value.length === 0 ? '-' : value.join(', ') }];
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, part]) => leavesOf(`${name}.${key}`, part));
  const key = name.split('.').at(-1) ?? name;
  const told = typeof value === 'bigint' ? amountText(key, value) : null;
  return [{ name, value: told ?? String(value) }];
};

/** The settings of a run by its environment, then every parameter as the strategies have it. */
export const reportSettings = (
  env: Environment,
  config: CommonConfig & { readonly mode: Mode },
): readonly ReportSetting[] => [
  { name: 'STRATEGY_PRESET', value: config.preset, origin: said(env, 'STRATEGY_PRESET') },
  { name: 'MODE', value: config.mode, origin: said(env, 'LIVE_TRADING') },
  {
    name: 'CYCLE_SECONDS',
    value: `${String(Number(msOfDuration(config.cycle)) / 1_000)} s`,
    origin: said(env, 'CYCLE_SECONDS'),
  },
  ...Object.values(TRADING_VARIABLES).map((variable: Variable<unknown>) =>
    settingOf(variable, env, config),
  ),
  ...[...leavesOf('limits', config.limits), ...leavesOf('parameters', config.parameters)].map(
    (leaf) => ({ ...leaf, origin: 'as it was used' }),
  ),
];

const said = (env: Environment, name: string): string =>
  env[name] === undefined ? 'default' : 'set by you';
