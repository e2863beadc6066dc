// The tokens and markets of a tape, numbered by their places in its universe.

import type { Universe } from '../../domain/market.ts';
import type { Names } from './other-events.ts';

/** The names of a universe, in its own order. */
export const namesOf = ({ tokens, markets }: Universe): Names => ({
  tokens: [...tokens.keys()],
  conditions: [...markets.keys()],
});
