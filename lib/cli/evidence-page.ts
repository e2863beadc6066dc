// The tables of docs/evidence.md, between two markers; what stands around them is written by hand.

import { BAND_NAMES } from '../backtest/bands.ts';
import { intervalOfSum, MARKETS_MIN } from '../backtest/bootstrap.ts';
import { err, ok } from '../units/result.ts';
import { ASSUMED, EVIDENCE_PRESETS } from './evidence-jobs.ts';
import { allKnown, differences, dollars, money, netsOf, sumOf, UNKNOWN } from './evidence-sums.ts';
import { SCENARIOS, TRADERS } from './evidence-row.ts';
import type { Interval } from '../backtest/bootstrap.ts';
import type { Result } from '../units/result.ts';
import type { EvidenceCase, EvidenceRow } from './evidence-row.ts';
import type { KeptTape } from './evidence-tapes.ts';

/** What the tables are made of. */
export type Evidence = {
  readonly rows: readonly EvidenceRow[];
  readonly kept: readonly KeptTape[];
};

const BEGIN = '<!-- evidence:begin -->';
const END = '<!-- evidence:end -->';

type Cells = readonly string[];

const table = (head: Cells, rows: readonly Cells[]): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map((_, index) => (index === 0 ? '---' : '--:')).join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

// Only the band that counts is told of.
const OF_BAND = /^pessimistic: /;

const fillsOf = ({ markets }: EvidenceRow): number => sumOf(markets.map(({ fills }) => fills));

const find = ({ rows }: Evidence, wanted: Partial<EvidenceCase>): EvidenceRow | undefined =>
  rows.find((row) =>
    Object.entries(wanted).every(([name, value]) =>
      Object.entries(row.case).some(([key, own]) => key === name && own === value),
    ),
  );

const markout = (row: EvidenceRow, horizon: string): string => {
  const found = row.markouts.find((one) => one.horizon === horizon);
  return found?.cents === undefined || found.cents === null ? '-' : Number(found.cents).toFixed(2);
};

const drawdown = ({ drawdown: most }: EvidenceRow): string =>
  `${(Number(most) * 100).toFixed(2)} %`;

const HEAD: Cells = [
  'preset or its caps, who trades',
  'net pess.',
  'base',
  'opt.',
  'realized',
  'fees',
  'rebates',
  'rewards',
  'orders',
  'fills',
  'markets',
  'volume',
  'drawdown',
  'markout 10 s',
  '60 s',
  '5 min',
];

const resultRow = (evidence: Evidence, one: Omit<EvidenceCase, 'band'>): readonly Cells[] => {
  const row = find(evidence, { ...one, band: 'pessimistic' });
  if (row === undefined) return [];
  const nets = BAND_NAMES.map((band) => {
    const other = find(evidence, { ...one, band });
    return other === undefined ? UNKNOWN : money(other.money.net);
  });
  const name = one.trader === 'keel' ? `**${one.preset}**` : `${one.preset}, ${one.trader}`;
  const { realized, fees, rebates, rewards } = row.money;
  return [
    [
      name,
      ...nets,
      ...[realized, fees, rebates, rewards].map((amount) => money(amount)),
      String(row.placed),
      String(fillsOf(row)),
      String(row.markets.length),
      money(...row.markets.map(({ volume }) => volume)),
      drawdown(row),
      ...['10s', '60s', '5min'].map((horizon) => markout(row, horizon)),
    ],
  ];
};

const between = (interval: Interval | null): string =>
  interval === null
    ? `fewer than ${String(MARKETS_MIN)} markets`
    : `${dollars(interval.low)} to ${dollars(interval.high)}`;

const comparisonRow = (evidence: Evidence, one: Omit<EvidenceCase, 'band'>): Cells => {
  const row = find(evidence, { ...one, band: 'pessimistic' });
  const own = find(evidence, { ...one, trader: 'keel', band: 'pessimistic' });
  const isOwn = one.trader === 'keel';
  const name = isOwn ? one.preset : `${one.preset} less ${one.trader}`;
  if (row === undefined || own === undefined) return [name, UNKNOWN, UNKNOWN, UNKNOWN];
  const values = isOwn ? [...netsOf(row).values()] : differences(netsOf(own), netsOf(row));
  const known = allKnown(values);
  return known === null
    ? [name, UNKNOWN, String(values.length), UNKNOWN]
    : [name, dollars(sumOf(known)), String(known.length), between(intervalOfSum(known, 1n))];
};

const COMPARED: Cells = ['pessimistic, by market', 'sum', 'markets', '90 % of resampled sums'];

