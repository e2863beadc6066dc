// A broken invariant is a bug of ours, never an expected outcome: it throws, and only adapters,
// handlers and the edge of a cycle may catch it.

// By identity, so that no other error is taken for one whatever its words.
const BROKEN = new WeakMap<object, string>();

const broken = (statement: string): Error => {
  const error = new Error(`Invariant broken: ${statement}`);
  BROKEN.set(error, statement);
  return error;
};

/**
 * Throws when a condition that must hold does not.
 * Throws: Error naming the positive statement that was false.
 */
export function invariant(condition: boolean, statement: string): asserts condition {
  if (!condition) throw broken(statement);
}

/**
 * Returns a value that must be there.
 * Throws: Error naming the positive statement that was false.
 */
export const present = <T>(value: T | undefined, statement: string): T => {
  if (value === undefined) throw broken(statement);
  return value;
};

/** The statement that was false, when that is what was thrown; null for any other error. */
export const brokenStatement = (error: unknown): string | null =>
  typeof error === 'object' && error !== null ? (BROKEN.get(error) ?? null) : null;
