// Feeding one parser: inputs made from its examples, and from inputs that it met in a new way. A
// crash is whatever it throws, a promise that it breaks, and a time that it does not keep.

import { chanceOf } from './chance.ts';
import { breakPath } from './mutate/break.ts';
import { mutateJson } from './mutate/json.ts';
import { mutateText } from './mutate/text.ts';
import { claim, jsonIn } from './target.ts';
import { claimSane, isPolluted } from './sane.ts';
import type { Chance } from './chance.ts';
import type { Target, Verdict } from './target.ts';

/** An input that a parser did not stand. */
export type Crash = {
  readonly target: string;
  readonly input: string;
  readonly why: string;
  /** What it was made with: the seed of the run, and the place of the input in it. */
  readonly seed: string;
  readonly index: number;
};

/** A parser while it is fed. */
export type Feeding = {
  readonly target: Target;
  readonly seed: string;
  readonly pool: string[];
  readonly classes: Set<string>;
  readonly chance: Chance;
  index: number;
  accepted: number;
};

const POOL_MAX = 400;
const KEPT_LENGTH_MAX = 4_000;

/** The processor time that an input may take, on the slowest of machines. Unit: ms. */
export const CPU_MS_MAX = 1_000;
// A pause of the machine is no fault of a parser: what seems slow is measured again, and the best
// of some tries counts.
const TRIES = 3;

/** Starts feeding a parser, with inputs of earlier runs beside its examples. */
export const startFeeding = (
  target: Target,
  seed: string,
  corpus: readonly string[] = [],
): Feeding => ({
  target,
  seed,
  pool: [...target.seeds, ...corpus],
  classes: new Set(),
  chance: chanceOf(`${seed}|${target.name}`),
  index: 0,
  accepted: 0,
});

// What a reason says without what it quotes of the input.
const plain = (reason: string): string =>
  reason
    .slice(0, 160)
    .replace(/'[^']*'|"[^"]{12,}"/g, '')
    .replace(/[\d.]+/g, '#');

const shapeOf = (value: unknown, depth = 0): string => {
  if (Array.isArray(value))
    return `[${value.length === 0 || depth > 2 ? '' : shapeOf(value[0], depth + 1)}]`;
  if (value instanceof Map) return `map${value.size > 0 ? '+' : ''}`;
  if (typeof value !== 'object' || value === null) return typeof value;
  const kind = 'kind' in value && typeof value.kind === 'string' ? value.kind : '';
  const members = depth > 2 ? [] : (Object.values(value) as unknown[]);
  return `${kind}{${members.map((one) => shapeOf(one, depth + 1)).join()}}`;
};

const classOf = (verdict: Verdict): string =>
  verdict.kind === 'refused' ? `-${plain(verdict.reason)}` : `+${shapeOf(verdict.value)}`;

// Half of the inputs come from what is as it should be: what was kept is mostly refused for its
// first fault, and hides what lies behind that.
const entryOf = ({ target, pool, chance }: Feeding): string => {
  const from = chance.oneIn(2) ? target.seeds : pool;
  return from[chance.below(from.length)] ?? '';
};

type Made = { readonly input: string; readonly broken: string | null };

const BREAKS_ONE_IN = 8;

const make = (feeding: Feeding): Made => {
  const { target, chance } = feeding;
  const { required, seeds, form } = target;
  if (required.length > 0 && chance.oneIn(BREAKS_ONE_IN)) {
    const path = required[chance.below(required.length)] ?? '';
    const input = breakPath(seeds[0], path, chance);
    if (input !== null) return { input, broken: path };
  }
  const [text, other] = [entryOf(feeding), entryOf(feeding)];
  const input = form === 'json' ? mutateJson(text, other, chance) : mutateText(text, other, chance);
  return { input, broken: null };
};

const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

const isSlow = async (target: Target, input: string): Promise<boolean> => {
  let best = Infinity;
  for (let count = 0; count < TRIES && best > CPU_MS_MAX; count += 1) {
    const start = cpuMs();
    await target.run(input);
    best = Math.min(best, cpuMs() - start);
  }
  return best > CPU_MS_MAX;
};

/** Feeds one input, and holds what comes of it against what was promised. Throws: on a crash. */
export const feed = async (target: Target, { input, broken }: Made): Promise<Verdict> => {
  const start = performance.now();
  const running = target.run(input);
  const verdict = running instanceof Promise ? await running : running;
  const isLong = performance.now() - start > CPU_MS_MAX;
  if (verdict.kind === 'accepted') {
    claimSane(verdict.value);
    claim(broken === null, `nothing is accepted without ${broken ?? ''}`);
  }
  claim(!isPolluted(), 'an input adds nothing to what all objects have');
  if (isLong) claim(!(await isSlow(target, input)), `an input takes at most ${CPU_MS_MAX} ms`);
  return verdict;
};

const wordsOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Why an input crashes a parser; null where it does not. */
export const crashOf = async (target: Target, made: Made): Promise<string | null> => {
  try {
    await feed(target, made);
    return null;
  } catch (error) {
    return wordsOf(error);
  }
};

const keep = (feeding: Feeding, input: string, verdict: Verdict): void => {
  const { classes, pool } = feeding;
  const name = classOf(verdict);
  if (classes.has(name) || input.length > KEPT_LENGTH_MAX || pool.length >= POOL_MAX) return;
  classes.add(name);
  pool.push(input);
};

/** Feeds a parser with its next inputs, until the first crash. */
export const feedSome = async (feeding: Feeding, count: number): Promise<Crash | null> => {
  const { target, seed } = feeding;
  for (let done = 0; done < count; done += 1) {
    feeding.index += 1;
    const made = make(feeding);
    try {
      const verdict = await feed(target, made);
      if (verdict.kind === 'accepted') feeding.accepted += 1;
      keep(feeding, made.input, verdict);
    } catch (error) {
      const { index } = feeding;
      return { target: target.name, input: made.input, why: wordsOf(error), seed, index };
    }
  }
  return null;
};

/** Whether an input is JSON, for whoever shows it. */
export const isJson = (input: string): boolean => jsonIn(input) !== undefined;
