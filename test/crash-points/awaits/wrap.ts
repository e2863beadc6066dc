// The sources of a cycle with each of their awaits wrapped, before any of them is loaded into this
// thread. What is wrapped stays on its line and does what it did.

import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eachAt, waitAt } from './meter.ts';
import { ROOT } from './site.ts';
import type { Site } from './site.ts';

const NAMES = { promise: '__waitAt', steps: '__eachAt' } as const;

type Insertion = { readonly at: number; readonly order: number; readonly text: string };

// What ends somewhere comes before what begins there; of two that begin, the outer one first.
const insertionsOf = ({ id, start, end, kind }: Site): readonly Insertion[] => [
  { at: start, order: -end, text: `${NAMES[kind]}(${String(id)}, ` },
  { at: end, order: -Infinity, text: ')' },
];

/** The text of a file with its sites wrapped. */
export const wrapped = (text: string, sites: readonly Site[]): string => {
  const insertions = sites
    .flatMap(insertionsOf)
    .toSorted((a, b) => (a.at === b.at ? a.order - b.order : a.at - b.at));
  let from = 0;
  const parts = insertions.map(({ at, text: inserted }) => {
    const part = text.slice(from, at) + inserted;
    from = at;
    return part;
  });
  return parts.join('') + text.slice(from);
};

/** From here on, whatever this thread loads of these files is wrapped. */
export const wrapSources = (sites: readonly Site[]): void => {
  Object.assign(globalThis, { [NAMES.promise]: waitAt, [NAMES.steps]: eachAt });
  const byUrl = Map.groupBy(sites, ({ file }) => pathToFileURL(resolve(ROOT, file)).href);
  registerHooks({
    load: (url, context, next) => {
      const own = byUrl.get(url);
      if (own === undefined) return next(url, context);
      const text = readFileSync(new URL(url), 'utf8');
      const source = stripTypeScriptTypes(wrapped(text, own));
      return { format: 'module', source, shortCircuit: true };
    },
  });
};
