// A redemption takes what the wallet holds at that moment. What the venue tells of later was in it,
// and would stay in our books for good.

import { expect, it } from 'vitest';
import { mapObserved, unknown } from '../../lib/domain/observed.ts';
import { wholeRedemptions } from '../../lib/simulation/wire/whole-redemptions.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { minutes } from '../../lib/units/time.ts';
import { RAIN, bookOf, statusOf, tradeOf } from '../backtest/markets.ts';
import { QUIET, rainSession } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { Session } from '../backtest/session.ts';

const EVENTS: Readonly<Record<number, readonly TapeEvent[]>> = {
  2: [tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' })],
  6: [
    tradeOf(RAIN, 370, { taker: 'SELL', price: '0.40', size: '9000' }),
    statusOf(RAIN, 375, { kind: 'closed' }),
  ],
  8: [statusOf(RAIN, 500, { kind: 'resolved', yesPayout: ratio('0') })],
};

type Fetch = Ports['venue']['fetchFills'];

// A quote is filled twice; then the market closes, resolves against us, and is redeemed as a whole.
const played = async (minute: number, session: Session, fetchFills: Fetch): Promise<void> => {
  const { ports, venue } = session;
  const fetchActivity: Ports['venue']['fetchActivity'] = async (from) =>
    mapObserved(await ports.venue.fetchActivity(from), wholeRedemptions);
  if (minute <= 6) venue.apply(bookOf(RAIN, minute * 60, QUIET));
  else venue.advanceTo(bookOf(RAIN, minute * 60, QUIET).at);
  const end = await session.cycle({
    ...ports,
    venue: { ...ports.venue, fetchFills, fetchActivity },
  });
  session.leaseClock.pass(minutes(1));
  if (end.kind !== 'saved') throw new Error(end.kind);
  for (const event of EVENTS[minute] ?? []) venue.apply(event);
};

const redemptions = ({ records }: Session): readonly string[] =>
  records.flatMap(({ chain }) => chain).filter((told) => told.includes('redeem'));

it('a market is not redeemed while a fill of it is not listed', async () => {
  const session = rainSession();
  const hidden: Fetch = async (...asked) =>
    mapObserved(await session.ports.venue.fetchFills(...asked), (fills) =>
      fills.filter(({ matchedAt }) => matchedAt < bookOf(RAIN, 360, QUIET).at),
    );
  for (let minute = 0; minute <= 11; minute += 1) await played(minute, session, hidden);
  expect(redemptions(session)).toEqual([]);
  for (let minute = 12; minute <= 20; minute += 1)
    await played(minute, session, session.ports.venue.fetchFills);
  const { ledger, risk } = await session.state();
  expect(redemptions(session)).toEqual(['redeem rain: sent']);
  expect([...ledger.lots.values()]).toEqual([]);
  expect(risk.mismatches).toEqual([]);
});

it('nor while fills cannot be read', async () => {
  const session = rainSession();
  const late: Fetch = () =>
    Promise.resolve(
      unknown({
        kind: 'TIMEOUT',
        endpoint: 'any',
        detail: 'late',
        retryAfter: { kind: 'unspecified' },
      }),
    );
  const { fetchFills } = session.ports.venue;
  for (let minute = 0; minute <= 8; minute += 1) await played(minute, session, fetchFills);
  for (let minute = 9; minute <= 11; minute += 1) await played(minute, session, late);
  expect(redemptions(session)).toEqual([]);
  for (let minute = 12; minute <= 14; minute += 1) await played(minute, session, fetchFills);
  expect(redemptions(session)).toEqual(['redeem rain: sent']);
});
