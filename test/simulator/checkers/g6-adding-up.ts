// G6 while it storms: the books may be behind the venue's, but they add up in every state that is
// saved.

import { STATE_SCHEMA } from '../../../lib/domain/portfolio-state.ts';
import { booksAmiss } from './g6-books.ts';
import { leaseIn, schemaIn, STATE } from './stored.ts';
import type { Checker } from './truth.ts';

/** Makes the checker. */
export const addingUp = (): Checker => {
  let version = 0;
  return {
    name: 'G6',
    see: (sighting) => {
      if (sighting.kind !== 'stored' || sighting.sort !== STATE || sighting.after === null)
        return [];
      const { after } = sighting;
      const saved = leaseIn(after).version;
      // What is journalled in between books nothing; a newer function has rules of its own.
      if (saved === version || schemaIn(after) > STATE_SCHEMA) return [];
      version = saved;
      return booksAmiss(after);
    },
  };
};
