import { describe, expect, it } from 'vitest';
import { emptyLedger } from '../../lib/accounting/ledger.ts';
import { fillsFrom } from '../../lib/cycle/observe.ts';
import { mapObserved } from '../../lib/domain/observed.ts';
import { initialState } from '../../lib/cycle/initial-state.ts';
import { orderId } from '../../lib/units/ids.ts';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { elapsed, minutes, msOfDuration } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { at, bookOf, marketNamed, tradeOf, universeWith } from '../backtest/markets.ts';
import { openSession, settingsFrom } from '../backtest/session.ts';
import { intent } from '../execution/orders.ts';
import { QUIET } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { Mismatch, RiskState } from '../../lib/domain/risk-state.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';
import type { Venue } from '../../lib/ports/venue.ts';

const RAIN = marketNamed('rain');
const SNOW = marketNamed('snow');

type Listing = { session: Session; ports: Ports; isHidden: boolean };

// Two markets, of which the fills of the first are not listed while they are hidden.
const listing = (rain = RAIN): Listing => {
  const session = openSession({ universe: universeWith(rain, SNOW) });
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

const NEVER = { kind: 'never' } as const;

const BY_HAND = {
  condition: RAIN.condition,
  token: RAIN.yes,
  outcome: 'YES',
  side: 'BUY',
  price: price('0.52'),
  size: shares('10'),
  timeInForce: 'FAK',
  liquidity: 'may-take',
} as const;

const MISMATCH: Mismatch = {
  scope: { kind: 'cash' },
  differingCycles: 1,
  matchingCycles: 0,
  halted: true,
  detail: 'cash',
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

// No order of ours was written down that would hold the reads back.
describe('what was bought by hand and is listed four minutes late', () => {
  it('is booked although fills of ours moved the cursor on', async () => {
    const idle = marketNamed('rain', { volume24h: usdc('0') });
    const scene = listing(idle);
    const { venue } = scene.session;
    for (let minute = 0; minute <= 12; minute += 1) {
      if (minute === 7) scene.isHidden = false;
      await cycleAt(scene, minute);
      if (minute === 2) venue.place({ id: orderId('by-hand'), expiration: NEVER, order: BY_HAND });
      const trade = minute === 2 ? undefined : TRADES[minute];
      if (trade !== undefined) venue.apply(trade());
    }
    const { ledger, risk } = await scene.session.state();
    expect(ledger.cash).toBe(venue.balances([]).cash);
    expect(risk.mismatches).toEqual([]);
  });
});

describe('own fills are read from', () => {
  const CURSOR = at(3_600);
  const BASE = initialState(settingsFrom().identity, CURSOR);
  const reach = (
    journaledAt: readonly EpochMs[],
    { sequence = 1, risk = BASE.risk }: { sequence?: number; risk?: RiskState } = {},
  ): number => {
    const intents = journaledAt.map((moment) => intent('a', { journaledAt: moment }));
    const from = fillsFrom({ ledger: { ...emptyLedger(CURSOR), sequence }, intents, risk });
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
    expect(reach([], { sequence: 0 })).toBe(1_800);
  });

  it('the kept keys while books and venue differ: what differs may be a fill', () => {
    expect(reach([], { risk: { ...BASE.risk, mismatches: [MISMATCH] } })).toBe(1_200);
  });
});
