// Does one thing that mends something, and says what became of it. A means that breaks leaves
// behind what nobody knows.

import type { Fix, FixOutcome } from '../domain/doctor-fix.ts';
import type { DoctorFixes } from '../ports/doctor.ts';
import type { WalletAddress } from '../units/ids.ts';

/** Applies a fix, once. */
export const applyFix = async (
  fixes: DoctorFixes,
  fix: Fix,
  holder: WalletAddress,
): Promise<FixOutcome> => {
  try {
    return await fixes.apply(fix, holder);
  } catch (error) {
    const detail = error instanceof Error ? error.name : 'a failure without a name';
    return { kind: 'unknown', detail };
  }
};

/** Says what became of a fix. */
export const describeOutcome = (outcome: FixOutcome): string =>
  outcome.kind === 'done' ? 'done' : `${outcome.kind}: ${outcome.detail}`;
