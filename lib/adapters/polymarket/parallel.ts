// Several requests at a time, but never many: the venue counts them.

import { err, ok } from '../../units/result.ts';
import type { Result } from '../../units/result.ts';

/** The requests of one kind that are under way at the same time. */
const WIDTH = 4;

/** Cuts a list into pieces of at most so many. */
export const pieces = <T>(items: readonly T[], sizeMax: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / sizeMax) }, (_, index) =>
    items.slice(index * sizeMax, (index + 1) * sizeMax),
  );

/** Runs a request for each item, a few at a time; the answers keep the order of the items. */
export const forEach = async <T, R>(
  items: readonly T[],
  request: (item: T) => Promise<R>,
): Promise<readonly R[]> => {
  const answers: R[] = [];
  for (const group of pieces(items, WIDTH))
    answers.push(...(await Promise.all(group.map((item) => request(item)))));
  return answers;
};

/** All values, or the first error. */
export const allOf = <T, E>(results: readonly Result<T, E>[]): Result<readonly T[], E> => {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return err(result.error);
    values.push(result.value);
  }
  return ok(values);
};
