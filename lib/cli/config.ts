// `keel config check`: is the configuration one that would be accepted, and what does it come to?

import { usualText } from '../config/usual-text.ts';
import { ALL_VARIABLES } from '../config/variables.ts';
import { parseConfigOptions } from './config-options.ts';
import { readConfigWithoutSecrets } from './environment.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, print } from './output.ts';
import { portfolioNamed } from './portfolio-name.ts';
import { statePlaceOf } from './state-place.ts';
import type { Config } from '../config/config.ts';
import type { Environment, Variable } from '../config/variable.ts';
import type { ConfigOptions } from './config-options.ts';
import type { ExitCode } from './output.ts';

/** The help of the verb. */
export const CONFIG_HELP = `keel config check: would this configuration be accepted, and what is it?

  --preset NAME      as if STRATEGY_PRESET said so
  --all              every variable, not only those that are set
  --json             one object for programs

It reads the environment and .env as keel start does, asks nobody for a secret
and shows none. What each variable means: docs/configuration.md.

Exit code 0: it would be accepted. 1: it would not. 2: used wrongly.`;

type Origin = 'set' | 'preset' | 'default';
type Row = { readonly name: string; readonly value: string; readonly origin: Origin };

const valueOf = (variable: Variable<unknown>, { env, config: { preset } }: Checked): Row => {
  const { name, value } = variable;
  const { kind } = variable.default;
  const text = env[name];
  if (text !== undefined)
    return { name, origin: 'set', value: value.secrecy === 'secret' ? '(not shown)' : text };
  const usual = usualText(variable, preset);
  return {
    name,
    origin: kind === 'preset' ? 'preset' : 'default',
    value: kind === 'rule' ? `(${usual})` : usual,
  };
};

type Checked = { readonly config: Config; readonly env: Environment };

type Told = Pick<Config, 'mode' | 'preset'> & { readonly portfolio: string };

// The portfolio that a session would trade and every other verb would look at.
const toldOf = ({ config, env }: Checked): Told => {
  const { mode, preset } = config;
  const place = statePlaceOf(env, undefined);
  const portfolio = place.ok ? portfolioNamed(env, { place: place.value, mode }) : config.portfolio;
  return { mode, preset, portfolio };
};

const headline = ({ mode, preset, portfolio }: Told): string =>
  `Accepted: ${mode === 'live' ? 'LIVE trading with real money' : 'paper trading'}, ` +
  `preset ${preset}, portfolio ${portfolio}`;

const show = (checked: Checked, rows: readonly Row[], isJson: boolean): void => {
  const told = toldOf(checked);
  if (isJson) return print(JSON.stringify({ accepted: true, ...told, rows }));
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const line = ({ name, origin, value }: Row): string =>
    `  ${name.padEnd(width)}  ${origin.padEnd(7)}  ${value}`;
  print(headline(told), ...rows.map(line));
};

const check = async ({ preset, all, json }: ConfigOptions): Promise<ExitCode> => {
  const read = await readConfigWithoutSecrets(
    preset === undefined ? {} : { STRATEGY_PRESET: preset },
  );
  if (!read.ok) {
    if (json) print(JSON.stringify({ accepted: false, errors: read.error }));
    else complain(...read.error);
    return EXIT.failed;
  }
  const rows = ALL_VARIABLES.map((variable) => valueOf(variable, read.value));
  show(read.value, all ? rows : rows.filter(({ origin }) => origin === 'set'), json);
  return EXIT.done;
};

const usage = (...errors: readonly string[]): ExitCode => {
  complain(...errors);
  return EXIT.usage;
};

/** Runs the verb `config`. */
export const config = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(CONFIG_HELP);
    return EXIT.done;
  }
  const asked = parseConfigOptions(args);
  if (!asked.ok) return usage(...asked.error);
  try {
    return await check(asked.value);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
