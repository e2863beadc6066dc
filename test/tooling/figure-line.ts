// The last line of a command that measures: all that counts, in one line that a script can read.

/** Names the command, then each figure. */
export const figureLine = (
  command: string,
  figures: Readonly<Record<string, string | number>>,
): string =>
  `${command}: ${Object.entries(figures)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')}`;
