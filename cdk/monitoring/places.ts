// The sizes of what stands on a dashboard, in its units.

/** The width of a dashboard, in its units. */
export const FULL_WIDTH = 24;
/** The height of a chart. */
export const HEIGHT = 6;

/** A chart of half the width. */
export const HALF = { width: FULL_WIDTH / 2, height: HEIGHT } as const;

/** A chart of a third of the width. */
export const THIRD = { width: FULL_WIDTH / 3, height: HEIGHT } as const;
