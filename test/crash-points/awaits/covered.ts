// Which awaits of the sources were crash points, and which were not and why.

import { exceptionFor } from './exceptions.ts';
import type { Seen } from './meter.ts';
import type { Site } from './site.ts';

/** What became of an await. */
export type AwaitFate =
  /** A process has died in it. */
  | 'died'
  /** It was reached, and no time ever passes in it: nothing can happen there. */
  | 'instant'
  /** It is left out by name. */
  | 'excepted'
  /** Time passes in it, and no process has died there. */
  | 'survived'
  | 'unreached';

/** All awaits by what became of them. */
export type Coverage = Readonly<Record<AwaitFate, readonly Site[]>>;

/** Sorts all awaits by what was seen of them. */
export const coverageOf = (sites: readonly Site[], seen: ReadonlyMap<number, Seen>): Coverage => {
  const fateOf = (site: Site): AwaitFate => {
    const { visits = 0, deaths = 0, spans = false } = seen.get(site.id) ?? {};
    if (deaths > 0) return 'died';
    if (exceptionFor(site) !== null) return 'excepted';
    if (visits === 0) return 'unreached';
    return spans ? 'survived' : 'instant';
  };
  const by = Map.groupBy(sites, fateOf);
  return {
    died: by.get('died') ?? [],
    instant: by.get('instant') ?? [],
    excepted: by.get('excepted') ?? [],
    survived: by.get('survived') ?? [],
    unreached: by.get('unreached') ?? [],
  };
};
