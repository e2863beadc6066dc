// A statement as rows of text: one table for programs and spreadsheets, amounts in decimal text.

import { formatPrice } from '../units/price.ts';
import { formatShares } from '../units/shares.ts';
import { formatTime } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import type { LotMove, StatementLine } from '../accounting/statement.ts';
import type { LedgerEntry } from '../domain/ledger-entry.ts';

// The columns in their order, as a row that says nothing.
const EMPTY = {
  sequence: '',
  time: '',
  event: '',
  market: '',
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

const ofLot = (lot: LotMove): Part => ({
  market: lot.condition,
  token: lot.token,
  outcome: lot.outcome,
  shares: formatShares(lot.shares),
  cost: formatUsdc(lot.cost),
  shares_after: formatShares(lot.sharesAfter),
  cost_after: formatUsdc(lot.costAfter),
});

// The money of a line stands on its first row alone, so that columns can be summed.
const rowsOf = (line: StatementLine): readonly StatementRow[] => {
  const strategy = line.strategy ?? '';
  const money: Part = {
    realized: formatUsdc(line.realized),
    fee: formatUsdc(line.fee),
    cash: formatUsdc(line.cash),
  };
  const [first, ...others] = line.lots;
  const head = ofEntry(line.entry);
  return [
    { ...EMPTY, ...head, strategy, ...(first === undefined ? {} : ofLot(first)), ...money },
    ...others.map((lot) => ({ ...EMPTY, ...head, strategy, ...ofLot(lot) })),
  ];
};

/** A statement as rows; the money of each line stands once. */
export const statementRows = (lines: readonly StatementLine[]): readonly StatementRow[] =>
  lines.flatMap(rowsOf);

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
