// What a reader has to know before he believes a number, told from the data itself.

import { dollars, percent, plural } from './format.ts';
import { countingBand } from './verdict.ts';
import type { MetadataProvenance } from '../domain/cycle-record.ts';
import type { PnlRow, ReportBand, ReportData } from './report-data.ts';

/** Fewer fills than this say little: one unlucky market changes the sign of the result. */
export const FILLS_FEW = 100;

/** A share of the fills, or of what was won and lost, above which a result rests on one market. */
export const SHARE_OF_ONE = 0.5;

const INCOME = new Set(['rebates', 'rewards', 'yield']);

const fewFills = ({ byMarket }: ReportBand): readonly string[] => {
  const fills = byMarket.reduce((sum, row) => sum + row.fills, 0);
  if (fills >= FILLS_FEW) return [];
  return fills === 0
    ? ['Nothing was filled, so that nothing can be said about what it earns.']
    : [`The result rests on ${plural(fills, 'fill')}: too few to tell skill from luck.`];
};

type Heaviest = { readonly name: string; readonly share: number };

const heaviest = (
  rows: readonly PnlRow[],
  weightOf: (row: PnlRow) => number,
): Heaviest | undefined => {
  const total = rows.reduce((sum, row) => sum + weightOf(row), 0);
  return rows
    .map((row) => ({ name: row.name, share: total === 0 ? 0 : weightOf(row) / total }))
    .toSorted((a, b) => b.share - a.share)[0];
};

const WEIGHTS: readonly (readonly [what: string, weightOf: (row: PnlRow) => number])[] = [
  ['the fills', ({ fills }) => fills],
  ['what was won and lost', ({ net }) => Math.abs(Number(net ?? 0))],
];

const oneMarket = ({ byMarket }: ReportBand): readonly string[] => {
  const rows = byMarket.filter(({ name }) => !INCOME.has(name));
  return WEIGHTS.flatMap(([what, weightOf]) => {
    const most = heaviest(rows, weightOf);
    if (most === undefined || most.share <= SHARE_OF_ONE) return [];
    const share = percent(most.share, 0);
    return [`The result rests on one market: ${share} of ${what} is of ${most.name}.`];
  });
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

const unpaidOnPaper = ({ kind }: Pick<ReportData, 'kind'>): readonly string[] =>
  kind === 'paper'
    ? [
        'Maker rebates and liquidity rewards are not simulated on paper: they stand at zero, ' +
          'whatever would have been earned. A backtest counts both.',
      ]
    : [];

const failedReads = ({ problems }: ReportData['source']): readonly string[] => {
  const times = problems.reduce((sum, problem) => sum + problem.times, 0);
  return times === 0
    ? []
    : [`Reads failed or books differed ${plural(times, 'time')}: see data quality below.`];
};

// What ends a file before its end.
const CUT_OFF = 'truncated';

const brokenData = ({ kind, source }: Pick<ReportData, 'kind' | 'source'>): readonly string[] => {
  if (kind !== 'backtest') return failedReads(source);
  const rows = source.problems.reduce((sum, problem) => sum + problem.rows, 0);
  const isCut = source.problems.some(({ kind: problem }) => problem === CUT_OFF);
  return [
    ...(isCut ? ['The data is damaged or cut off: what stood behind that place is missing.'] : []),
    ...(rows === 0
      ? []
      : [`The data has faults in ${plural(rows, 'row')}: see data quality below.`]),
  ];
};

const isGenerated = ({ provenance }: ReportData['source']): boolean =>
  provenance.length > 0 && provenance.every(({ value }) => value === 'generated');

const assumedData = ({ source }: Pick<ReportData, 'source'>): readonly string[] => {
  if (isGenerated(source))
    return ['Generated markets were made by us. A profit on them means nothing.'];
  const fieldsOf = (
    wanted: MetadataProvenance['origin'],
    textOf: (one: MetadataProvenance) => string,
  ) =>
    [...new Set(source.provenance.filter(({ origin }) => origin === wanted).map(textOf))].join(
      ', ',
    );
  const replaced = fieldsOf('overridden', ({ field, value }) => `${field}=${value}`);
  const assumed = fieldsOf('assumed', ({ field }) => field);
  return [
    ...(replaced === '' ? [] : [`Not as recorded, but as you said (--assume): ${replaced}.`]),
    ...(assumed === '' ? [] : [`Not recorded but assumed, of at least one market: ${assumed}.`]),
  ];
};

/** How far the result of a band can be believed. */
export const bandWarnings = (band: ReportBand): readonly string[] => [
  ...unknownNet(band),
  ...fewFills(band),
  ...oneMarket(band),
  ...restsOnMarks(band),
];

/** The warnings that the data of a report gives by itself. */
export const warningsOf = (
  data: Pick<ReportData, 'kind' | 'bands' | 'source'>,
): readonly string[] => {
  const band = countingBand(data);
  const ofBand = band === undefined ? ['There is no band: nothing was run.'] : bandWarnings(band);
  return [...ofBand, ...unpaidOnPaper(data), ...brokenData(data), ...assumedData(data)];
};
