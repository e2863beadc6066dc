// A mistyped name would leave a limit at its default without a word. An unknown variable that can
// only be meant for us is therefore an error; everything else in an environment is none of our
// business, so what counts as near is narrow.

// Heads of our names that other programs use as well.
const COMMON_HEAD = /_(?:URL|KEY)$/;
const OWN_PREFIX = 'KEEL_';

const squeezed = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/**
 * Counts the edits from one text to another: a letter inserted, dropped, replaced, or swapped with
 * its neighbour.
 * Source: optimal string alignment, https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance.
 */
const editDistance = (from: string, to: string): number => {
  let beforeLast: readonly number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const at = (line: readonly number[], index: number): number => line[index] ?? Infinity;
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(last, column) + 1,
          at(current, column - 1) + 1,
          at(last, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(beforeLast, column - 2) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? Infinity;
};

// One slip in a short name, two in a longer one, three in the longest. Short names with more are
// other words: BOOK_URL is not CLOB_URL.
const slipsAllowed = (length: number): number => {
  if (length <= 12) return 1;
  return length <= 20 ? 2 : 3;
};

// The first two words of our names say what they are about, so that a name which begins with them
// and ends otherwise (MAX_EXPOSURE, MAX_DRAWDOWN_PERCENT) is meant for us.
const headOf = (name: string): string => name.split('_').slice(0, 2).join('_');

const sharesHead = (name: string, known: string): boolean => {
  const head = headOf(known);
  if (!head.includes('_') || COMMON_HEAD.test(head)) return false;
  return name.toUpperCase() === head || name.toUpperCase().startsWith(`${head}_`);
};

const isMeant = (letters: string, known: string): boolean => {
  const slips = slipsAllowed(known.length);
  if (letters.charAt(0) !== known.charAt(0)) return false;
  if (Math.abs(letters.length - known.length) > slips) return false;
  return editDistance(letters, known) <= slips;
};

/** Finds the known name that an unknown one was meant to be, if it can only have been ours. */
export const nearMiss = (unknown: string, known: readonly string[]): string | undefined => {
  const bare = unknown.toUpperCase().startsWith(OWN_PREFIX)
    ? unknown.slice(OWN_PREFIX.length)
    : unknown;
  const letters = squeezed(bare);
  const [nearest] = known
    .filter((name) => sharesHead(bare, name) || isMeant(letters, squeezed(name)))
    .map((name) => ({ name, distance: editDistance(letters, squeezed(name)) }))
    .toSorted((a, b) => a.distance - b.distance);
  return nearest?.name;
};
