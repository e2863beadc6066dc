// The level changes of a block as bytes, column by column, since neighbours in a column resemble
// each other. A column has a unit, the largest that divides all of it: prices stand in ticks, sizes
// mostly in hundredths of a share. A price is told by its distance from the last one of its token.

import { ROW } from '../../domain/tape-block.ts';
import type { TapeBlock } from '../../domain/tape-event.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';

/** The columns of a block. */
export type Columns = Pick<TapeBlock, 'count' | 'kinds' | 'times' | 'tokens' | 'prices' | 'sizes'>;

const PRICE_MAX = 999_999;

const gcd = (a: number, b: number): number => {
  let [large, small] = [a, b];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
};

// The rest of an odd column is one, and then no further value need be looked at.
const unitOf = ({ kinds, count }: Columns, column: Uint32Array | Float64Array): number => {
  let unit = 0;
  for (let row = 0; row < count && unit !== 1; row += 1)
    if (kinds[row] !== ROW.other) unit = gcd(unit, column[row] ?? 0);
  return Math.max(1, unit);
};

/** Writes the columns; the other events of the block stand elsewhere. */
export const writeColumns = (columns: Columns, out: ByteWriter): void => {
  const { count, kinds, times, tokens, prices, sizes } = columns;
  const priceUnit = unitOf(columns, prices);
  const sizeUnit = unitOf(columns, sizes);
  const lastPrices = new Map<number, number>();
  out.count(count);
  out.count(priceUnit);
  out.count(sizeUnit);
  for (let row = 0; row < count; row += 1)
    out.count((times[row] ?? 0) - (row === 0 ? 0 : (times[row - 1] ?? 0)));
  for (let row = 0; row < count; row += 1) {
    const kind = kinds[row] ?? ROW.other;
    out.count(kind === ROW.other ? 0 : 1 + kind + 2 * (tokens[row] ?? 0));
  }
  for (let row = 0; row < count; row += 1) {
    if (kinds[row] === ROW.other) continue;
    const token = tokens[row] ?? 0;
    const price = (prices[row] ?? 0) / priceUnit;
    out.signed(price - (lastPrices.get(token) ?? 0));
    lastPrices.set(token, price);
  }
  for (let row = 0; row < count; row += 1)
    if (kinds[row] !== ROW.other) out.count((sizes[row] ?? 0) / sizeUnit);
};

/** Gives columns for so many rows. */
export type ColumnsOf = (count: number) => Columns;

/** Gives new ones each time. */
export const freshColumns: ColumnsOf = (count) => ({
  count,
  kinds: new Uint8Array(count),
  times: new Float64Array(count),
  tokens: new Uint32Array(count),
  prices: new Uint32Array(count),
  sizes: new Float64Array(count),
});

/**
 * Gives the same memory each time, and more of it only where it does not suffice: what was read
 * before is overwritten. New columns for every block would be megabytes that wait for a collector
 * which sees little of them.
 */
export const reusedColumns = (): ColumnsOf => {
  let memory = freshColumns(0);
  return (count) => {
    if (memory.count < count) memory = freshColumns(count);
    return { ...memory, count };
  };
};

// Rows of other events are numbered as they come; gives how many there are.
const readKinds = ({ count, kinds, tokens }: Columns, tokenCount: number, from: ByteReader) => {
  let others = 0;
  for (let row = 0; row < count; row += 1) {
    const code = from.count();
    if (code === 0) {
      kinds[row] = ROW.other;
      tokens[row] = others;
      others += 1;
      continue;
    }
    const kind = (code - 1) % 2;
    const token = (code - 1 - kind) / 2;
    if (token >= tokenCount) from.fail();
    kinds[row] = kind;
    tokens[row] = token;
  }
  return others;
};

const readTimes = ({ count, times }: Columns, from: ByteReader): void => {
  let time = 0;
  for (let row = 0; row < count; row += 1) {
    time += from.count();
    times[row] = time;
  }
  if (!Number.isSafeInteger(time)) from.fail();
};

type Units = { readonly priceUnit: number; readonly sizeUnit: number };

const readPrices = (
  { count, kinds, tokens, prices }: Columns,
  { priceUnit, tokenCount }: Units & { readonly tokenCount: number },
  from: ByteReader,
): void => {
  const last = new Float64Array(tokenCount);
  for (let row = 0; row < count; row += 1) {
    if (kinds[row] === ROW.other) continue;
    const token = tokens[row] ?? 0;
    const price = (last[token] ?? 0) + from.signed();
    const micros = price * priceUnit;
    if (!(micros > 0 && micros <= PRICE_MAX)) from.fail();
    last[token] = price;
    prices[row] = micros;
  }
};

const readSizes = ({ count, kinds, sizes }: Columns, sizeUnit: number, from: ByteReader): void => {
  for (let row = 0; row < count; row += 1) {
    if (kinds[row] === ROW.other) continue;
    const size = from.count() * sizeUnit;
    if (size > Number.MAX_SAFE_INTEGER) from.fail();
    sizes[row] = size;
  }
};

/** Columns as read, and how many other events stand among their rows. */
export type ReadColumns = { readonly columns: Columns; readonly others: number };

/** What columns may be, and where they are put. */
export type Expected = {
  readonly rowsMax: number;
  readonly tokenCount: number;
  readonly columnsOf: ColumnsOf;
};

/**
 * Reads columns of at most so many rows about so many tokens. What makes no sense fails the reader:
 * then the columns mean nothing.
 */
export const readColumns = (
  { rowsMax, tokenCount, columnsOf }: Expected,
  from: ByteReader,
): ReadColumns => {
  const claimed = from.count();
  if (claimed > rowsMax) from.fail();
  const priceUnit = from.count();
  const sizeUnit = from.count();
  const columns = columnsOf(from.hasFailed() ? 0 : claimed);
  readTimes(columns, from);
  const others = readKinds(columns, tokenCount, from);
  if (from.hasFailed()) return { columns: freshColumns(0), others: 0 };
  readPrices(columns, { priceUnit, sizeUnit, tokenCount }, from);
  readSizes(columns, sizeUnit, from);
  return { columns, others };
};
