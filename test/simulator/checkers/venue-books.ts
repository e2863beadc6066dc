// What the venue's own books say of the wallet: what G6 compares ours with.

import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Universe } from '../../../lib/domain/market.ts';

/** The venue's own books. Unit: micros. */
export type VenueBooks = {
  readonly cash: bigint;
  readonly shares: ReadonlyMap<string, bigint>;
  readonly fills: readonly Fill[];
  /** The ids of the orders that rest. */
  readonly resting: readonly string[];
  /** The markets in which the wallet held something that is not in our books. */
  readonly foreign: ReadonlySet<string>;
  readonly universe: Universe;
  /** What else has happened to the wallet: money that came and went, merges, redemptions. */
  readonly activity: readonly Activity[];
  /** Whose a fill is, by its order. */
  readonly ownerOf: (order: string) => string;
};
