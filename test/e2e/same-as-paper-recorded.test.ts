// Real markets, on paper and live. What their recording lacks is assumed, and thresholds are low so
// that a quarter of an hour shows what hours would. A recording whose feed falls silent cannot be
// played so: paper takes its books for stale, while a venue has its book whenever it is asked.

import { expect, it } from 'vitest';
import { recordedTape } from '../backtest/recorded.ts';
import { describeWithRecordings } from '../recordings.ts';
import { deedsIn, expectSame } from './likeness.ts';
import { playTwins } from './twins.ts';

const ASSUME = 'end=+48h,gameStart=none,volume24h=100000';
const PATIENCE_MS = 120_000;

const ENV = {
  CYCLE_SECONDS: '15',
  WHALE_USD: '100',
  MIN_MOVE_CENTS: '1',
  TAKE_PROFIT_CENTS: '1',
  MAX_HOLD_MINUTES: '3',
};

describeWithRecordings('tickscope-ws-ticks', (path) => {
  it(
    'with fees and four cycles a minute are the same over HTTP as on paper',
    async () => {
      const twins = await playTwins({
        tape: await recordedTape({ path, assume: ASSUME }),
        env: ENV,
      });
      expectSame(twins);
      const deeds = ['MM BUY', 'FF BUY', 'FF SELL', 'FF fee', 'Protect SELL', 'Protect fee'];
      expect(deedsIn(twins.live)).toEqual(expect.arrayContaining(deeds));
    },
    PATIENCE_MS,
  );
});
