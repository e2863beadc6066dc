// The text of `keel start --help`, for a terminal of 80 columns.

import { DEFAULT_SEED } from './start-options.ts';

/** What `keel start --help` prints. */
export const START_HELP = `keel start: trade on paper, with simulated money and no account, or with
LIVE_TRADING=I_UNDERSTAND_THE_RISKS with real money

Usage: npm start -- [options]

Without options it plays generated markets as fast as it can and sums up.
A second start goes on where the first one ended.

  --data PATH        a recording: the folder of a set, one of its files, or a
                     compact tape (keel tape --help)
  --source live      public market data as it comes, with simulated fills
  --seed N           another run of the generated markets (default ${String(DEFAULT_SEED)})
  --speed X          max (default), or a multiple of real time: at 60 an hour
                     takes a minute
  --until WHEN       end earlier: at a time in UTC (2025-06-19T20:00:00Z), or
                     after a number of cycles ("120 cycles")
  --preset NAME      conservative, balanced (default), aggressive or
                     aggressive_enterprise
  --portfolio ID     the portfolio that trades (by default one per source)
  --fresh            forget that portfolio's paper state first
  --assume LIST      replace what a recording says or lacks, for example
                     end=+48h,volume24h=100000 (end, gameStart, volume24h,
                     category, feeRate, tick, minSize)
  --on-problem WHAT  go-on (default), or stop at the first damaged place of
                     a recording
  --state FOLDER     where the state is kept (default data/state)
  --json             log as JSON lines; progress goes to standard error
  --port N           the port of the page (default 0: a free one)
  --view-controls    buttons on the page that stop trading, as keel kill does
  --keep-open        serve the page after the end, until Ctrl-C
  --no-view          serve no page
  --help             this text

While it runs, a page on 127.0.0.1 shows what it does: docs/live-view.md. Its
address is printed first, on standard error beside --json.

With LIVE_TRADING only --until, --preset, --portfolio, --state, --json and the
options of the page are allowed, and keel doctor has to be green first:
docs/live-trading.md.

Everything else is configuration: docs/configuration.md. Ctrl-C ends after the
running cycle, with all orders cancelled and the state saved; a second Ctrl-C
ends at once. To halt trading from outside, create the file data/KILL.

Exit code 0: it ended as it should. 1: it failed, or stopped at a damaged place.
2: used wrongly.`;
