// What a portfolio was traded under, as its records tell: the last of it, and whether that was ever
// another.

import { moment, plural } from './format.ts';
import type { TradedUnder } from '../domain/cycle-record.ts';

/** Looks at what each record says. */
export type UnderRecord = {
  readonly add: (at: string, under: TradedUnder | null) => void;
  /** Null where no record keeps it. */
  readonly latest: () => TradedUnder | null;
  /** One line where it changed, or none. */
  readonly changes: () => readonly string[];
};

const isSame = (a: TradedUnder, b: TradedUnder): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Begins to look. */
export const tradedUnder = (): UnderRecord => {
  let latest: TradedUnder | null = null;
  let [times, lastAt] = [0, ''];
  return {
    add: (at, under) => {
      if (under === null) return;
      if (latest !== null && !isSame(latest, under)) {
        times += 1;
        lastAt = at;
      }
      latest = under;
    },
    latest: () => latest,
    changes: () =>
      times === 0
        ? []
        : [
            `Preset or caps changed ${plural(times, 'time')}, last at ${moment(lastAt)} UTC: ` +
              'those shown are the last ones, and what came before may lie above them.',
          ],
  };
};
