// Tables in the terminal: text columns to the left, numbers to the right.

/** The cells of a row; the first one is text, the others are numbers. */
export type Row = readonly string[];

/** Lays out rows below a header, two blanks apart and two from the edge, or says `none`. */
export const textTable = (header: Row, rows: readonly Row[]): readonly string[] => {
  if (rows.length === 0) return ['  none'];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: Row): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)].map((text) => `  ${text}`);
};
