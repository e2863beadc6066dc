// A market that resolves while both of its outcomes are held, over the wire: its redemption is one
// row that names no token, whoever asked for it, and the books are those of the venue after it.

import { describe, expect, it } from 'vitest';
import { sharesOfToken } from '../../lib/accounting/lots.ts';
import { changeStatus, serverBooks, turn } from '../../lib/simulation/wire/controls.ts';
import { conditionId, eventId, tokenId } from '../../lib/units/ids.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { after, hours } from '../../lib/units/time.ts';
import { formatUsdc } from '../../lib/units/usdc.ts';
import { marketNamed, universeWith } from '../backtest/markets.ts';
import { NOON } from '../loopback/clocks.ts';
import { ATE_YES, LIFE, openLife, QUOTES } from './lifecycle-scene.ts';
import type { Switches } from '../../lib/simulation/wire/switches.ts';
import type { SavedCycle } from '../backtest/session.ts';
import type { Life } from './lifecycle-scene.ts';

const NEXT = marketNamed('next', {
  condition: conditionId(`0x${'b'.repeat(64)}`),
  event: eventId('90002'),
  yes: tokenId(`7${'0'.repeat(74)}3`),
  no: tokenId(`7${'0'.repeat(74)}4`),
  end: { kind: 'at', at: after(NOON, hours(24 * 30)) },
});
const ATE_NO = { taker: 'BUY', price: '0.53', size: '6000' } as const;

// 5 YES and 5 NO for 48 cents each, all of it confirmed, while a second market goes on. A process
// that has just started reads both markets anew.
const holdingBoth = async (redemptions: Switches['redemptions']): Promise<Life> => {
  const universe = universeWith(LIFE, NEXT);
  const life = await openLife({ universe, pinned: [LIFE.condition] });
  turn(life.server, { redemptions });
  await life.minute();
  await life.minute();
  life.trade(ATE_YES);
  life.trade(ATE_NO);
  life.idle(3);
  life.restart();
  return life;
};

const ownBooks = ({ state: { ledger } }: SavedCycle) => ({
  cash: formatUsdc(ledger.cash),
  shares: [LIFE.yes, LIFE.no].map((token) => formatShares(sharesOfToken(ledger.lots, token))),
});

const venueBooks = ({ server }: Life) => {
  const { cash, shares } = serverBooks(server);
  return {
    cash: formatUsdc(cash),
    shares: [LIFE.yes, LIFE.no].map((token) => formatShares(shares.get(token) ?? ZERO_SHARES)),
  };
};

const redeemedBy = async (life: Life): Promise<readonly string[]> =>
  (await life.entries()).flatMap((entry) =>
    entry.kind === 'redemption'
      ? [`${formatShares(entry.size)} ${entry.outcome} for ${formatUsdc(entry.payout)}`]
      : [],
  );

describe.each([
  ['YES', '1', ['5 NO for 0', '5 YES for 5']],
  ['NO', '0', ['5 NO for 5', '5 YES for 0']],
  ['both by halves', '0.5', ['5 NO for 2.5', '5 YES for 2.5']],
])('a market that resolves for %s while both outcomes are held', (_what, yesPayout, taken) => {
  it.each([
    ['asked for by the system', 'whole', 'us'],
    ['done by somebody else', 'whole', 'others'],
    ['shown in a row for each token', 'by-token', 'us'],
    ['done by somebody else in a row for each token', 'by-token', 'others'],
  ] as const)('has its redemption booked: %s', async (...[, redemptions, redeemer]) => {
    const life = await holdingBoth(redemptions);
    changeStatus(life.server, LIFE.condition, { kind: 'resolved', yesPayout: ratio(yesPayout) });
    if (redeemer === 'others')
      life.server.venue.submit({ kind: 'redeem', condition: LIFE.condition });
    const ends = [await life.minute(), await life.minute(), await life.minute()];
    expect(ends.map(({ record }) => record.mismatches)).toEqual([[], [], []]);
    expect(ends.map(({ record }) => record.tradingState)).toEqual(Array(3).fill('ACTIVE'));
    const asked = ends.flatMap(({ record }) => record.chain);
    expect(asked).toEqual(redeemer === 'us' ? ['redeem life: sent'] : []);
    expect((await redeemedBy(life)).toSorted()).toEqual(taken);
    const last = ends.at(-1) ?? (await life.minute());
    expect(last.state.chainMoves).toEqual([]);
    expect(ownBooks(last)).toEqual({ ...venueBooks(life), shares: ['0', '0'] });
    expect(life.resting()).toEqual(QUOTES);
  });
});
