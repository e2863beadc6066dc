// What one variable is, and how its text in an environment is read. A text is unset, set or faulty:
// a faulty one is an error and never becomes the default.

import { invariant } from '../units/invariant.ts';
import { err, ok } from '../units/result.ts';
import { quoted } from './config-error.ts';
import type { Result } from '../units/result.ts';
import type { ConfigError } from './config-error.ts';
import type { Preset } from './presets.ts';
import type { ValueKind } from './value-kind.ts';

/** The variables a run was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable whose absence means a value of its own, given as the text one would write. */
export type TextDefault = { readonly kind: 'text'; readonly text: string };

/** What holds while a variable is unset: a text, the preset's own value, or a rule put in words. */
export type Default =
  | TextDefault
  | { readonly kind: 'preset'; readonly textOf: (preset: Preset) => string }
  | { readonly kind: 'rule'; readonly words: string };

/** A variable. */
export type Variable<T> = {
  readonly name: string;
  readonly meaning: string;
  readonly value: ValueKind<T>;
  readonly default: Default;
  readonly usedBy: string;
};

/** A variable as one environment has it. */
export type Setting<T> =
  | { readonly kind: 'unset' }
  | { readonly kind: 'set'; readonly value: T }
  | { readonly kind: 'faulty'; readonly error: ConfigError };

/** Reads a variable. Only the error of a public one shows its text. */
export const read = <T>(env: Environment, variable: Variable<T>): Setting<T> => {
  const text = env[variable.name];
  if (text === undefined) return { kind: 'unset' };
  const parsed = variable.value.parse(text);
  if (parsed.ok) return { kind: 'set', value: parsed.value };
  const { kind, part, problem } = parsed.error;
  const shown = variable.value.secrecy === 'public' ? quoted(part) : 'the value (not shown)';
  const error = errorOf(variable, kind, `${shown} ${problem}`);
  return { kind: 'faulty', error };
};

/** An error of a variable, with what the variable allows. */
export const errorOf = (
  variable: Variable<unknown>,
  kind: ConfigError['kind'],
  problem: string,
): ConfigError => ({ kind, variable: variable.name, problem, allowed: variable.value.allowed });

/** Reads a variable whose default is not a text of its own; a fault is told elsewhere. */
export const readOr = <T, U>(env: Environment, variable: Variable<T>, unset: U): T | U => {
  const setting = read(env, variable);
  return setting.kind === 'set' ? setting.value : unset;
};

/**
 * Reads a variable whose default is a text of its own; a fault is told elsewhere.
 * Throws: when that default is not allowed by the variable itself.
 */
export const readOrDefault = <T>(
  env: Environment,
  variable: Variable<T> & { readonly default: TextDefault },
): T => {
  const setting = read(env, variable);
  if (setting.kind === 'set') return setting.value;
  const fallback = variable.value.parse(variable.default.text);
  invariant(fallback.ok, `${variable.name} allows its own default`);
  return fallback.value;
};

/** A part of the configuration; a failure without errors follows from faults told elsewhere. */
export type Part<T> = Result<T, readonly ConfigError[]>;

/** Takes what a live run cannot do without. */
export const required = <T>(env: Environment, variable: Variable<T>, why: string): Part<T> => {
  const setting = read(env, variable);
  if (setting.kind === 'set') return ok(setting.value);
  return err(setting.kind === 'faulty' ? [] : [errorOf(variable, 'MISSING', `missing; ${why}`)]);
};
