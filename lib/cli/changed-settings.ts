// What a run was told beyond its preset: who watches a session must see which numbers are not the
// ones he knows. Only limits and thresholds are looked at, none of which is a secret.

import { PRESETS } from '../config/presets.ts';
import { TRADING_VARIABLES } from '../config/trading-variables.ts';
import { read } from '../config/variable.ts';
import type { Preset, PresetName } from '../config/presets.ts';
import type { Environment, Variable } from '../config/variable.ts';

const THRESHOLDS: readonly Variable<unknown>[] = Object.values(TRADING_VARIABLES);

// The preset's own number, set once more or written differently, changes nothing.
const isChanged = (env: Environment, variable: Variable<unknown>, preset: Preset): boolean => {
  const setting = read(env, variable);
  if (setting.kind !== 'set') return false;
  if (variable.default.kind !== 'preset') return true;
  const usual = variable.value.parse(variable.default.textOf(preset));
  return !usual.ok || usual.value !== setting.value;
};

/** The line that names what differs from the preset; no line when nothing does. */
export const changedLines = (env: Environment, name: PresetName): readonly string[] => {
  const changed = THRESHOLDS.filter((variable) => isChanged(env, variable, PRESETS[name]));
  const texts = changed.map((variable) => `${variable.name}=${env[variable.name] ?? ''}`);
  return texts.length === 0 ? [] : [`[Keel] Changed: ${texts.join(', ')}`];
};
