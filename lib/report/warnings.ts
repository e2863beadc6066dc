// What a reader has to know before he believes a number, told from the data itself.

import { dollars, percent, plural } from './format.ts';
import { countingBand } from './verdict.ts';
import type { PnlRow, ReportBand, ReportData } from './report-data.ts';

/** Fewer fills than this say little: one unlucky market changes the sign of the result. */
export const FILLS_FEW = 100;

/** A share of all fills from which on a result rests on one market. */
export const SHARE_OF_ONE = 0.5;

const INCOME = new Set(['rebates', 'rewards', 'yield']);

const fillsOf = (rows: readonly PnlRow[]): number => rows.reduce((sum, row) => sum + row.fills, 0);

const fewFills = ({ byMarket }: ReportBand): readonly string[] => {
  const fills = fillsOf(byMarket);
  if (fills >= FILLS_FEW) return [];
  return fills === 0
    ? ['Nothing was filled, so that nothing can be said about what it earns.']
    : [`The result rests on ${plural(fills, 'fill')}: too few to tell skill from luck.`];
};

const oneMarket = ({ byMarket }: ReportBand): readonly string[] => {
  const fills = fillsOf(byMarket);
  const most = byMarket
    .filter(({ name }) => !INCOME.has(name))
    .toSorted((a, b) => b.fills - a.fills)[0];
  if (most === undefined || fills === 0 || most.fills / fills <= SHARE_OF_ONE) return [];
  const share = percent(most.fills / fills, 0);
  return [`The result rests on one market: ${share} of the fills are of ${most.name}.`];
};

const restsOnMarks = ({ money }: ReportBand): readonly string[] => {
  const { unrealized, net } = money;
  if (unrealized === null || net === null) return [];
  const isMostly = Number(net) > 0 && Number(unrealized) > Number(net) / 2;
  return isMostly
    ? [`${dollars(Number(unrealized))} of the gain is not realized: it hangs on the last prices.`]
    : [];
};

const unknownNet = ({ money, name }: ReportBand): readonly string[] =>
  money.net === null ? [`What is still held has no price, so that net is unknown (${name}).`] : [];

const brokenData = ({ source }: Pick<ReportData, 'source'>): readonly string[] => {
  const rows = source.problems.reduce((sum, problem) => sum + problem.rows, 0);
  return rows === 0
    ? []
    : [`The data has faults in ${plural(rows, 'row')}: see data quality below.`];
};

const assumedData = ({ source }: Pick<ReportData, 'source'>): readonly string[] => {
  const fields = new Set(
    source.provenance.filter(({ origin }) => origin !== 'recorded').map(({ field }) => field),
  );
  return fields.size === 0
    ? []
    : [`Not recorded but assumed, of at least one market: ${[...fields].join(', ')}.`];
};

/** The warnings that the data of a report gives by itself. */
export const warningsOf = (data: Pick<ReportData, 'bands' | 'source'>): readonly string[] => {
  const band = countingBand(data);
  const ofBand =
    band === undefined
      ? ['There is no band: nothing was run.']
      : [...unknownNet(band), ...fewFills(band), ...oneMarket(band), ...restsOnMarks(band)];
  return [...ofBand, ...brokenData(data), ...assumedData(data)];
};
