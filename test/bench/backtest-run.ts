// One band of a backtest in a process of its own, so that its time and its memory are nobody
// else's: node backtest-run.ts TAPE BAND LATENCY.

import { turnOfLoop } from '../../lib/adapters/local/waiting.ts';
import { compileLate } from '../../lib/adapters/local/compile-late.ts';
import { heapBound } from '../../lib/adapters/local/heap-bound.ts';
import { BAND_NAMES, NO_TIMING, TYPICAL_TIMING } from '../../lib/backtest/bands.ts';
import { SILENT } from '../../lib/backtest/run-band.ts';
import { runBacktest } from '../../lib/backtest/run-backtest.ts';
import { SHARE_OF_VOLUME } from '../../lib/simulation/fill-model.ts';
import { NO_OVERRIDES } from '../../lib/tape/assume.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { benchSettings } from './world.ts';

/** What one run came to. Unit: ms of processor time, MB at the peak. */
export type MeasuredRun = {
  readonly events: number;
  readonly cycles: number;
  readonly placed: number;
  readonly fills: number;
  readonly ms: number;
  readonly peak: number;
};

const main = async ([path = '', band = '', latency = '']: readonly string[]): Promise<void> => {
  const options = { onProblem: 'go-on', report: () => undefined, assume: NO_OVERRIDES } as const;
  const tape = await openTape(path, options);
  if (!tape.ok) throw new Error(JSON.stringify(tape.error));
  const before = process.cpuUsage();
  compileLate();
  const { bands, events } = await runBacktest({
    tape: tape.value,
    settings: benchSettings(),
    cash: usdc('10000'),
    seed: 1n,
    from: tape.value.start,
    until: tape.value.end,
    turn: turnOfLoop,
    bands: BAND_NAMES.filter((name) => name === band),
    timing: latency === 'none' ? NO_TIMING : TYPICAL_TIMING,
    shareMax: SHARE_OF_VOLUME,
    telemetry: SILENT,
    progress: heapBound(),
  });
  const { user, system } = process.cpuUsage(before);
  const measured: MeasuredRun = {
    events,
    cycles: bands[0]?.band.cycles ?? 0,
    placed: bands[0]?.band.queue.placed ?? 0,
    fills: bands[0]?.band.byMarket.reduce((sum, row) => sum + row.fills, 0) ?? 0,
    ms: (user + system) / 1_000,
    peak: process.resourceUsage().maxRSS / 1_000,
  };
  console.log(JSON.stringify(measured));
};

await main(process.argv.slice(2));
