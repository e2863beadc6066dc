// Code that the linter must refuse, beside code that looks alike and must pass.

/** A snippet, and the words by which the linter must refuse it. */
export type Canary = {
  readonly law: string;
  readonly path: string;
  readonly source: string;
  readonly refusal: string;
};

const sixtyLines = [
  'export const total = (): bigint => {',
  '  let total = 0n;',
  ...Array.from({ length: 57 }, () => '  total += 1n;'),
  '  return total;',
  '};',
].join('\n');

const core = (law: string, source: string, refusal: string): Canary => ({
  law: `the core refuses ${law}`,
  path: `lib/risk/${law.replaceAll(/[^a-z]+/gi, '-')}.ts`,
  source,
  refusal,
});
const anywhere = (law: string, source: string, refusal: string): Canary => ({
  law: `refuses ${law}`,
  path: `lib/report/${law.replaceAll(/[^a-z]+/gi, '-')}.ts`,
  source,
  refusal,
});

const HIDDEN = 'State of a module hides';
const hidden = (law: string, source: string): Canary => ({
  law: `an adapter refuses ${law} in a module`,
  path: `lib/adapters/local/${law.replaceAll(/[^a-z]+/gi, '-')}.ts`,
  source,
  refusal: HIDDEN,
});

/** What the linter must refuse. */
export const refused: readonly Canary[] = [
  anywhere('any', 'export type Loose = any;', '@typescript-eslint/no-explicit-any'),
  anywhere(
    'a value of type any that nobody wrote',
    'export const first = (text: string): string => JSON.parse(text);',
    '@typescript-eslint/no-unsafe-return',
  ),
  anywhere(
    'the non-null assertion',
    'export const first = (all: readonly string[]): string => all[0]!;',
    '@typescript-eslint/no-non-null-assertion',
  ),
  anywhere(
    'a type assertion outside the units',
    'export const id = (text: unknown): string => text as string;',
    '@typescript-eslint/consistent-type-assertions',
  ),
  anywhere(
    'a silenced type error',
    "// @ts-expect-error it is fine, believe me\nexport const count: number = 'three';",
    '@typescript-eslint/ban-ts-comment',
  ),
  anywhere(
    'a promise nobody waits for',
    'declare const save: () => Promise<void>;\nexport const end = (): void => {\n  save();\n};',
    '@typescript-eslint/no-floating-promises',
  ),
  anywhere(
    'a switch that forgets a case',
    `export const sign = (side: 'BUY' | 'SELL'): bigint => {
  let sign = 0n;
  switch (side) {
    case 'BUY':
      sign = 1n;
  }
  return sign;
};`,
    '@typescript-eslint/switch-exhaustiveness-check',
  ),
  anywhere(
    'zero and empty text taken for false',
    'export const has = (size: bigint): boolean => (size ? true : false);',
    '@typescript-eslint/strict-boolean-expressions',
  ),
  anywhere(
    'sorting numbers as text',
    'export const sorted = (all: bigint[]): bigint[] => all.sort();',
    '@typescript-eslint/require-array-sort-compare',
  ),
  anywhere('an enum', 'export enum Side {\n  BUY,\n}', 'Write a union of string literals'),
  anywhere('a class', 'export class Book {}', 'Write functions over plain values'),
  anywhere('a default export', 'const a = 1;\nexport default a;', 'Export by name'),
  anywhere('a barrel', "export * from './any.ts';", 'Import from the file that defines it'),
  anywhere(
    'a re-export',
    "export { type Loose } from './any.ts';",
    'Import from the file that defines it',
  ),
  anywhere(
    'a property that can be written',
    'export type Book = { bids: string };',
    'Mark the property readonly',
  ),
  anywhere(
    'an interface',
    'export interface Book {\n  readonly bids: string;\n}',
    '@typescript-eslint/consistent-type-definitions',
  ),
  anywhere(
    'four parameters',
    'export const sum = (a: bigint, b: bigint, c: bigint, d: bigint): bigint => a + b + c + d;',
    'max-params',
  ),
  anywhere('a function of over fifty lines', sixtyLines, 'max-lines-per-function'),
  anywhere(
    'a file of over 250 lines',
    Array.from({ length: 251 }, (_, i) => `export const n${i} = ${i};`).join('\n'),
    'max-lines',
  ),
  anywhere('a line of over 100 characters', `// ${'a'.repeat(98)}\nexport {};`, 'max-len'),
  anywhere('unfinished work', '// TODO later\nexport {};', 'no-warning-comments'),
  anywhere(
    'a suppression that suppresses nothing',
    '// eslint-disable-next-line max-params\nexport const a = 1;',
    'Unused eslint-disable directive',
  ),
  anywhere(
    'the environment by another name',
    "import { env } from 'node:process';\nexport const mode = env['MODE'];",
    'The environment is read once',
  ),
  anywhere(
    'chance by another name',
    "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID();",
    'Randomness is a value',
  ),
  core('a variable of a module', 'let n = 0;\nexport const next = (): number => ++n;', HIDDEN),
  core('an exported variable', 'export let last = 0n;', HIDDEN),
  hidden('a map', 'const seen = new Map<string, string>();\nexport const size = seen.size;'),
  hidden('a set of a type that can be written', 'export const seen: Set<string> = new Set();'),
  hidden('an empty list', 'export const seen: string[] = [];'),
  core('Date now', 'export const now = (): number => Date.now();', 'no-restricted-properties'),
  core('a new Date of now', 'export const now = (): Date => new Date();', 'Time is a value'),
  core('performance', 'export const t = (): number => performance.now();', 'no-restricted-globals'),
  core('chance', 'export const roll = (): number => Math.random();', 'no-restricted-properties'),
  core(
    'random ids',
    'export const id = (): string => crypto.randomUUID();',
    'no-restricted-globals',
  ),
  core(
    'the environment',
    "export const mode = (): string | undefined => process.env['MODE'];",
    'no-restricted-globals',
  ),
  core(
    'the environment through globalThis',
    "export const mode = (): string | undefined => globalThis.process.env['MODE'];",
    'no-restricted-globals',
  ),
  core(
    'the network',
    "export const books = (): Promise<Response> => fetch('https://example.org');",
    'no-restricted-globals',
  ),
  core(
    'a timer',
    'export const later = (act: () => void): void => {\n  setTimeout(act, 1);\n};',
    'no-restricted-globals',
  ),
  core('the console', "export const say = (): void => console.log('x');", 'no-restricted-globals'),
  core(
    'the locale of the machine',
    'export const text = (n: number): string => n.toLocaleString();',
    'no-restricted-properties',
  ),
  core(
    'a node module',
    "import { hostname } from 'node:os';\nexport const text = hostname();",
    'no-restricted-imports',
  ),
  core(
    'a package',
    "import * as z from 'zod/mini';\nexport const text = z.string();",
    'no-restricted-imports',
  ),
  core(
    'catching',
    `export const calm = (act: () => void): void => {
  try {
    act();
  } catch {
    return;
  }
};`,
    'only adapters and handlers may catch',
  ),
];

