// The text of `keel backtest --help`, for a terminal of 80 columns.

import { SHARE_OF_VOLUME } from '../simulation/fill-model.ts';
import { formatRatio } from '../units/ratio.ts';

/** What `keel backtest --help` prints. */
export const BACKTEST_HELP = `keel backtest: what a portfolio would have made of recorded or
generated markets, under three sets of assumptions about fills

Usage: keel backtest [--data PATH | --seed N] [options]

Only the pessimistic band counts; the others show how much hangs on what
nobody can know. docs/backtesting.md says what is simulated, and how.

  --data PATH        a recording: the folder of a set, one of its files, or a
                     compact tape (keel tape --help)
  --seed N           of the generated markets, and of all that is drawn by
                     chance (default 1)
  --hours N          how long the generated markets last (default 5)
  --preset NAME      one preset, or all; by default the configured one
  --cash AMOUNT      opening cash in dollars (default as configured)
  --latency WHAT     typical (default): calls take time and cycles start late;
                     none: a paper session on the same tape
  --band NAME        all (default), pessimistic, base or optimistic
  --share X          the most we get of any trade (default ${formatRatio(SHARE_OF_VOLUME)})
  --until TIME       end earlier, at a time in UTC (2025-06-19T20:00:00Z)
  --assume LIST      replace what a recording says or lacks, as for keel start
  --on-problem WHAT  go-on (default), or stop at the first damaged place
  --out FILE         write the report as one page
  --log FILE         write what the cycles of the first band say, as JSON lines
  --check-lookahead  prove that no decision depends on what comes after it
  --json             one JSON document instead of the summary; a line for each
                     preset with --check-lookahead
  --help             this text

Nothing is stored but the page and the log, each over what was there. Progress
goes to standard error.

Exit code 0: done. 1: it failed, a band ended early (a cycle failed, or
--on-problem stop), or a decision depended on what came after it. 2: used
wrongly.`;
