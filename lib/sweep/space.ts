// The settings that a sweep tries: every combination of listed values, or a random choice. What is
// tried hangs on the space and the seed alone, and no trial is there twice.

import { nearMiss } from '../config/near-miss.ts';
import { randomStream } from '../tape/generator/random.ts';
import { formatFixed, parseDecimal } from '../units/fixed-point.ts';
import { err, ok } from '../units/result.ts';
import { configUnder, valueFault, VARIED_NAMES } from './values.ts';
import type { Random } from '../tape/generator/random.ts';
import type { Result } from '../units/result.ts';
import type { Values } from './values.ts';

/** One name, and the values it may take. */
export type Dimension =
  | { readonly kind: 'list'; readonly name: string; readonly texts: readonly string[] }
  | {
      /** Every decimal between two bounds, both included, with so many decimals. */
      readonly kind: 'range';
      readonly name: string;
      readonly low: string;
      readonly high: string;
      readonly decimals: number;
    };

/** What is tried of it: everything, or so many different trials that a seed chooses. */
export type Search =
  | { readonly kind: 'grid' }
  | { readonly kind: 'random'; readonly trials: number; readonly seed: string };

/** A space with what is tried of it. */
export type Space = { readonly dimensions: readonly Dimension[]; readonly search: Search };

/** More trials than these are no search any more: the best of them is luck. */
export const TRIALS_MAX = 10_000;

const DIMENSIONS_MAX = 12;

const parseRange = (name: string, text: string): Result<Dimension, string> | undefined => {
  const match = /^(\d{1,12}(?:\.(\d{1,6}))?)\.\.(\d{1,12}(?:\.(\d{1,6}))?)$/.exec(text);
  if (match === null) return undefined;
  const [, low = '', lowFraction = '', high = '', highFraction = ''] = match;
  return Number(low) < Number(high)
    ? ok({
        kind: 'range',
        name,
        low,
        high,
        decimals: Math.max(lowFraction.length, highFraction.length),
      })
    : err(`--vary ${name}=${text}: allowed is low..high, the lower bound first`);
};

/**
 * Reads `NAME=a,b,c` or `NAME=low..high`.
 * Refuses: a name that cannot be varied, no value, one value twice.
 */
