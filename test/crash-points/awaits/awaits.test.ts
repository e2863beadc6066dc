// Every await of a cycle is a crash point: one that is new in the sources fails here until a
// complete run has died in it, `npm run crash-points -- --record`.

import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCampaign } from '../explore/campaign.ts';
import { SCENARIOS } from '../scenarios/all.ts';
import { EXCEPTIONS, exceptionFor } from './exceptions.ts';
import { ROOT } from './site.ts';
import { findSites } from './sites.ts';
import { isWitness, namesOf, readSights } from './witnesses.ts';
import { wrapped } from './wrap.ts';
import type { Point } from '../explore/points.ts';
import type { Site } from './site.ts';
import type { Sight } from './witnesses.ts';

const PATIENCE = 120_000;

let sites: readonly Site[] = [];
let names: ReadonlyMap<number, string> = new Map();
beforeAll(() => {
  sites = findSites();
  names = namesOf(sites);
}, PATIENCE);

const sights = readSights();
const isSettled = (sight: Sight | undefined): boolean =>
  isWitness(sight) || sight === 'no time passes';
const nameOf = ({ id }: Site): string => names.get(id) ?? '';

// A request that is new in a cycle moves all later ones by a little, and nothing else.
const SHIFTS = [0, 1, -1, 2, -2] as const;

const shifted = ({ death, stall, outcome }: Point, by: number): Point => ({
  death: death === null ? null : { ...death, request: death.request + by },
  stall: stall === null ? null : { ...stall, request: stall.request + by },
  outcome: outcome === null ? null : { ...outcome, request: outcome.request + by },
});

describe('the awaits of a cycle', () => {
  it('have all been crash points, but those that are left out by name', () => {
    const missing = sites.filter(
      (site) => !isSettled(sights.get(nameOf(site))) && exceptionFor(site) === null,
    );
    expect(missing.map(({ file, line, text }) => `${file}:${String(line)} ${text}`)).toEqual([]);
  });

  it('are still there where one was seen', () => {
    const known = new Set(sites.map(nameOf));
    expect([...sights.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  it('are left out for a reason that holds: none of them was a crash point', () => {
    const died = sites.filter((site) => isWitness(sights.get(nameOf(site))));
    expect(died.filter((site) => exceptionFor(site) !== null).map(nameOf)).toEqual([]);
    const idle = EXCEPTIONS.filter((one) => !sites.some((site) => exceptionFor(site) === one));
    expect(idle).toEqual([]);
  });

  it('are as many as the document of the guarantees says', () => {
    const text = readFileSync(resolve(ROOT, 'docs/guarantees.md'), 'utf8').replaceAll('\n', ' ');
    const died = sites.filter((site) => isWitness(sights.get(nameOf(site)))).length;
    const excepted = sites.filter((site) => exceptionFor(site) !== null).length;
    const instant = sites.length - died - excepted;
    expect(/There are \d+ stories/.exec(text)?.[0]).toBe(
      `There are ${String(SCENARIOS.length)} stories`,
    );
    expect(/Of \d+ awaits [^.]*\./.exec(text)?.[0]).toBe(
      `Of ${String(sites.length)} awaits a process has died in ${String(died)}, ` +
        `in ${String(instant)} no time ever passes, and ${String(excepted)} are left out by name.`,
    );
  });

  it('are found wherever the sources say await', () => {
    const files = [...new Set(sites.map(({ file }) => file))];
    const lines = files.flatMap((file) => {
      const text = readFileSync(resolve(ROOT, file), 'utf8');
      const own = sites.filter((site) => site.file === file);
      return [...text.matchAll(/^(?!\s*(?:\/\/|\*)).*\bawait\s+/gm)].flatMap((match) => {
        const at = match.index + match[0].length;
        const isFound = own.some(({ start }) => Math.abs(start - at) <= 20);
        return isFound || match[0].includes('for await') ? [] : [`${file}: ${match[0]}`];
      });
    });
    expect(lines).toEqual([]);
  });

  it(
    'are crash points where it was said: three of them, chosen anew',
    async () => {
      const died = sites.filter((site) => isWitness(sights.get(nameOf(site))));
      const chosen = Array.from({ length: 3 }, () => died[randomInt(died.length)]);
      const tasks = chosen.flatMap((site) => {
        const sight = site === undefined ? undefined : sights.get(nameOf(site));
        if (!isWitness(sight)) return [];
        const { scenario, point } = sight;
        return [{ scenario, points: SHIFTS.map((by) => shifted(point, by)) }];
      });
      const { explored, seen } = await runCampaign({
        sites,
        tasks,
        threads: 1,
        heard: () => undefined,
      });
      expect(explored.flatMap(({ findings }) => findings)).toEqual([]);
      const alive = chosen.filter((site) => (seen.get(site?.id ?? -1)?.deaths ?? 0) === 0);
      expect(alive).toEqual([]);
    },
    PATIENCE,
  );
});

describe('a wrapped source', () => {
  const text = 'const a = async () => [await f(await g(1)), h?.().i()];';
  const site = (id: number, part: string): Site => {
    const start = text.indexOf(part);
    const common = { file: '', line: 1, text: part, nth: 1, kind: 'promise' } as const;
    return { id, start, end: start + part.length, ...common };
  };

  it('has each await in its own wrapper, the outer one first', () => {
    expect(wrapped(text, [site(1, 'f(await g(1))'), site(2, 'g(1)')])).toBe(
      'const a = async () => [await __waitAt(1, f(await __waitAt(2, g(1)))), h?.().i()];',
    );
  });

  it('can be read still, whichever file of the cycle it is', () => {
    const byFile = Map.groupBy(sites, ({ file }) => file);
    expect(byFile.size).toBeGreaterThan(80);
    for (const [file, own] of byFile)
      expect(
        stripTypeScriptTypes(wrapped(readFileSync(resolve(ROOT, file), 'utf8'), own)),
      ).toContain('__');
  });
});
