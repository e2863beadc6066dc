// Where nobody looked, nothing is known: a chart that went on there would show quotes that had long
// expired, and prices that nobody saw.

// A series is broken where two of its moments are further apart than so many of its usual steps.
const STEPS_MAX = 5;

const usualStep = (times: readonly number[]): number => {
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
};

/** A row of a series by its index, or the moment from which on nothing is known. */
export type Step =
  | { readonly kind: 'row'; readonly at: number; readonly index: number }
  | { readonly kind: 'break'; readonly at: number };

/** Puts a break after each row that is followed by a long silence. Unit: s, in order. */
export const withBreaks = (times: readonly number[]): readonly Step[] => {
  const usual = usualStep(times);
  return times.flatMap((at, index): Step[] => {
    const row: Step = { kind: 'row', at, index };
    const next = times[index + 1];
    const isSilent = usual > 0 && next !== undefined && next - at > STEPS_MAX * usual;
    return isSilent ? [row, { kind: 'break', at: at + usual }] : [row];
  });
};
