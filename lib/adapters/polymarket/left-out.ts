// What was read and not understood. Such rows are left out, never guessed, and never in silence: an
// API that renames a field would otherwise look like one with nothing to say.

import type { Result } from '../../units/result.ts';

/** Rows of one read that were left out, and why. */
export type LeftOut = {
  readonly endpoint: string;
  readonly rows: number;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
};

/** Where reports of rows left out go. */
export type ReportLeftOut = (report: LeftOut) => void;

/** What was understood of the rows of a read, and why the others were not. */
export const split = <T>(
  results: readonly Result<T, string>[],
): { readonly values: readonly T[]; readonly reasons: readonly string[] } => ({
  values: results.flatMap((result) => (result.ok ? [result.value] : [])),
  reasons: results.flatMap((result) => (result.ok ? [] : [result.error])),
});

// Reasons told one by one; what is rarer is summed up.
const REASONS_MAX = 5;

/** Sums up reasons, the commonest first; null when nothing was left out. */
export const leftOutOf = (endpoint: string, reasons: readonly string[]): LeftOut | null => {
  if (reasons.length === 0) return null;
  const counted = [...Map.groupBy(reasons, (reason) => reason)]
    .map(([reason, same]) => ({ reason, count: same.length }))
    .toSorted((a, b) => b.count - a.count);
  const rest = counted.slice(REASONS_MAX).reduce((sum, { count }) => sum + count, 0);
  return {
    endpoint,
    rows: reasons.length,
    reasons: [
      ...counted.slice(0, REASONS_MAX),
      ...(rest === 0 ? [] : [{ reason: 'other reasons', count: rest }]),
    ],
  };
};

/** Says in one line what was left out. */
export const describeLeftOut = ({ endpoint, rows, reasons }: LeftOut): string => {
  const told = reasons.map(({ reason, count }) => `${count} x ${reason}`).join('; ');
  return `${endpoint}: ${rows} rows not understood and left out: ${told}`;
};
