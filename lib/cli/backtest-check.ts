// `keel backtest --check-lookahead`: whether any decision of a backtest knows what comes after it.

import { compileLate } from '../adapters/local/compile-late.ts';
import { heapBound } from '../adapters/local/heap-bound.ts';
import { systemClock } from '../adapters/local/system-clock.ts';
import { bandModel } from '../backtest/bands.ts';
import { checkLookahead } from '../backtest/lookahead.ts';
import { SILENT } from '../backtest/run-band.ts';
import { msOfEpoch } from '../units/time.ts';
import { backtestOf } from './backtest-plan.ts';
import { longWork } from './long-work.ts';
import { EXIT, note, print } from './output.ts';
import type { BacktestOptions } from './backtest-options.ts';
import type { Opened, Planned } from './backtest-plan.ts';
import type { ExitCode } from './output.ts';

/** What is checked. */
export type Checked = {
  readonly options: BacktestOptions;
  readonly opened: Opened;
  readonly plans: readonly Planned[];
};

const MOMENTS = 3;

const nowMs = (): number => Number(msOfEpoch(systemClock.now()));

/** Checks every preset; fails where a decision depended on what came after it. */
export const checkAll = async ({ options, opened, plans }: Checked): Promise<ExitCode> => {
  let found = 0;
  const work = longWork('looking for decisions that know the future', note, nowMs());
  compileLate();
  const boundHeap = heapBound();
  for (const [index, plan] of plans.entries()) {
    const backtest = backtestOf(options, plan, opened.tape);
    const [band = 'pessimistic'] = options.bands;
    const model = bandModel(band, options.shareMax, options.timing);
    const check = await checkLookahead(
      (tape) => ({ ...backtest, tape, model, lens: (venue) => venue, telemetry: SILENT }),
      opened.tape,
      {
        until: backtest.until,
        moments: MOMENTS,
        progress: (share) => {
          boundHeap();
          work((index + share) / plans.length, nowMs());
        },
      },
    );
    found += check.leaks.length;
    const preset = plan.config.preset;
    if (options.output === 'json') print(JSON.stringify({ preset, band, ...check }));
    else {
      const word = check.leaks.length === 0 ? 'no decision changed' : 'DECISIONS CHANGED';
      print(`[Keel] ${preset}, ${band}: ${String(check.compared)} compared, ${word}`);
      for (const { decidedAt, futureFrom, future } of check.leaks)
        print(`  decided at ${decidedAt}: other in a ${future} future from ${futureFrom}`);
    }
  }
  return found === 0 ? EXIT.done : EXIT.failed;
};
