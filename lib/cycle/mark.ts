// Marking to market: what everything we hold could be sold for, by the books as they stand now.

import { computeEquity } from '../accounting/equity.ts';
import type { CycleSettings } from './settings.ts';
import type { Working } from './working.ts';

/** Computes the equity of the books that are up to date at this moment of the cycle. */
export const marked = (working: Working, settings: CycleSettings): Working => {
  const { state, snapshot } = working;
  const equity = computeEquity({
    ledger: state.ledger,
    universe: snapshot.universe,
    books: snapshot.books,
    now: snapshot.now,
    bookAgeMax: settings.limits.bookAgeMax,
  });
  return { ...working, equity };
};
