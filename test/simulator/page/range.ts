// What one run of `simulate` printed, read back: a long run is the sum of several, each of which
// may have been interrupted.

import { err, ok } from '../../../lib/units/result.ts';
import type { Result } from '../../../lib/units/result.ts';

/** What is added up over all ranges. */
export const FIGURES = ['cycles', 'orders', 'fills', 'rests', 'compared', 'faults'] as const;

/** What is told of each family of markets. */
export const OF_FAMILY = ['sections', 'cycles', 'orders', 'fills'] as const;

type Counts<Name extends string> = Readonly<Record<Name, number>>;

/** Seeds that follow one another, and what came of them. */
export type Range = {
  readonly first: bigint;
  readonly last: bigint;
  readonly figures: Counts<(typeof FIGURES)[number]>;
  /** Simulated days. */
  readonly days: number;
};

/** A part of a long run: some of its ranges, and what is only known of all of them together. */
export type Part = {
  readonly ranges: readonly Range[];
  readonly families: ReadonlyMap<string, Counts<(typeof OF_FAMILY)[number]>>;
  readonly kinds: ReadonlyMap<string, number>;
};

const FAMILY = /^family (.+): (\d+) sections, (\d+) cycles, (\d+) orders, (\d+) fills$/gm;
const KIND = /^fault (.+): (\d+)$/gm;

/** Counts under their names, of texts in the same order. */
export const countsOf = <Name extends string>(
  names: readonly Name[],
  values: readonly (string | undefined)[],
): Counts<Name> =>
  Object.fromEntries(names.map((name, index) => [name, Number(values[index])])) as Counts<Name>;

/** Reads what a run printed. Refuses: what has no last line, and a run that proves nothing. */
export const partIn = (log: string): Result<Part, string> => {
  const last = [...log.matchAll(/^simulate: (.*)$/gm)].at(-1)?.[1];
  if (last === undefined) return err('has no last line of simulate');
  const missing = /^(?:NEVER|NOTHING) .*$/m.exec(log)?.[0];
  if (missing !== undefined) return err(`says ${missing}`);
  const said = new Map(last.split(' ').map((word) => [word.split('=')[0], word.split('=')[1]]));
  if (said.get('violations') !== '0')
    return err(`has ${said.get('violations') ?? 'no'} violations`);
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(said.get('seeds') ?? '') ?? [];
  if (from === undefined || to === undefined) return err('names no seeds');
  const figures = countsOf(
    FIGURES,
    FIGURES.map((name) => said.get(name)),
  );
  const seeds = { first: BigInt(from), last: BigInt(to) };
  return ok({
    ranges: [{ ...seeds, figures, days: Number(said.get('days')) }],
    families: new Map(
      [...log.matchAll(FAMILY)].map(([, name = '', ...values]) => [
        name,
        countsOf(OF_FAMILY, values),
      ]),
    ),
    kinds: new Map([...log.matchAll(KIND)].map(([, name = '', count]) => [name, Number(count)])),
  });
};
