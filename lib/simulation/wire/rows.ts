// Lists as unreliable readers of a moving table tell them: rows twice, the other way round, or not
// all of them. Which are left out follows from the rows, so that asking again does not help.

/** How the rows of a list are told. */
export type RowsTold = 'plain' | 'repeated' | 'reversed' | 'gappy';

const GAP_EVERY = 3;

const codeOf = (name: string): number =>
  Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7);

/** Tells the rows of a list; each has a name that does not change. */
export const toldRows = <Row>(
  rows: readonly Row[],
  told: RowsTold,
  nameOf: (row: Row) => string,
): readonly Row[] => {
  switch (told) {
    case 'plain':
      return rows;
    case 'repeated':
      return rows.flatMap((row) => [row, row]);
    case 'reversed':
      return rows.toReversed();
    case 'gappy':
      return rows.filter((row) => codeOf(nameOf(row)) % GAP_EVERY !== 0);
  }
};
