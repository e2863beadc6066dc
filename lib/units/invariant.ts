// A broken invariant is a bug of ours, never an expected outcome: it throws, and only adapters and
// handlers may catch it.

/**
 * Throws when a condition that must hold does not.
 * Throws: Error naming the positive statement that was false.
 */
export function invariant(condition: boolean, statement: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${statement}`);
}

/**
 * Returns a value that must be there.
 * Throws: Error naming the positive statement that was false.
 */
export const present = <T>(value: T | undefined, statement: string): T => {
  if (value === undefined) throw new Error(`Invariant broken: ${statement}`);
  return value;
};
