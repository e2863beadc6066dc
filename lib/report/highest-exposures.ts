// The highest exposure that any category, event and market came to, from what each cycle's record
// names as its worst.

import type { WorstExposure, WorstExposures } from '../domain/cycle-record.ts';

/** A scope's highest exposure and when that was. Unit: USDC. */
export type HighestExposure = WorstExposure & { readonly at: string };

/** Null where nothing was ever at stake, and where no record kept it. */
export type HighestExposures = Readonly<Record<keyof WorstExposures, HighestExposure | null>> & {
  /** When the first record said so: older ones keep the exposure of all together alone. */
  readonly since: string | null;
};

/** Nothing was ever at stake, or nobody kept it. */
export const NO_EXPOSURES: HighestExposures = {
  category: null,
  event: null,
  market: null,
  since: null,
};

/** Looks for the highest. */
export type ExposureRecord = {
  /** Adds what a cycle's record says. */
  readonly add: (at: string, worst: WorstExposures) => void;
  readonly highest: () => HighestExposures;
};

const higher = (
  so: HighestExposure | null,
  worst: WorstExposure | null,
  at: string,
): HighestExposure | null => {
  if (worst === null) return so;
  return so !== null && Number(so.exposure) >= Number(worst.exposure) ? so : { ...worst, at };
};

/** Begins to look. */
export const highestExposures = (): ExposureRecord => {
  let so = NO_EXPOSURES;
  return {
    add: (at, { category, event, market }) => {
      const isTold = [category, event, market].some((one) => one !== null);
      so = {
        since: so.since ?? (isTold ? at : null),
        category: higher(so.category, category, at),
        event: higher(so.event, event, at),
        market: higher(so.market, market, at),
      };
    },
    highest: () => so,
  };
};
