// What the options of several verbs have in common: each part is read for itself, so that every
// mistake is said at once.

import { parseArgs } from 'node:util';
import { describeAssumeError, parseAssume } from '../tape/assume.ts';
import { err, ok } from '../units/result.ts';
import { hours } from '../units/time.ts';
import type { ParseArgsConfig } from 'node:util';
import type { Overrides } from '../tape/assume.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

/** One part of the options, or what is wrong with it, with what is allowed. */
export type Part<T> = Result<T, readonly string[]>;

/** How reading goes on after a damaged place of a recording. */
export type OnProblem = 'go-on' | 'stop';

/** Whether arguments ask what a verb is for. */
export const asksForHelp = (args: readonly (string | undefined)[]): boolean =>
  args.includes('--help') || args.includes('-h');

/** Refuses a part for one reason. */
export const refused = (error: string): Result<never, readonly string[]> => err([error]);

/** What arguments say, or what is wrong with them: Node's parser throws its complaint. */
export const understood = <T>(read: () => Part<T>): Part<T> => {
  try {
    return read();
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
};

/** Where the options of a verb are explained: told once, below whatever was used wrongly. */
export const seeHelp = (verb: string): readonly string[] => [
  '',
  `keel ${verb} --help explains the options.`,
];

/** The same for a reader that stops at the first mistake. */
export const understoodAtOnce = <T>(read: () => Result<T, string>): Part<T> =>
  understood(() => {
    const part = read();
    return part.ok ? part : refused(part.error);
  });

/** The arguments after the only action that a verb has. Refuses: every other action. */
export const afterAction = (
  [said = '', ...rest]: readonly string[],
  verb: string,
  action: string,
): Part<readonly string[]> =>
  said === action
    ? ok(rest)
    : refused(`${said === '' ? verb : `${verb} ${said}`}: allowed is ${verb} ${action}`);

/** What is wrong with all parts together. */
export const errorsOf = (...parts: readonly Part<unknown>[]): readonly string[] =>
  parts.flatMap((part) => (part.ok ? [] : part.error));

/** The options that are named, in their order and without their dashes. */
export const namesIn = (
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
): readonly string[] => {
  const { tokens } = parseArgs({ args: [...args], options, tokens: true });
  return tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
};

/** Says which options are named twice: the parser would keep the last one and say nothing. */
export const repeated = (names: readonly string[]): readonly string[] => {
  const more = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(more)].map((name) => `--${name} is given more than once`);
};

/** Reads the seed of generated markets, and of all that is drawn by chance. */
export const seedOf = (seed: string): Part<bigint> =>
  /^\d{1,18}$/.test(seed)
    ? ok(BigInt(seed))
    : refused(`--seed ${seed}: allowed is a whole number of at most 18 digits`);

/** Reads how long generated markets last; null where nothing is said. */
export const durationOf = (text: string | undefined): Part<DurationMs | null> => {
  if (text === undefined) return ok(null);
  return /^[1-9]\d{0,3}$/.test(text)
    ? ok(hours(Number(text)))
    : refused(`--hours ${text}: allowed is a whole number of hours from 1 to 9999`);
};

/** Reads what is said of a recording in place of what it says or lacks. */
export const assumeOf = (text = ''): Part<Overrides> => {
  const parsed = parseAssume(text);
  return parsed.ok ? parsed : err(parsed.error.map(describeAssumeError));
};

/** Reads what is to be done at a damaged place of a recording. */
export const onProblemOf = (choice = 'go-on'): Part<OnProblem> =>
  choice === 'go-on' || choice === 'stop'
    ? ok(choice)
    : refused(`--on-problem ${choice}: allowed is go-on or stop`);
