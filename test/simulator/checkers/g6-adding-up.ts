// G6 while it storms: the books may be behind the venue's, but they add up in every state that is
// saved.

import { booksAmiss } from './g6-books.ts';
import { savedIn } from './stored.ts';
import type { Checker } from './truth.ts';

/** Makes the checker. */
export const addingUp = (): Checker => ({
  name: 'G6',
  see: (sighting) => {
    const saved = savedIn(sighting);
    return saved === null ? [] : booksAmiss(saved);
  },
});
