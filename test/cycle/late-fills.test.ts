import { describe, expect, it } from 'vitest';
import { emptyLedger } from '../../lib/accounting/ledger.ts';
import { fillsFrom } from '../../lib/cycle/observe.ts';
import { mapObserved } from '../../lib/domain/observed.ts';
import { elapsed, minutes, msOfDuration } from '../../lib/units/time.ts';
import { at, bookOf, marketNamed, tradeOf, universeWith } from '../backtest/markets.ts';
import { openSession } from '../backtest/session.ts';
import { intent } from '../execution/orders.ts';
import { QUIET } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';
import type { Venue } from '../../lib/ports/venue.ts';

const RAIN = marketNamed('rain');
const SNOW = marketNamed('snow');

type Listing = { session: Session; ports: Ports; isHidden: boolean };

// Two markets, of which the fills of the first are not listed while they are hidden.
const listing = (): Listing => {
  const session = openSession({ universe: universeWith(RAIN, SNOW) });
  const fetchFills: Venue['fetchFills'] = async (...asked) =>
    mapObserved(await session.ports.venue.fetchFills(...asked), (fills) =>
      fills.filter(({ condition }) => !scene.isHidden || condition !== RAIN.condition),
    );
  const venue = { ...session.ports.venue, fetchFills };
  const scene: Listing = { session, ports: { ...session.ports, venue }, isHidden: true };
  return scene;
};

const cycleAt = async ({ session, ports }: Listing, minute: number): Promise<SavedCycle> => {
  for (const market of [RAIN, SNOW]) session.venue.apply(bookOf(market, minute * 60, QUIET));
  const end = await session.cycle(ports);
  session.leaseClock.pass(minutes(1));
  if (end.kind !== 'saved') throw new Error(end.kind);
  return end;
};

// A fill of the first market goes missing, and those of the second move the cursor on.
const TRADES: Readonly<Record<number, () => TapeEvent>> = {
  2: () => tradeOf(RAIN, 150, { taker: 'SELL', price: '0.47', size: '6000' }),
  3: () => tradeOf(SNOW, 235, { taker: 'SELL', price: '0.47', size: '6000' }),
  5: () => tradeOf(SNOW, 355, { taker: 'BUY', price: '0.53', size: '9000' }),
};

describe('a fill that is listed four minutes late', () => {
  it('is booked although the fills of another market moved the cursor on', async () => {
    const scene = listing();
    for (let minute = 0; minute <= 6; minute += 1) {
      await cycleAt(scene, minute);
      const trade = TRADES[minute];
      if (trade !== undefined) scene.session.venue.apply(trade());
    }
    scene.isHidden = false;
    const { state } = await cycleAt(scene, 7);
    expect([...state.ledger.lots.keys()]).toContain('MM|rain-yes');
  });
});

describe('own fills are read from', () => {
  const CURSOR = at(3_600);
  const reach = (journaledAt: readonly EpochMs[], sequence = 1): number => {
    const intents = journaledAt.map((moment) => intent('a', { journaledAt: moment }));
    const from = fillsFrom({ ledger: { ...emptyLedger(CURSOR), sequence }, intents });
    return Number(msOfDuration(elapsed(from, CURSOR))) / 1_000;
  };

  it.each([
    ['the cursor without open orders', [], 120],
    ['the cursor beside younger orders', [at(3_601)], 120],
    ['the oldest open order', [at(3_599), at(3_500)], 220],
    ['an order of almost 18 minutes', [at(2_520.001)], 1_199.999],
    ['the kept keys at 18 minutes', [at(2_520)], 1_200],
    ['the kept keys beside an older order', [at(2_519.999)], 1_200],
  ])('two minutes before %s, or the kept keys', (_what, journaledAt, seconds) => {
    expect(reach(journaledAt)).toBe(seconds);
  });

  it('half an hour before the cursor while the books are not open', () => {
    expect(reach([], 0)).toBe(1_800);
  });
});
