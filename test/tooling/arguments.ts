// The arguments of a command that proves something. What is wrong with one is said before anything
// begins: a run of a size that is no number proves nothing, or never ends.

import { parseArgs } from 'node:util';
import { err, ok } from '../../lib/units/result.ts';
import type { Result } from '../../lib/units/result.ts';

/** An option of a command. */
export type Option<T> = {
  /** What is given for it, in one word; null for one that is only there or not. */
  readonly takes: string | null;
  /** What it does, and what holds without it. */
  readonly meaning: string;
  /** Reads all that was given for it; an error says what is allowed. */
  readonly read: (given: readonly string[]) => Result<T, string>;
};

type Options = Readonly<Record<string, Option<unknown>>>;

/** What was given, by the names of the options. */
export type Given<O extends Options> = {
  readonly [Name in keyof O]: O[Name] extends Option<infer T> ? T : never;
};

/** What was asked of a command. */
export type Asked<O extends Options> =
  | { readonly kind: 'given'; readonly values: Given<O> }
  | { readonly kind: 'help' | 'wrong'; readonly lines: readonly string[] };

/** Something that is given at most once, the last time it counts. */
export const single = <T, D>(
  { takes, meaning, without }: { takes: string; meaning: string; without: D },
  read: (text: string) => Result<T, string>,
): Option<T | D> => ({
  takes,
  meaning,
  read: (given) => {
    const text = given.at(-1);
    return text === undefined ? ok(without) : read(text);
  },
});

/** A number of things: whole, and at least one unless less is said to be allowed. */
export const count = <D extends number | null>(
  meaning: string,
  without: D,
  least = 1,
): Option<number | D> => {
  const known = without === null ? meaning : `${meaning} (${String(without)})`;
  return single({ takes: 'N', meaning: known, without }, (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    return Number.isSafeInteger(number) && number >= least
      ? ok(number)
      : err(`a whole number from ${String(least)}`);
  });
};

/** A seed, or null for a fresh one. */
export const seedNumber = (meaning: string): Option<bigint | null> =>
  single({ takes: 'SEED', meaning, without: null }, (text) =>
    /^\d+$/.test(text) ? ok(BigInt(text)) : err('a whole number from 0'),
  );

/** Any words but none. */
export const words = (takes: string, meaning: string): Option<string | null> =>
  single({ takes, meaning, without: null }, (text) => (text === '' ? err('some words') : ok(text)));

/** Any words, each by an option of its own; none where none are given. */
export const someWords = (takes: string, meaning: string): Option<readonly string[]> => ({
  takes,
  meaning: `${meaning}; may be repeated`,
  read: (given) => (given.includes('') ? err('some words') : ok(given)),
});

/** One name of a list. */
export const oneOf = <const N extends string, const D>(
  meaning: string,
  names: readonly N[],
  without: D,
): Option<N | D> =>
  single({ takes: 'NAME', meaning, without }, (text) => {
    const name = names.find((one) => one === text);
    return name === undefined ? err(`one of ${names.join(', ')}`) : ok(name);
  });

/** Any names of a list, each by an option of its own; none where none is given. */
export const someOf = <const N extends string>(
  meaning: string,
  names: readonly N[],
): Option<readonly N[]> => ({
  takes: 'NAME',
  meaning: `${meaning}; may be repeated`,
  read: (given) => {
    const found = given.flatMap((text) => names.filter((one) => one === text));
    return found.length === given.length ? ok(found) : err(`one of ${names.join(', ')}`);
  },
});

/** Something that is only there or not. */
export const flag = (meaning: string): Option<boolean> => ({
  takes: null,
  meaning,
  read: (given) => ok(given.length > 0),
});

const helpOf = (command: string, options: Options): readonly string[] => {
  const rows = Object.entries(options).map(([name, { takes, meaning }]) => ({
    left: `  --${name}${takes === null ? '' : ` ${takes}`}`,
    meaning,
  }));
  const width = Math.max(...rows.map(({ left }) => left.length));
  return [
    `npm run ${command} -- [options]`,
    ...rows.map(({ left, meaning }) => `${left.padEnd(width)}  ${meaning}`),
  ];
};

type Typed = Readonly<Record<string, readonly (string | boolean)[] | undefined>>;

// The first words say which option it was; what follows is advice to whoever calls the parser.
const FIRST_WORDS = /^[^\n]*?(?=\.? To specify|\. This command|\n|$)/;

const typedIn = (options: Options, args: readonly string[]): Result<Typed, string> => {
  const config = Object.entries(options).map(
    ([name, { takes }]) =>
      [name, { type: takes === null ? 'boolean' : 'string', multiple: true }] as const,
  );
  try {
    const { values } = parseArgs({ args: [...args], options: Object.fromEntries(config) });
    return ok(values as Typed);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const names = Object.keys(options).map((name) => `--${name}`);
    return err(`${FIRST_WORDS.exec(text)?.[0] ?? text}; the options are ${names.join(', ')}`);
  }
};

/** Reads what was typed behind a command. */
export const askedOf = <O extends Options>(
  { command, options }: { readonly command: string; readonly options: O },
  args: readonly string[],
): Asked<O> => {
  const wrong = (text: string): Asked<O> => ({ kind: 'wrong', lines: [`${command}: ${text}`] });
  const all = { ...options, help: flag('shows this') };
  const typed = typedIn(all, args);
  if (!typed.ok) return wrong(typed.error);
  if (typed.value['help'] !== undefined) return { kind: 'help', lines: helpOf(command, all) };
  const values: Record<string, unknown> = {};
  for (const [name, { read }] of Object.entries(options)) {
    const given = (typed.value[name] ?? []).map(String);
    const value = read(given);
    if (!value.ok) return wrong(`--${name} ${given.join(' ')}: allowed is ${value.error}`);
    values[name] = value.value;
  }
  return { kind: 'given', values: values as Given<O> };
};

/** Ends a command whose arguments make no sense. */
export const refuse = (...lines: readonly string[]): never => {
  for (const line of lines) console.error(line);
  return process.exit(2);
};

/** What was typed behind this command. Ends it where help was asked for, or something is wrong. */
export const readArguments = <O extends Options>(command: string, options: O): Given<O> => {
  const asked = askedOf({ command, options }, process.argv.slice(2));
  if (asked.kind === 'given') return asked.values;
  if (asked.kind === 'wrong') return refuse(...asked.lines);
  for (const line of asked.lines) console.log(line);
  return process.exit(0);
};
