// Lists come in pages. The CLOB's cursors are places in a list; those of the feeds name the last
// row that was given, since rows are added at the front in the meantime.

/** A page and the cursor of the next one. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null };

/** The cursor before the first page of a CLOB list, and the one after its last. */
export const CLOB_CURSORS = { first: 'MA==', end: 'LTE=' } as const;

const encode = (text: string): string => Buffer.from(text).toString('base64');
const decode = (cursor: string): string => Buffer.from(cursor, 'base64').toString();

/** A page by place; null when the cursor is none. */
export const pageByPlace = <Row>(
  rows: readonly Row[],
  cursor: string,
  size: number,
): Page<Row> | null => {
  const start = decode(cursor);
  if (!/^\d{1,9}$/.test(start)) return null;
  const end = Number(start) + size;
  return {
    rows: rows.slice(Number(start), end),
    next: end < rows.length ? encode(String(end)) : null,
  };
};

/** A row with a name of its own. */
export type Keyed = { readonly key: string };

/** A page after a named row; null when the cursor names none. */
export const pageByKey = <Row extends Keyed>(
  rows: readonly Row[],
  cursor: string | null,
  size: number,
): Page<Row> | null => {
  const last = cursor === null ? null : decode(cursor);
  const start = last === null ? 0 : rows.findIndex(({ key }) => key === last) + 1;
  if (last !== null && start === 0) return null;
  const page = rows.slice(start, start + size);
  const isWhole = start + size >= rows.length;
  return { rows: page, next: isWhole ? null : encode(page.at(-1)?.key ?? '') };
};