const topReasons = (rows: readonly EvidenceRow[]): string => {
  const counts = new Map<string, number>();
  for (const { notQuoted } of rows)
    for (const [why, times] of Object.entries(notQuoted))
      counts.set(why, (counts.get(why) ?? 0) + times);
  const all = sumOf([...counts.values()]);
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([why, times]) => `${why} (${((times / all) * 100).toFixed(0)} %)`)
    .join(', ');
};

const scenarioLines = (
  evidence: Evidence,
  set: EvidenceCase['set'],
  scenario: EvidenceCase['scenario'],
): readonly string[] => {
  const rows = evidence.rows.filter(
    (row) => row.case.set === set && row.case.scenario === scenario,
  );
  const assumed = scenario === 'as-recorded' ? 'As recorded' : `With \`${ASSUMED[scenario]}\``;
  const own = rows.filter((row) => row.case.trader === 'keel' && row.case.band === 'pessimistic');
  const reasons = `Not quoted, of all looks at a market: ${topReasons(own)}.`;
  if (rows.every((row) => row.placed === 0))
    return [`**${assumed}: no order in any of ${String(rows.length)} runs.** ${reasons}`, ''];
  if (rows.every((row) => fillsOf(row) === 0)) {
    const placed = String(Math.max(...rows.map((row) => row.placed)));
    return [`**${assumed}: up to ${placed} orders a run, and nothing was filled.** ${reasons}`, ''];
  }
  const cases = EVIDENCE_PRESETS.flatMap((preset) =>
    TRADERS.map((trader) => ({ set, scenario, preset, trader })),
  );
  const warnings = find(evidence, { set, scenario, preset: 'balanced', trader: 'keel' })?.warnings;
  return [
    `**${assumed}.** ${reasons}`,
    '',
    ...table(
      HEAD,
      cases.flatMap((one) => resultRow(evidence, one)),
    ),
    '',
    ...table(
      COMPARED,
      cases.map((one) => comparisonRow(evidence, one)),
    ),
    '',
    ...(warnings ?? []).map((said) => `- Balanced, pessimistic: ${said.replace(OF_BAND, '')}`),
    '',
  ];
};

const setLines = (evidence: Evidence, { set, sources }: KeptTape): readonly string[] => {
  const row = find(evidence, { set });
  if (row === undefined) return [];
  const { from, to, marketsOnTape, minutes } = row;
  return [
    `### ${set}`,
    '',
    `${String(marketsOnTape)} markets described, ${from.slice(0, 16)} to ${to.slice(0, 16)} UTC; ` +
      `a book of some market in ${String(minutes.known)} of ${String(minutes.all)} minutes. ` +
      `Files \`${sources}\`.`,
    '',
    ...SCENARIOS.flatMap((scenario) => scenarioLines(evidence, set, scenario)),
  ];
};

const overall = (evidence: Evidence): readonly string[] => {
  const cases = EVIDENCE_PRESETS.flatMap((preset) => TRADERS.map((trader) => ({ preset, trader })));
  const rowsOf = (one: Partial<EvidenceCase>): readonly (EvidenceRow | undefined)[] =>
    evidence.kept.map(({ set }) => find(evidence, { set, scenario: 'far-end', ...one }));
  return table(
    ['all sets, far end', 'net pess.', 'base', 'opt.', 'fills pess.', 'markets pess.'],
    cases.map((one) => {
      const rows = rowsOf({ ...one, band: 'pessimistic' }).filter((row) => row !== undefined);
      const nets = BAND_NAMES.map((band) =>
        money(...rowsOf({ ...one, band }).map((row) => row?.money.net ?? null)),
      );
      const name = one.trader === 'keel' ? `**${one.preset}**` : `${one.preset}, ${one.trader}`;
      const markets = sumOf(rows.map((row) => row.markets.length));
      return [name, ...nets, String(sumOf(rows.map(fillsOf))), String(markets)];
    }),
  );
};

/**
 * Writes the tables into a page.
 * Refuses: a page without the markers.
 */
export const evidencePage = (page: string, evidence: Evidence): Result<string, string> => {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) return err(`it lacks the markers ${BEGIN} and ${END}`);
  const [row] = evidence.rows;
  const lines = [
    '',
    `Made by \`npm run evidence\`, code \`${row?.code ?? 'unknown'}\`. ` +
      'Dollars; markouts in cents a share.',
    '',
    ...overall(evidence),
    '',
    ...evidence.kept.flatMap((kept) => setLines(evidence, kept)),
  ];
  return ok(page.slice(0, begin + BEGIN.length) + lines.join('\n') + page.slice(end));
};
