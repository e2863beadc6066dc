// Assertions that hold of anything, and tests that do not run: what a green run must not rest on.

const EMPTY: readonly RegExp[] = [
  /\.toBeGreaterThanOrEqual\(0n?\)/,
  /\bexpect\((?:true|false|null|undefined|\d+|'[^']*')\)/,
  /(?<!\.not)\.(?:toBeTruthy|toBeDefined)\(\)/,
  /\b(?:it|test|describe)\.(?:todo|only)\(/,
];

// Contracts that several test files share bring their own assertions.
const ASSERTS = /\bexpect\(|\bexpect[A-Z]\w*\(|\bfc\.assert\(|\b\w+Contract\(/;

const isQuoted = (line: string): boolean => /^\s*\[['"].*\],?$/.test(line);

/** The lines of a test file that assert nothing, or the file itself where none does. */
export const emptyAssertions = (source: string): readonly string[] => {
  const lines = source.split('\n').filter((line) => !isQuoted(line));
  const found = lines.filter((line) => EMPTY.some((pattern) => pattern.test(line)));
  return found.length > 0 || ASSERTS.test(source) ? found : ['nothing is asserted'];
};
