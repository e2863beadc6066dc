// One portfolio of the context: its variables are those of any other run and are parsed by the same
// parser. What the stack sets by itself has no place among them.

import { formatConfigError, quoted } from '../lib/config/config-error.ts';
import { nearMiss } from '../lib/config/near-miss.ts';
import { parseConfig } from '../lib/config/parse-config.ts';
import { errorOf } from '../lib/config/variable.ts';
import { ALL_VARIABLES, VARIABLES } from '../lib/config/variables.ts';
import { err, ok } from '../lib/units/result.ts';
import { contextTexts, isRecord } from './context-texts.ts';
import type { Config } from '../lib/config/config.ts';
import type { ConfigError } from '../lib/config/config-error.ts';
import type { Environment } from '../lib/config/variable.ts';
import type { Result } from '../lib/units/result.ts';

/** A portfolio that is to be deployed: its variables as a function gets them, and their meaning. */
export type Portfolio = {
  readonly id: string;
  readonly config: Config;
  readonly variables: Readonly<Record<string, string>>;
};

/** The name of a portfolio's kill switch. */
export const killSwitchName = (id: string): string => `/keel/${id}/kill-switch`;

const NAMES = ALL_VARIABLES.map(({ name }) => name);

const { portfolioId, tableName, killSwitchParam, killSwitchFile, recordingsDir } = VARIABLES;
const OWN_TO_THE_STACK = [portfolioId, tableName, killSwitchParam, killSwitchFile, recordingsDir];

// Names that are near to ours are told by the parser itself.
const foreign = (names: readonly string[]): readonly ConfigError[] =>
  names
    .filter((name) => !NAMES.includes(name) && nearMiss(name, NAMES) === undefined)
    .map((variable) => ({
      kind: 'UNKNOWN_NAME',
      variable,
      problem: 'there is no such variable',
      allowed: 'the variables of docs/configuration.md',
    }));

const ownToTheStack = (names: readonly string[]): readonly ConfigError[] =>
  OWN_TO_THE_STACK.filter(({ name }) => names.includes(name)).map((variable) =>
    errorOf(variable, 'NOT_ALLOWED_HERE', 'set in a portfolio of the stack, where it has no place'),
  );

// An alias can be laid on another key at any time, and no permission can be given on one.
const aliased = ({ KMS_KEY_ID: key = '' }: Environment): readonly ConfigError[] =>
  /(?:^|:)alias\//.test(key)
    ? [
        {
          kind: 'NOT_ALLOWED_HERE',
          variable: VARIABLES.kmsKeyId.name,
          problem: `${quoted(key)} is an alias, on which nobody can be given a permission`,
          allowed: 'on AWS, the id or the ARN of the key itself',
        },
      ]
    : [];

// What a function may be told, names and values together. Source: Lambda quotas, 4 KB; what the
// stack adds takes the rest.
const VARIABLES_BYTES_MAX = 3_584;

const tooMuch = (variables: Environment): readonly ConfigError[] => {
  const sizes = Object.entries(variables).map(([name, text = '']) => ({
    name,
    bytes: Buffer.byteLength(name) + Buffer.byteLength(text),
  }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const [largest] = sizes.toSorted((a, b) => b.bytes - a.bytes);
  if (total <= VARIABLES_BYTES_MAX || largest === undefined) return [];
  const problem = `with it the variables take ${total} bytes`;
  const allowed = `at most ${VARIABLES_BYTES_MAX} bytes in all, which is what a function can hold`;
  return [{ kind: 'OUT_OF_RANGE', variable: largest.name, problem, allowed }];
};

const notTexts = (names: readonly string[]): readonly ConfigError[] =>
  names.map((variable) => ({
    kind: 'MALFORMED',
    variable,
    problem: 'not a text',
    allowed: 'a text, a number, true or false',
  }));

/**
 * Parses one portfolio of the context.
 * Refuses: with every error at once, in the words of the command, after the portfolio's name.
 */
export const parsePortfolio = (
  id: string,
  value: unknown,
): Result<Portfolio, readonly string[]> => {
  if (!isRecord(value)) return err([`portfolio ${id}: is not an object of variables`]);
  const { texts, otherwise } = contextTexts(value);
  const config = parseConfig({ ...texts, [portfolioId.name]: id }, 'deploy');
  const errors = [
    ...notTexts(otherwise),
    ...foreign(Object.keys(value)),
    ...ownToTheStack(Object.keys(value)),
    ...tooMuch(texts),
    ...aliased(texts),
    ...(config.ok ? [] : config.error),
  ];
  if (errors.length > 0 || !config.ok)
    return err(errors.map((error) => `portfolio ${id}: ${formatConfigError(error)}`));
  const variables = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text] as const],
  );
  return ok({ id, config: config.value, variables: Object.fromEntries(variables) });
};
