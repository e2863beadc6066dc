// What the last complete run has seen at each await of the sources: the point at which a process
// died in it, or that no time ever passes there. It is kept beside the sources, so that a test can
// tell at once that an await is new.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Point } from '../explore/points.ts';
import type { Site } from './site.ts';

/** A point at which a process died in an await. */
export type Witness = { readonly scenario: string; readonly point: Point };

/** What was seen at an await. */
export type Sight = Witness | 'no time passes';

const PLACE = resolve(import.meta.dirname, 'witnesses.txt');

/** The names of all awaits: file and text, and which of them where there are several alike. */
export const namesOf = (sites: readonly Site[]): ReadonlyMap<number, string> => {
  const counts = new Map<string, number>();
  return new Map(
    sites.map(({ id, file, text }) => {
      const name = `${file}: ${text}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [id, count === 1 ? name : `${name} (${String(count)})`];
    }),
  );
};

/** Reads what was seen last, by the names of the awaits: one in each line. */
export const readSights = (): ReadonlyMap<string, Sight> =>
  new Map(
    readFileSync(PLACE, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [name = '', sight = ''] = line.split('\t');
        return [name, JSON.parse(sight) as Sight];
      }),
  );

/** Keeps what was seen. */
export const writeSights = (sights: ReadonlyMap<string, Sight>): void => {
  const sorted = [...sights].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([name, sight]) => `${name}\t${JSON.stringify(sight)}\n`);
  writeFileSync(PLACE, lines.join(''));
};
