// The names of the recorded sets: folders of the recordings, and what errors say is allowed.

/** The recorded sets that can be read. */
export const SET_NAMES = [
  'mlb2025-ws-book-deltas',
  'mlb2026-depth-snapshots',
  'tickscope-ws-ticks',
  'crypto-l2-and-trades-2025-12',
  'btc15m-top5-books-2026-02',
] as const;

/** One of the recorded sets. */
export type SetName = (typeof SET_NAMES)[number];
