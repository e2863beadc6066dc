// The text of `keel start --help`.

import { DEFAULT_SEED } from './start-options.ts';

/** What `keel start --help` prints. */
export const START_HELP = `keel start: trade on paper, with simulated money and no account

Usage: npm start -- [options]        (or: npx keel start [options])

Without options it plays generated markets as fast as it can and ends with a summary.
A second start goes on where the first one ended.

  --data PATH        play a recording: the folder of a set, or one of its files
  --source live      public market data as it comes, with simulated fills
  --seed N           another run of the generated markets (default ${String(DEFAULT_SEED)})
  --speed X          max (default), or a multiple of real time: 60 plays an hour in a minute
  --until WHEN       end earlier: a time in UTC (2025-06-19T20:00:00Z) or "120 cycles"
  --preset NAME      conservative, balanced (default), aggressive, aggressive_enterprise
  --portfolio ID     the portfolio whose state is used; by default one per source
  --fresh            forget that portfolio's paper state first
  --assume LIST      replace what a recording does not say: end=+48h,volume24h=100000
                     (end, gameStart, volume24h, category, feeRate, tick, minSize)
  --on-problem WHAT  go-on (default) or stop at the first damaged place of a recording
  --state FOLDER     where the state is kept (default data/state)
  --json             log as JSON lines
  --help             this text

Everything else is configuration: docs/configuration.md. Ctrl-C ends after the running
cycle, with all orders cancelled and the state saved; a second Ctrl-C ends at once.
To halt trading from outside, create the file data/KILL.
`;
