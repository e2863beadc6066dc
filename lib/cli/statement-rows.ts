// A statement as rows of text: one table for programs and spreadsheets, amounts in decimal text.

import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatTime } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import type { LotMove, StatementLine } from '../accounting/statement.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';
import type { MarketNames } from '../wiring/market-names.ts';

// The columns in their order, as a row that says nothing.
const EMPTY = {
  sequence: '',
  time: '',
  event: '',
  market: '',
  name: '',
  token: '',
  outcome: '',
  strategy: '',
  side: '',
  role: '',
  price: '',
  shares: '',
  cost: '',
  shares_after: '',
  cost_after: '',
  realized: '',
  fee: '',
  cash: '',
  status: '',
  trade: '',
  order: '',
  note: '',
};

/** One row; a column that has nothing to say is empty. */
export type StatementRow = Readonly<typeof EMPTY>;

type Part = Partial<StatementRow>;

const ofEntry = (entry: LedgerEntry): Part => {
  const head = { sequence: String(entry.sequence), time: formatTime(entry.at), event: entry.kind };
  if (entry.kind === 'fill') {
    const { side, role, price, status, trade, order } = entry;
    return { ...head, side, role, price: formatPrice(price), status, trade, order };
  }
  if (entry.kind === 'transition') {
    const { status, trade, order } = entry;
    return { ...head, status, trade, order };
  }
  return entry.kind === 'correction' ? { ...head, note: entry.note } : head;
};

const ofLot = (lot: LotMove, names: MarketNames): Part => ({
  market: lot.condition,
  name: names.get(lot.condition) ?? '',
  token: lot.token,
  outcome: lot.outcome,
  shares: formatShares(lot.shares),
  cost: formatUsdc(lot.cost),
  shares_after: formatShares(lot.sharesAfter),
  cost_after: formatUsdc(lot.costAfter),
});

// The money of a line stands on its first row alone, so that columns can be summed.
const rowsOf = (line: StatementLine, names: MarketNames): readonly StatementRow[] => {
  const strategy = line.strategy ?? '';
  const money: Part = {
    realized: formatUsdc(line.realized),
    fee: formatUsdc(line.fee),
    cash: formatUsdc(line.cash),
  };
  const [first, ...others] = line.lots;
  const head = { ...EMPTY, ...ofEntry(line.entry), strategy };
  return [
    { ...head, ...(first === undefined ? {} : ofLot(first, names)), ...money },
    ...others.map((lot) => ({ ...head, ...ofLot(lot, names) })),
  ];
};

/** A statement as rows; the money of each line stands once, and a market may have no name. */
export const statementRows = (
  lines: readonly StatementLine[],
  names: MarketNames,
): readonly StatementRow[] => lines.flatMap((line) => rowsOf(line, names));

// A cell that a spreadsheet would take for a formula begins with a quote there.
const cell = (text: string): string => {
  const safe = /^[=+@\t]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as CSV: RFC 4180, with a header. */
export const csvOf = (rows: readonly StatementRow[]): string =>
  [Object.keys(EMPTY), ...rows.map((row) => Object.values(row).map(cell))]
    .map((cells) => `${cells.join(',')}\r\n`)
    .join('');
