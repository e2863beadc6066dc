// The options of `keel flatten`: those that open the portfolio, as `keel start` has them, and its
// own.

import { parseArgs } from 'node:util';
import { err, ok } from '../units/result.ts';
import { parseStartOptions } from './start-options.ts';
import type { Result } from '../units/result.ts';
import { VIEW_OPTIONS } from './view-options.ts';
import type { StartOptions } from './start-options.ts';

/** How many cycles try to leave what is held, unless told otherwise. */
const CYCLES = 3;
const CYCLES_MAX = 100;

/** What `keel flatten` was asked for. */
export type FlattenOptions = {
  readonly start: StartOptions;
  /** Shows what it would do, and ends. */
  readonly preview: boolean;
  /** The phrase, where nobody is there to type it. */
  readonly phrase: string | null;
  readonly cycles: number;
};

const OWN = {
  preview: { type: 'boolean', default: false },
  phrase: { type: 'string' },
  cycles: { type: 'string', default: String(CYCLES) },
} as const;

// The arguments that are not of this verb alone, in their order.
const others = (args: readonly string[]): readonly string[] => {
  const { tokens } = parseArgs({ args: [...args], options: OWN, strict: false, tokens: true });
  const own = new Set(
    tokens.flatMap((token) => {
      if (token.kind !== 'option' || !Object.hasOwn(OWN, token.name)) return [];
      const takesNext = token.value !== undefined && !token.inlineValue;
      return takesNext ? [token.index, token.index + 1] : [token.index];
    }),
  );
  return args.filter((_, index) => !own.has(index));
};

const MISPLACED = ['until', 'speed', 'fresh', ...Object.keys(VIEW_OPTIONS)];

/** Parses the arguments after `keel flatten`. */
export const parseFlattenOptions = (
  args: readonly string[],
): Result<FlattenOptions, readonly string[]> => {
  const { values } = parseArgs({ args: [...args], options: OWN, strict: false });
  const start = parseStartOptions(others(args));
  if (!start.ok) return start;
  const misplaced = MISPLACED.filter((name) => start.value.named.has(name));
  if (misplaced.length > 0)
    return err(misplaced.map((name) => `--${name} means nothing when everything is to go`));
  const cycles = /^\d{1,3}$/.test(String(values.cycles)) ? Number(values.cycles) : 0;
  if (cycles < 1 || cycles > CYCLES_MAX) {
    const allowed = `a whole number from 1 to ${String(CYCLES_MAX)}`;
    return err([`--cycles ${String(values.cycles)}: allowed is ${allowed}`]);
  }
  return ok({
    start: start.value,
    preview: values.preview === true,
    phrase: typeof values.phrase === 'string' ? values.phrase : null,
    cycles,
  });
};
