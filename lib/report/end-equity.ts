// What a portfolio is worth at the end, told alike wherever it is told: by the last cycle, or where
// that knew no book fresh enough, by the last books that there were.

import { dollars } from './format.ts';
import { incomeApart } from './verdict.ts';
import type { Amount, ReportBand, ReportData } from './report-data.ts';

/** Equity at the end, and by what it is valued. */
export type EndEquity = {
  readonly amount: Amount;
  readonly by: 'last-cycle' | 'last-known-books';
};

/** What is said where no cycle would have taken the books that it is valued by. */
export const BY_LAST_BOOKS = 'by the last known books';

/** The equity of a band at its end. */
export const endEquity = ({
  equity,
  lastBooksEquity,
}: Pick<ReportBand, 'equity' | 'lastBooksEquity'>): EndEquity => {
  const last = equity.at(-1)?.equity ?? null;
  return last === null && lastBooksEquity !== null
    ? { amount: lastBooksEquity, by: 'last-known-books' }
    : { amount: last, by: 'last-cycle' };
};

const CENT = 0.01;

/** Why the equity at the end is not the first equity with net; null where it is, within a cent. */
export const whyApart = (data: Pick<ReportData, 'kind'>, band: ReportBand): string | null => {
  const { equity, money } = band;
  const { amount } = endEquity(band);
  const first = equity[0]?.equity ?? null;
  if (amount === null)
    return money.net === null ? null : 'the last cycle could not value all that is held';
  const income = incomeApart(data, band);
  if (first === null || money.net === null || income === null) return null;
  const apart = Number(amount) - Number(first) - (Number(money.net) - income);
  return Math.abs(apart) < CENT
    ? null
    : `${dollars(apart)} apart from net: money was moved, or the first equity that is kept is ` +
        'not the opening one';
};
