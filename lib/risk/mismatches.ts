// Where believed and venue state contradict each other. One look proves nothing, since the reads
// are not made at one instant: the second in a row halts, the second match in a row clears.

import { alarm, notice } from './messages.ts';
import type { Verdict } from '../accounting/compare-venue.ts';
import type { Mismatch, MismatchScope } from '../domain/risk-state.ts';
import type { RiskMessage } from './messages.ts';

/** How many cycles in a row it takes to halt and to clear. */
const CYCLES_NEEDED = 2;

const keyOf = (scope: MismatchScope): string =>
  scope.kind === 'cash' ? 'cash' : `market ${scope.condition}`;

const afterDifference = (before: Mismatch | undefined, verdict: Verdict): Mismatch => {
  const differingCycles = (before?.differingCycles ?? 0) + 1;
  return {
    scope: verdict.scope,
    differingCycles,
    matchingCycles: 0,
    halted: before?.halted === true || differingCycles >= CYCLES_NEEDED,
    detail: verdict.detail,
  };
};

const afterMatch = (before: Mismatch | undefined): readonly Mismatch[] => {
  if (before?.halted !== true) return [];
  const matchingCycles = before.matchingCycles + 1;
  return matchingCycles >= CYCLES_NEEDED ? [] : [{ ...before, differingCycles: 0, matchingCycles }];
};

/** The mismatches after a look, and what is to be said. */
export type MismatchStep = {
  readonly mismatches: readonly Mismatch[];
  readonly messages: readonly RiskMessage[];
};

const saidOf = (
  before: readonly Mismatch[],
  after: readonly Mismatch[],
): readonly RiskMessage[] => {
  const halted = (all: readonly Mismatch[]) => all.filter((one) => one.halted);
  const keys = (all: readonly Mismatch[]) => new Set(halted(all).map((one) => keyOf(one.scope)));
  const [old, current] = [keys(before), keys(after)];
  return [
    ...halted(after)
      .filter((one) => !old.has(keyOf(one.scope)))
      .map((one) => alarm(`Halted ${keyOf(one.scope)}: ${one.detail}`)),
    ...halted(before)
      .filter((one) => !current.has(keyOf(one.scope)))
      .map((one) => notice(`Resumed ${keyOf(one.scope)}: books and venue agree`)),
  ];
};

/** Counts this cycle's verdicts. A scope without one stays as it is. */
export const countVerdicts = (
  before: readonly Mismatch[],
  verdicts: readonly Verdict[],
): MismatchStep => {
  const known = new Map(before.map((one) => [keyOf(one.scope), one]));
  const judged = new Set(verdicts.map((verdict) => keyOf(verdict.scope)));
  const counted = verdicts.flatMap((verdict) => {
    const previous = known.get(keyOf(verdict.scope));
    return verdict.kind === 'differs' ? [afterDifference(previous, verdict)] : afterMatch(previous);
  });
  const mismatches = [...before.filter((one) => !judged.has(keyOf(one.scope))), ...counted];
  return { mismatches, messages: saidOf(before, mismatches) };
};

/** Clears a mismatch that an operator's correction entry has settled. */
export const clearMismatch = (
  before: readonly Mismatch[],
  scope: MismatchScope,
): readonly Mismatch[] => before.filter((one) => keyOf(one.scope) !== keyOf(scope));
