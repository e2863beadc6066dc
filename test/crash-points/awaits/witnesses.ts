// What the last complete run has seen at each await of the sources: the point at which a process
// died in it, or that no time ever passes there. It is kept beside the sources, so that a test can
// tell at once that an await is new.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { textOf } from './site.ts';
import type { Point } from '../explore/points.ts';
import type { CycleDeath } from '../stage/stage.ts';
import type { Site } from './site.ts';

/** A point at which a process died in an await. */
export type Witness = { readonly scenario: string; readonly point: DeadlyPoint };

/** A point with a death in it. */
export type DeadlyPoint = Point & { readonly death: CycleDeath };

/** What was seen at an await. */
export type Sight = Witness | 'no time passes' | 'nothing died in it';

/** Tells a point from what was never one. */
export const isWitness = (sight: Sight | undefined): sight is Witness => typeof sight === 'object';

const PLACE = resolve(import.meta.dirname, 'witnesses.txt');

/** The names of all awaits: file and text. */
export const namesOf = (sites: readonly Site[]): ReadonlyMap<number, string> =>
  new Map(sites.map((site) => [site.id, `${site.file}: ${textOf(site)}`]));

type Told =
  | Exclude<Sight, Witness>
  | readonly [string, CycleDeath['when'], number, ...([] | [name: string, request: number])];

const told = (sight: Sight): Told => {
  if (!isWitness(sight)) return sight;
  const { scenario, point } = sight;
  const { when, request } = point.death;
  const { outcome } = point;
  return outcome === null
    ? [scenario, when, request]
    : [scenario, when, request, outcome.name, outcome.request];
};

const sightOf = (line: Told): Sight => {
  if (typeof line === 'string') return line;
  const [scenario, when, request, name, at] = line;
  const outcome = name === undefined || at === undefined ? null : { name, request: at };
  return { scenario, point: { death: { request, when }, stall: null, outcome } };
};

/** Reads what was seen last, by the names of the awaits: one in each line. */
export const readSights = (): ReadonlyMap<string, Sight> =>
  new Map(
    readFileSync(PLACE, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [name = '', sight = ''] = line.split('\t');
        return [name, sightOf(JSON.parse(sight) as Told)];
      }),
  );

/** Keeps what was seen. */
export const writeSights = (sights: ReadonlyMap<string, Sight>): void => {
  const sorted = [...sights].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = sorted.map(([name, sight]) => `${name}\t${JSON.stringify(told(sight))}\n`);
  writeFileSync(PLACE, lines.join(''));
};
