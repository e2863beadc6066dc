// The operator's switch. What it says is one thing, whether it could be read another.

/** The three positions of the kill switch. */
export type KillSwitch = 'off' | 'reduce-only' | 'halt';

/** A reading of the kill switch; a failed one sends nothing new and cancels nothing. */
export type KillSwitchReading =
  | { readonly kind: 'read'; readonly position: KillSwitch; readonly source: string }
  | { readonly kind: 'failed'; readonly source: string; readonly detail: string };

// A halt that can be read stands, whatever the other places say; a failed read comes next, since
// it may hide a halt.
const STRENGTH = { halt: 3, failed: 2, 'reduce-only': 1, off: 0 } as const;

const strengthOf = (reading: KillSwitchReading): number =>
  STRENGTH[reading.kind === 'failed' ? 'failed' : reading.position];

/** The reading that counts of several places: the strictest one. */
export const strictest = (
  first: KillSwitchReading,
  ...others: readonly KillSwitchReading[]
): KillSwitchReading =>
  others.reduce(
    (strict, reading) => (strengthOf(reading) > strengthOf(strict) ? reading : strict),
    first,
  );
