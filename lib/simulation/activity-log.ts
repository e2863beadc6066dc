// What happened to the simulated wallet beside trades, bounded like everything that is stored.

import { msOf } from './micros.ts';
import type { Activity } from '../domain/activity.ts';

/** The most rows that are kept. Merges and redemptions come a few at a time. */
export const ACTIVITY_MAX = 300;

/** What is stored of it. */
export type StoredActivity = {
  readonly rows: readonly Activity[];
  /** How many rows there ever were. */
  readonly count: number;
  readonly forgottenUntil: number;
};

/** Nothing happened yet. */
export const NO_ACTIVITY: StoredActivity = { rows: [], count: 0, forgottenUntil: -Infinity };

/** The activity of a wallet. */
export type ActivityLog = {
  readonly add: (row: (count: number) => Activity) => void;
  readonly stored: () => StoredActivity;
};

/** Keeps activity, starting from what was stored. */
export const createActivityLog = (initial: StoredActivity): ActivityLog => {
  let stored = initial;
  return {
    add: (row) => {
      const count = stored.count + 1;
      const rows = [...stored.rows, row(count)];
      const forgotten = rows.slice(0, Math.max(0, rows.length - ACTIVITY_MAX));
      stored = {
        count,
        rows: rows.slice(forgotten.length),
        forgottenUntil: Math.max(stored.forgottenUntil, ...forgotten.map(({ at }) => msOf(at))),
      };
    },
    stored: () => stored,
  };
};
