// What the verdicts on mutants come to. A mutant that does not even load says nothing about tests
// and does not count, like one that is ignored.

import type { MutantResult, MutantStatus } from '@stryker-mutator/api/core';

/** How many mutants ended in which way. */
export type Tally = {
  readonly killed: number;
  readonly survived: number;
  readonly timeout: number;
  readonly nocoverage: number;
};

/** Counts verdicts. */
export const tallyOf = (mutants: readonly Pick<MutantResult, 'status'>[]): Tally => {
  const count = (status: MutantStatus): number =>
    mutants.filter((mutant) => mutant.status === status).length;
  return {
    killed: count('Killed'),
    survived: count('Survived'),
    timeout: count('Timeout'),
    nocoverage: count('NoCoverage'),
  };
};

/** The share of mutants that tests noticed, in per cent; none at all are none noticed. */
export const scoreOf = ({ killed, survived, timeout, nocoverage }: Tally): number => {
  const all = killed + survived + timeout + nocoverage;
  return all === 0 ? 0 : (100 * (killed + timeout)) / all;
};
