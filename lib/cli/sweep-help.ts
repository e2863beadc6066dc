// The text of `keel sweep --help`, for a terminal of 80 columns.

import { SHARE_OF_VOLUME } from '../simulation/fill-model.ts';
import { formatRatio } from '../units/ratio.ts';

/** What `keel sweep --help` prints. */
export const SWEEP_HELP = `keel sweep: try many settings on recorded or generated markets, and see
whether the best of them is more than luck

Usage: keel sweep --vary NAME=a,b,c [--vary NAME=...] [options]

Each trial is a backtest in the pessimistic band. The best of many trials is
good on the data it was chosen on; only what was held out says anything.
docs/sweeps.md says what the numbers mean.

  --vary NAME=a,b,c  a variable of the configuration with the values to try, or
                     a number of a strategy, such as mm.gamma=0.1,0.2; all
                     combinations are tried
  --vary NAME=x..y   with --random: any decimal from x to y
  --random N         N different trials, chosen by the seed
  --walk-forward time:N     choose on what came before, look at what came after
  --walk-forward markets:N  choose on some markets, look at the others
  --choose WHAT      the best by net (default) or by sharpe
  --out FILE         keep results as JSON lines; run again, it goes on there
  --threads N        default: as many as there are cores
  --period LENGTH    1m, 5m, 15m, 1h, 4h or 1d: how long one return is (default:
                     the longest of which the tape has 200; 1m at least)
  --top N            how many trials are shown (default 10)
  --jobs FILE        write the runs that are to be made, for AWS, and make none;
                     over what is there
  --data PATH        a recording: the folder of a set, one of its files, or a
                     compact tape (keel tape --help)
  --seed N           of the generated markets, and of all that is drawn by
                     chance (default 1)
  --hours N          how long the generated markets last (default 5)
  --preset NAME      by default the configured one
  --cash AMOUNT      opening cash in dollars (default as configured)
  --latency WHAT     typical (default) or none, as for keel backtest
  --band NAME        pessimistic (default), or all to show the others beside it
  --share X          the most we get of any trade (default ${formatRatio(SHARE_OF_VOLUME)})
  --until WHEN       end earlier, at a time in UTC (2025-06-19T20:00:00Z)
  --assume LIST      replace what a recording says or lacks, as for keel start
  --on-problem WHAT  go-on (default), or stop at the first damaged place
  --json             one JSON document instead of the tables
  --help             this text

Progress goes to standard error.

Exit code 0: done. 1: it failed, a run ended early because a cycle failed, or
runs are missing. 2: used wrongly.`;
