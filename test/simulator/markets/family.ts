// What a family of markets is: the markets that there are, and all that happens at the venue from
// minute to minute without anybody of ours doing anything. Plain values, made from a seed.

import type { Universe } from '../../../lib/domain/market.ts';
import type { TapeEvent } from '../../../lib/domain/tape-event.ts';
import type { VenueMode } from '../../../lib/domain/venue-outcome.ts';
import type { Random } from '../../../lib/tape/generator/random.ts';
import type { EpochMs } from '../../../lib/units/time.ts';

/** One thing that happens at the venue: to a market, or to the venue as a whole. */
export type Move =
  | TapeEvent
  | { readonly at: EpochMs; readonly kind: 'mode'; readonly mode: VenueMode }
  | { readonly at: EpochMs; readonly kind: 'service'; readonly service: 'up' | 'down' };

/** What a family is made from. */
export type FamilySetup = {
  readonly random: Random;
  /** When its first minute begins. */
  readonly start: EpochMs;
  /** How many minutes it is looked at: what it leads to, happens in that time. */
  readonly minutes: number;
  /** How many markets there are, where the family itself does not say. */
  readonly markets: number;
};

/** A family of markets. */
export type Family = {
  readonly universe: Universe;
  /** What happens in a minute, in time order. Minutes are asked for one after the other. */
  readonly minute: (from: EpochMs) => readonly Move[];
};
