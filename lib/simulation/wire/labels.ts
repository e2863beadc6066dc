// The venue calls outcomes by their labels, such as the names of two teams.

import type { Market, Outcome } from '../../domain/market.ts';

/** The venue's name of an outcome. */
export const labelOf = ({ outcomeLabels }: Market, outcome: Outcome): string =>
  outcome === 'YES' ? outcomeLabels.yes : outcomeLabels.no;
