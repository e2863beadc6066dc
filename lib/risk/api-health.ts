// Whether the venue can still be read. For each of its two APIs one success proves that it can;
// books that could not be read are no proof of the contrary while other reads succeed.

import { elapsed, msOfDuration } from '../units/time.ts';
import type { Limits } from '../domain/limits.ts';
import type { Observed } from '../domain/observed.ts';
import type { ApiHealth } from '../domain/risk-state.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { EpochMs } from '../units/time.ts';
import type { CauseCheck } from './breakers.ts';

/** The reads of one cycle: how many of each API succeeded and failed. */
export type ApiReads = { readonly clob: ReadCount; readonly gamma: ReadCount };

/** Successes and failures. */
export type ReadCount = { readonly succeeded: number; readonly failed: number };

/** How many failed attempts are needed: one alone is everyday weather. */
const FAILED_ATTEMPTS_MIN = 2;

const counted = (reads: readonly Observed<unknown>[]): ReadCount => {
  const succeeded = reads.filter((read) => read.kind === 'known').length;
  return { succeeded, failed: reads.length - succeeded };
};

/** Counts the reads of a snapshot. A universe from a cache that is not due counts as read. */
export const apiReadsOf = (snapshot: Snapshot): ApiReads => ({
  clob: counted([
    snapshot.mode,
    snapshot.openOrders,
    snapshot.fills,
    snapshot.balances,
    ...snapshot.books.values(),
  ]),
  gamma: counted([snapshot.universe]),
});

/** When each API was last read with success, this cycle's reads included. */
export const healthAfter = (health: ApiHealth, reads: ApiReads, now: EpochMs): ApiHealth => ({
  clobOkAt: reads.clob.succeeded > 0 ? now : health.clobOkAt,
  gammaOkAt: reads.gamma.succeeded > 0 ? now : health.gammaOkAt,
  gammaFailures: reads.gamma.succeeded > 0 ? 0 : health.gammaFailures + reads.gamma.failed,
});

const inSeconds = (ms: bigint): string => `${(ms / 1_000n).toString()}s`;

type Api = { readonly name: string; readonly okAt: EpochMs; readonly failed: number };

const isDown = (
  { okAt, failed }: Api,
  { now, limits }: { readonly now: EpochMs; readonly limits: Pick<Limits, 'apiUnhealthyAfter'> },
): boolean => elapsed(okAt, now) > limits.apiUnhealthyAfter && failed >= FAILED_ATTEMPTS_MIN;

/**
 * Judges the health of both APIs: unhealthy when one was not read with success for longer than the
 * limit and at least two attempts on it failed, of this cycle for the CLOB, of successive cycles
 * for Gamma; healthy when this cycle read both.
 */
export const checkApiHealth = (
  health: ApiHealth,
  reads: ApiReads,
  moment: { readonly now: EpochMs; readonly limits: Pick<Limits, 'apiUnhealthyAfter'> },
): CauseCheck => {
  const apis: readonly Api[] = [
    { name: 'CLOB', okAt: health.clobOkAt, failed: reads.clob.failed },
    { name: 'Gamma', okAt: health.gammaOkAt, failed: health.gammaFailures },
  ];
  const down = apis.filter((api) => isDown(api, moment));
  if (down.length === 0) {
    const allRead = reads.clob.succeeded > 0 && reads.gamma.succeeded > 0;
    return { kind: allRead ? 'healthy' : 'unclear' };
  }
  const ages = down.map(({ name, okAt, failed }) => {
    const age = inSeconds(msOfDuration(elapsed(okAt, moment.now)));
    return `no successful ${name} read for ${age}, ${String(failed)} attempts failed`;
  });
  const limit = inSeconds(msOfDuration(moment.limits.apiUnhealthyAfter));
  return { kind: 'unhealthy', detail: `${ages.join('; ')} (limit ${limit})` };
};
