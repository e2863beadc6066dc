// What earned and what paid: the money lines, then the same sum by strategy, category and market.

import { count, dollars, shown, signed } from '../format.ts';
import { html } from '../html.ts';
import { number, table, text } from '../table.ts';
import { perBand } from './per-band.ts';
import type { Html, Part } from '../html.ts';
import type { Amount, Money, PnlRow, ReportBand, ReportData } from '../report-data.ts';

const negated = (amount: Amount): Amount => (amount === null ? null : String(-Number(amount)));

const LINES: readonly (readonly [string, (money: Money) => Amount, string])[] = [
  ['Realized', ({ realized }) => realized, 'closed by fills, merges and resolution, before fees'],
  ['Unrealized', ({ unrealized }) => unrealized, 'what is held, at what it could be sold for'],
  ['Fees', ({ fees }) => negated(fees), 'paid to the venue as a taker'],
  ['Rebates', ({ rebates }) => rebates, 'maker rebates'],
  ['Rewards', ({ rewards }) => rewards, 'liquidity rewards for resting quotes'],
  ['Yield', ({ yield: paidOut }) => paidOut, 'paid on what was held'],
];

const moneyTable = ({ money }: ReportBand): Html =>
  table({
    caption: 'Where the money came from and where it went',
    columns: [text('Line'), number('Dollars'), text('Which is')],
    rows: LINES.map(([name, of, words]) => [name, signed(of(money), dollars), words]),
    empty: 'nothing.',
    foot: [['Net', signed(money.net, dollars), 'the sum of the lines above']],
  });

const cells = (row: PnlRow): readonly Part[] => [
  row.name,
  signed(row.net, dollars),
  signed(row.realized, dollars),
  signed(row.unrealized, dollars),
  signed(negated(row.fees), dollars),
  signed(row.income, dollars),
  count(row.fills),
  shown(row.volume, dollars),
];

const total = (rows: readonly PnlRow[], part: keyof Omit<PnlRow, 'name' | 'fills'>): Amount =>
  rows.reduce<Amount>((sum, row) => {
    const amount = row[part];
    return sum === null || amount === null ? null : String(Number(sum) + Number(amount));
  }, '0');

const totals = (rows: readonly PnlRow[]): PnlRow => ({
  name: 'All',
  realized: total(rows, 'realized'),
  unrealized: total(rows, 'unrealized'),
  fees: total(rows, 'fees'),
  income: total(rows, 'income'),
  net: total(rows, 'net'),
  fills: rows.reduce((sum, row) => sum + row.fills, 0),
  volume: total(rows, 'volume'),
});

const INCOME: readonly string[] = ['rebates', 'rewards', 'yield'];

// The best first; what is not known after that, and income that is nobody's at the end.
const rankOf = ({ name, net }: PnlRow): number =>
  INCOME.includes(name) ? -Infinity : Number(net ?? -Number.MAX_VALUE);

const ranked = (rows: readonly PnlRow[]): readonly PnlRow[] =>
  rows.toSorted((a, b) => (rankOf(a) === rankOf(b) ? 0 : rankOf(b) - rankOf(a)));

const titled = (title: string): string => `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`;

const pnlTable = (title: string, rows: readonly PnlRow[]): Html =>
  table({
    caption: `Profit and loss by ${title}`,
    columns: [
      text(titled(title)),
      ...['Net', 'Realized', 'Unrealized', 'Fees', 'Income', 'Fills', 'Volume'].map(number),
    ],
    rows: rows.map(cells),
    empty: 'nothing was filled and nothing was paid.',
    foot: rows.length > 1 ? [cells(totals(rows))] : [],
  });

const ofBand = (band: ReportBand): Html => html`${moneyTable(band)}
${pnlTable('strategy', ranked(band.byStrategy))}
${pnlTable('category', ranked(band.byCategory))}
${pnlTable('market', ranked(band.byMarket))}`;

/** The section on profit and loss. */
export const pnlSection = ({ bands }: ReportData): Html =>
  html`<section id="pnl" aria-labelledby="pnl-heading">
<h2 id="pnl-heading">Profit and loss</h2>
${perBand(bands, ofBand)}
</section>`;
