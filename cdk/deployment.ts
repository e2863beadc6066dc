// What is to be deployed, read from the context of the CDK app. Everything that is wrong with it is
// said at once, before a single resource exists; nothing of it is guessed and nothing is ignored.

import { errorOf, read, readOr, readOrDefault } from '../lib/config/variable.ts';
import { formatConfigError } from '../lib/config/config-error.ts';
import { nearMiss } from '../lib/config/near-miss.ts';
import { VARIABLES } from '../lib/config/variables.ts';
import { err, ok } from '../lib/units/result.ts';
import { contextTexts, isRecord } from './context-texts.ts';
import { parsePortfolio } from './portfolio-settings.ts';
import { keysElsewhere, portfoliosApart } from './portfolios-apart.ts';
import { ALL_SYSTEM_SETTINGS, SYSTEM_SETTINGS } from './system-settings.ts';
import type { Environment } from '../lib/config/variable.ts';
import type { Result } from '../lib/units/result.ts';
import type { Portfolio } from './portfolio-settings.ts';
import type { System } from './system-settings.ts';

/** The system and its portfolios. */
export type Deployment = {
  readonly system: System;
  readonly portfolios: readonly [Portfolio, ...Portfolio[]];
};

/** Where a deployment is read from: the context, and the variables that might hold a key. */
export type DeploymentSource = {
  readonly context: unknown;
  readonly env: Environment;
};

const PORTFOLIOS = 'portfolios';
const NAMES = [PORTFOLIOS, ...ALL_SYSTEM_SETTINGS.map(({ name }) => name)];

// What the CDK itself keeps in the context has a colon, a slash or an at sign in its name, but for
// what `cdk cli-telemetry` and `cdk acknowledge` write there.
const LOOKS_LIKE_OURS = /^[\w.-]+$/;
const OWN_TO_THE_CDK = ['cli-telemetry', 'acknowledged-issue-numbers'];

type Context = Readonly<Record<string, unknown>>;

const strangers = (context: Context): readonly string[] =>
  Object.keys(context)
    .filter((name) => LOOKS_LIKE_OURS.test(name) && ![...NAMES, ...OWN_TO_THE_CDK].includes(name))
    .map((name) => {
      const meant = nearMiss(name, NAMES);
      const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
      return `${name}: there is no such setting${hint}. Allowed: ${NAMES.join(', ')}.`;
    });

const keyFound = (env: Environment): readonly string[] => {
  const { privateKey } = VARIABLES;
  if (env[privateKey.name] === undefined) return [];
  const problem =
    'set in the environment or in .env of a deployment, which has no use for it and might leak ' +
    'it; use PRIVATE_KEY_PARAM or KMS_KEY_ID in the portfolio';
  return [formatConfigError(errorOf(privateKey, 'NOT_ALLOWED_HERE', problem))];
};

const systemOf = (texts: Environment): System => ({
  region: readOrDefault(texts, SYSTEM_SETTINGS.region),
  alarmEmail: readOr(texts, SYSTEM_SETTINGS.alarmEmail, undefined),
  runbookUrl: readOr(texts, SYSTEM_SETTINGS.runbookUrl, undefined),
  reservedConcurrency: readOrDefault(texts, SYSTEM_SETTINGS.reservedConcurrency),
  logRetention: readOrDefault(texts, SYSTEM_SETTINGS.logRetentionDays),
  watchdogMinutes: readOrDefault(texts, SYSTEM_SETTINGS.watchdogMinutes),
  sweeps: readOrDefault(texts, SYSTEM_SETTINGS.sweeps),
});

const parseSystem = (context: Context): Result<System, readonly string[]> => {
  const own = Object.fromEntries(
    ALL_SYSTEM_SETTINGS.flatMap(({ name }) => (name in context ? [[name, context[name]]] : [])),
  );
  const { texts, otherwise } = contextTexts(own);
  const faults = ALL_SYSTEM_SETTINGS.flatMap((setting) => {
    if (otherwise.includes(setting.name))
      return [formatConfigError(errorOf(setting, 'MALFORMED', 'not a text'))];
    const one = read(texts, setting);
    return one.kind === 'faulty' ? [formatConfigError(one.error)] : [];
  });
  return faults.length === 0 ? ok(systemOf(texts)) : err(faults);
};

const NO_PORTFOLIO =
  'portfolios: none is named. Allowed: an object of portfolio ids, each with its variables, such ' +
  'as {"main": {"STRATEGY_PRESET": "balanced"}}.';

const parsePortfolios = (value: unknown): Result<Deployment['portfolios'], readonly string[]> => {
  if (!isRecord(value)) return err([NO_PORTFOLIO]);
  const parsed = Object.entries(value).map(([id, variables]) => parsePortfolio(id, variables));
  const [first, ...others] = parsed.flatMap((one) => (one.ok ? [one.value] : []));
  const errors = [
    ...parsed.flatMap((one) => (one.ok ? [] : one.error)),
    ...portfoliosApart(Object.keys(value), first === undefined ? [] : [first, ...others]),
  ];
  if (errors.length > 0) return err(errors);
  return first === undefined ? err([NO_PORTFOLIO]) : ok([first, ...others]);
};

/** Reads a deployment. Refuses: with every error of all portfolios and of the system at once. */
export const parseDeployment = (
  source: DeploymentSource,
): Result<Deployment, readonly string[]> => {
  const context = isRecord(source.context) ? source.context : {};
  const system = parseSystem(context);
  const portfolios = parsePortfolios(context[PORTFOLIOS]);
  const errors = [
    ...keyFound(source.env),
    ...strangers(context),
    ...(system.ok ? [] : system.error),
    ...(portfolios.ok ? [] : portfolios.error),
  ];
  if (errors.length > 0 || !system.ok || !portfolios.ok) return err(errors);
  const elsewhere = keysElsewhere(portfolios.value, system.value.region);
  if (elsewhere.length > 0) return err(elsewhere);
  return ok({ system: system.value, portfolios: portfolios.value });
};
