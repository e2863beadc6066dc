// What a sweep may set, by name: the variables of a configuration, and the numbers of the
// strategies that have no variable. Both become a configuration by the rules of every other run.

import { formatConfigError, quoted } from '../config/config-error.ts';
import { parseConfig } from '../config/parse-config.ts';
import { read } from '../config/variable.ts';
import { VARIABLES } from '../config/variables.ts';
import { invariant } from '../units/invariant.ts';
import { err, ok } from '../units/result.ts';
import { STRATEGY_NUMBERS } from './strategy-numbers.ts';
import type { Fault } from '../config/config-error.ts';
import type { PaperConfig } from '../config/config.ts';
import type { Environment, Variable } from '../config/variable.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { Result } from '../units/result.ts';
import type { StrategyNumber } from './strategy-numbers.ts';

/** Texts by name, in the order in which they were named. */
export type Values = Readonly<Record<string, string>>;

const VARIED: readonly Variable<unknown>[] = [
  VARIABLES.strategyPreset,
  VARIABLES.cycleSeconds,
  VARIABLES.maxExposure,
  VARIABLES.maxExposurePerMarket,
  VARIABLES.maxDrawdown,
  VARIABLES.maxSlippage,
  VARIABLES.minMove,
  VARIABLES.moveWindow,
  VARIABLES.whale,
  VARIABLES.takeProfit,
  VARIABLES.stopLoss,
  VARIABLES.maxHold,
];

const KEPT: readonly Variable<unknown>[] = [
  ...VARIED,
  VARIABLES.targetAddresses,
  VARIABLES.paperBalance,
  VARIABLES.markets,
  VARIABLES.excludeMarkets,
  VARIABLES.excludeCategories,
];

/** The names that may be varied. */
export const VARIED_NAMES: readonly string[] = [
  ...VARIED.map(({ name }) => name),
  ...STRATEGY_NUMBERS.map(({ name }) => name),
];

/** The names that decide a paper run and are the same in all runs of a sweep. */
export const DECIDING_NAMES: readonly string[] = KEPT.map(({ name }) => name);

/** What an environment says that decides a paper run; no secret and no place is among it. */
export const decidingValues = (env: Environment): Values =>
  Object.fromEntries(
    KEPT.flatMap(({ name }) => {
      const text = env[name];
      return text === undefined ? [] : [[name, text]];
    }),
  );

const isNumber = (name: string): boolean => STRATEGY_NUMBERS.some((one) => one.name === name);

const numberFault = ({ name, allowed }: StrategyNumber, { part, problem }: Fault): string =>
  `${name}: ${quoted(part)} ${problem}. Allowed: ${allowed}.`;

const withNumbers = (
  parameters: StrategyParameters,
  values: Values,
): Result<StrategyParameters, readonly string[]> => {
  let result = parameters;
  const errors: string[] = [];
  for (const number of STRATEGY_NUMBERS) {
    const text = values[number.name];
    if (text === undefined) continue;
    const set = number.set(result, text);
    if (set.ok) result = set.value;
    else errors.push(numberFault(number, set.error));
  }
  return errors.length === 0 ? ok(result) : err(errors);
};

/** What is wrong with a value by itself; null when nothing is. */
export const valueFault = (name: string, text: string): string | null => {
  const variable = VARIED.find((one) => one.name === name);
  if (variable !== undefined) {
    const setting = read({ [name]: text }, variable);
    return setting.kind === 'faulty' ? formatConfigError(setting.error) : null;
  }
  const number = STRATEGY_NUMBERS.find((one) => one.name === name);
  if (number === undefined) return `${name}: it cannot be varied.`;
  const fault = number.check(text);
  return fault === null ? null : numberFault(number, fault);
};

/**
 * The configuration under some values laid over what the environment says.
 * Refuses: with every mistake at once, in the words of the configuration.
 */
export const configUnder = (
  base: Values,
  values: Values,
): Result<PaperConfig, readonly string[]> => {
  const texts = Object.entries({ ...base, ...values }).filter(([name]) => !isNumber(name));
  const config = parseConfig(Object.fromEntries(texts), 'local');
  if (!config.ok) return err(config.error.map(formatConfigError));
  invariant(config.value.mode === 'paper', 'what is not named is not live');
  const parameters = withNumbers(config.value.parameters, values);
  return parameters.ok ? ok({ ...config.value, parameters: parameters.value }) : parameters;
};
