// Which awaits of the sources were crash points, and which were not and why.

import type { Seen } from './meter.ts';
import type { Site } from './site.ts';

/** What became of the awaits. */
export type Coverage = {
  /** Those in which a process can die, and has died. */
  readonly died: readonly Site[];
  /** Those that were reached, and in which no time ever passes: nothing can happen in them. */
  readonly instant: readonly Site[];
  /** Those in which time passes, and no process has died. */
  readonly survived: readonly Site[];
  readonly unreached: readonly Site[];
};

/** Sorts all awaits by what was seen of them. */
export const coverageOf = (
  sites: readonly Site[],
  seen: ReadonlyMap<number, Seen>,
): Coverage => {
  const fateOf = ({ id }: Site): keyof Coverage => {
    const one = seen.get(id);
    if (one === undefined || one.visits === 0) return 'unreached';
    if (one.deaths > 0) return 'died';
    return one.spans ? 'survived' : 'instant';
  };
  const by = Map.groupBy(sites, fateOf);
  const of = (fate: keyof Coverage): readonly Site[] => by.get(fate) ?? [];
  return {
    died: of('died'),
    instant: of('instant'),
    survived: of('survived'),
    unreached: of('unreached'),
  };
};
