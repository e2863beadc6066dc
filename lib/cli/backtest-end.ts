// How a backtest came to its end: a band that ended early is no result, and programs have to see
// that in the exit code.

import { EXIT } from './output.ts';
import { describeStop } from './tape-problems.ts';
import type { BandOutcome } from '../backtest/run-band.ts';
import type { BacktestResult } from '../backtest/run-backtest.ts';
import type { TapeProblem } from '../domain/tape-event.ts';
import type { BacktestSource } from './backtest-options.ts';
import type { ExitCode } from './output.ts';

/** The damaged place at which bands ended because they were told to; null where none did. */
export const stopOf = (
  source: BacktestSource,
  { bands }: { readonly bands: readonly { readonly outcome: Pick<BandOutcome, 'market'> }[] },
  firstProblem: TapeProblem | null,
): TapeProblem | null =>
  // A reading that stops at problems looks ahead: the bands may have ended before it came to one.
  source.kind === 'recording' &&
  source.onProblem === 'stop' &&
  bands.some(({ outcome }) => outcome.market === 'tape-ended')
    ? firstProblem
    : null;

/** A result that says where it was stopped, if it was. */
export const withStop = (result: BacktestResult, stop: TapeProblem | null): BacktestResult =>
  stop === null ? result : { ...result, warnings: [describeStop(stop), ...result.warnings] };

/** The exit code of a backtest: it failed where a cycle did, and where it was stopped. */
export const exitOf = (
  { bands }: { readonly bands: readonly { readonly outcome: Pick<BandOutcome, 'failure'> }[] },
  stop: TapeProblem | null,
): ExitCode =>
  stop === null && bands.every(({ outcome }) => outcome.failure === null) ? EXIT.done : EXIT.failed;
