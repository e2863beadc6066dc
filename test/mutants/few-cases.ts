// Stands in for `fc.assert` while mutants are tested. A law is tried on few cases, and always on
// the same ones: a verdict costs milliseconds and can be had again. A broken law is not shrunk.

import fc from 'fast-check';
import type { IRawProperty, Parameters } from 'fast-check';

const CASES = 200;
const SEED = 20_261_128;

/** Tries a law on its first cases. */
export const assert = <Ts>(
  property: IRawProperty<Ts>,
  parameters?: Parameters<Ts>,
): Promise<void> | void =>
  fc.assert(property, {
    ...parameters,
    numRuns: Math.min(parameters?.numRuns ?? CASES, CASES),
    seed: SEED,
    endOnFailure: true,
  });