/** What looks alike and must pass. */
export const allowed: readonly (readonly [law: string, path: string, source: string])[] = [
  [
    'a brand put on in the units',
    'lib/units/brand.ts',
    'export const usdc = (micros: unknown): string => micros as string;',
  ],
  [
    'a constant assertion in the core',
    'lib/risk/constant.ts',
    "export const sides = ['BUY', 'SELL'] as const;",
  ],
  [
    'a map of constants in the core',
    'lib/risk/constants.ts',
    "export const words: ReadonlyMap<string, string> = new Map([['a', 'b']]);",
  ],
  [
    'what belongs to a closure in an adapter',
    'lib/adapters/local/counter.ts',
    'export const next = (): (() => number) => {\n  let n = 0;\n  return () => ++n;\n};',
  ],
  [
    'a date made of a value in the core',
    'lib/risk/date.ts',
    'export const text = (at: number): string => new Date(at).toISOString();',
  ],
  [
    'the clock in an adapter',
    'lib/adapters/local/now.ts',
    'export const now = (): number => Date.now();',
  ],
  [
    'a class in an adapter',
    'lib/adapters/local/wire-error.ts',
    'export class WireError extends Error {}',
  ],
  [
    'a digest outside the core',
    'lib/tape/files.ts',
    "import { hash } from 'node:crypto';\nexport const id = hash('sha1', '');",
  ],
  [
    'the environment in the command line',
    'lib/cli/environment.ts',
    'export const environment = (): NodeJS.ProcessEnv => process.env;',
  ],
];