export const parseDimension = (text: string): Result<Dimension, string> => {
  const [, name = '', values = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (name === '' || values === '')
    return err(`--vary ${text}: allowed is NAME=a,b,c, or NAME=low..high with --random`);
  if (!VARIED_NAMES.includes(name)) {
    const meant = nearMiss(name, VARIED_NAMES);
    const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
    return err(`--vary ${name}: it cannot be varied${hint}. Allowed: ${VARIED_NAMES.join(', ')}`);
  }
  const range = parseRange(name, values);
  if (range !== undefined) return range;
  const texts = values.split(',');
  const twice = texts.find((one, place) => texts.indexOf(one) !== place);
  return twice === undefined
    ? ok({ kind: 'list', name, texts })
    : err(`--vary ${text}: the value ${twice} is given more than once`);
};

type Bounds = { readonly low: bigint; readonly steps: bigint };

const boundsOf = ({
  low,
  high,
  decimals,
}: Extract<Dimension, { readonly kind: 'range' }>): Bounds => {
  const [from, to] = [parseDecimal(low, decimals), parseDecimal(high, decimals)];
  return from.ok && to.ok
    ? { low: from.value, steps: to.value - from.value + 1n }
    : { low: 0n, steps: 0n };
};

const countOf = (dimension: Dimension): bigint =>
  dimension.kind === 'list' ? BigInt(dimension.texts.length) : boundsOf(dimension).steps;

/** How many different trials a space has. */
export const sizeOf = (dimensions: readonly Dimension[]): bigint =>
  dimensions.reduce((size, dimension) => size * countOf(dimension), 1n);

const textAt = (dimension: Dimension, place: bigint): string => {
  if (dimension.kind === 'list') return dimension.texts[Number(place)] ?? '';
  const { decimals } = dimension;
  return formatFixed(boundsOf(dimension).low + place, decimals, decimals);
};

// The last name changes fastest.
const everything = (dimensions: readonly Dimension[]): readonly Values[] =>
  dimensions.reduce<readonly Values[]>(
    (trials, dimension) =>
      trials.flatMap((trial) =>
        Array.from({ length: Number(countOf(dimension)) }, (_, place) => ({
          ...trial,
          [dimension.name]: textAt(dimension, BigInt(place)),
        })),
      ),
    [{}],
  );

const drawn = (dimensions: readonly Dimension[], random: Random): Values =>
  Object.fromEntries(
    dimensions.map((dimension) => {
      const place = random.below(Number(countOf(dimension)));
      return [dimension.name, textAt(dimension, BigInt(place))];
    }),
  );

/** The trials of a space, each once, in an order that is always the same. */
export const trialsOf = ({ dimensions, search }: Space): readonly Values[] => {
  const size = sizeOf(dimensions);
  if (search.kind === 'grid' || size <= BigInt(search.trials)) return everything(dimensions);
  const random = randomStream(BigInt(search.seed), 'trials of a sweep');
  const trials = new Map<string, Values>();
  while (trials.size < search.trials) {
    const trial = drawn(dimensions, random);
    trials.set(JSON.stringify(trial), trial);
  }
  return [...trials.values()];
};

const formFaults = ({ dimensions, search }: Space): readonly string[] => {
  const names = dimensions.map(({ name }) => name);
  const ranges = dimensions.filter(({ kind }) => kind === 'range');
  const size = search.kind === 'grid' ? sizeOf(dimensions) : BigInt(search.trials);
  return [
    ...(dimensions.length === 0 ? ['--vary is missing: name what is to be tried'] : []),
    ...(dimensions.length > DIMENSIONS_MAX
      ? [`--vary is given ${dimensions.length} times: allowed are at most ${DIMENSIONS_MAX}`]
      : []),
    ...[...new Set(names.filter((name, place) => names.indexOf(name) !== place))].map(
      (name) => `--vary ${name} is given more than once: give all its values at once`,
    ),
    ...(search.kind === 'grid'
      ? ranges.map(
          ({ name }) => `--vary ${name} has a range: give --random N, or its values as a,b,c`,
        )
      : []),
    ...(ranges.length === 0 && size > BigInt(TRIALS_MAX)
      ? [`the grid has ${size} trials: allowed are at most ${TRIALS_MAX}; --random N draws some`]
      : []),
  ];
};

// A value that is wrong by itself is said once, and not with every trial that has it.
const valueFaults = ({ dimensions }: Space): readonly string[] =>
  dimensions.flatMap((dimension) => {
    const texts = dimension.kind === 'list' ? dimension.texts : [dimension.low, dimension.high];
    return texts.flatMap((text) => {
      const fault = valueFault(dimension.name, text);
      return fault === null ? [] : [`--vary ${dimension.name}=${text}: ${fault}`];
    });
  });

/** Names a trial. */
export const trialText = (values: Values): string =>
  Object.entries(values)
    .map(([name, text]) => `${name}=${text}`)
    .join(' ');

/**
 * The trials of a space over what the environment says.
 * Refuses: a value or a combination that the configuration does not allow, with its place.
 */
export const plannedTrials = (
  base: Values,
  space: Space,
): Result<readonly Values[], readonly string[]> => {
  const form = formFaults(space);
  if (form.length > 0) return err(form);
  const faults = valueFaults(space);
  if (faults.length > 0) return err(faults);
  const trials = trialsOf(space);
  for (const [place, values] of trials.entries()) {
    const config = configUnder(base, values);
    if (!config.ok)
      return err(config.error.map((one) => `trial ${place + 1} (${trialText(values)}): ${one}`));
  }
  return ok(trials);
};
