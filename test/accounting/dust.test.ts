// Small differences between wallet and books: which are dust, when they are booked, and how.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookDust, dustIn, dustStanding } from '../../lib/accounting/dust.ts';
import { applyEntry } from '../../lib/accounting/ledger.ts';
import { imbalanceOf } from '../../lib/accounting/pnl.ts';
import { positionsOf } from '../../lib/accounting/positions.ts';
import { LIVE_TOLERANCE, PAPER_TOLERANCE } from '../../lib/cycle/settings.ts';
import { isZero, plus } from '../../lib/units/quantity.ts';
import { formatShares, shareMicros, shares } from '../../lib/units/shares.ts';
import { formatUsdc, usdc, usdcMicros } from '../../lib/units/usdc.ts';
import { after, fill, MARKETS, opened, secondsLater, UNIVERSE } from './scenario.ts';
import { balances } from './venue-view.ts';
import type { Tolerance } from '../../lib/accounting/compare-venue.ts';
import type { Balances } from '../../lib/domain/activity.ts';
import type { Dust } from '../../lib/domain/dust.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';

const [rain] = MARKETS;
// 10 YES at 0.5 each, of 1,000 dollars.
const HELD = after(opened(), fill());
const NOW = secondsLater(100);

const shown = (cash: string, held: Readonly<Record<string, string>> = {}): Balances => {
  const read = balances(cash, held);
  if (read.kind === 'unknown') throw new Error('the balances are known');
  return read.value;
};

const dust = (
  wallet: Balances,
  tolerance: Tolerance = LIVE_TOLERANCE,
  ledger: LedgerState = HELD,
): readonly Dust[] => dustIn({ ledger, balances: wallet, universe: UNIVERSE, tolerance });

const words = (all: readonly Dust[]): readonly string[] =>
  all.map((one) =>
    one.kind === 'cash' ? `$${formatUsdc(one.amount)}` : `${one.token} ${formatShares(one.amount)}`,
  );

describe('dust', () => {
  it.each([
    ['995', []],
    ['994.999999', ['$-0.000001']],
    ['995.000001', ['$0.000001']],
    ['995.009999', ['$0.009999']],
    ['995.01', ['$0.01']],
    ['995.010001', []],
    ['994.99', ['$-0.01']],
    ['994.989999', []],
  ])('beside 995 dollars in our books a wallet of %s has: %j', (cash, expected) => {
    expect(words(dust(shown(cash)))).toEqual(expected);
  });

  it.each([
    ['10', []],
    ['9.999999', ['rain-YES -0.000001']],
    ['10.01', ['rain-YES 0.01']],
    ['10.010001', []],
    ['9.99', ['rain-YES -0.01']],
    ['9.989999', []],
  ])('beside 10 shares in our books a wallet of %s has: %j', (held, expected) => {
    expect(words(dust(shown('995', { 'rain-YES': held })))).toEqual(expected);
  });

  // Simulated section 35316148953611.
  it.each([
    ['0.004', '0.008', []],
    ['0.004', '0.008001', ['rain-YES 0.004001']],
    ['0.004', '0.007999', ['rain-YES 0.003999']],
    ['0.004', '0', ['rain-YES -0.004']],
  ])('is no balance that is shown twice: of %s shares a wallet has %s', (held, twice, expected) => {
    const ledger = after(opened(), fill({ size: held }));
    const wallet = shown(formatUsdc(ledger.cash), { 'rain-YES': twice });
    expect(words(dust(wallet, LIVE_TOLERANCE, ledger))).toEqual(expected);
  });

  it('is no cash that is shown twice', () => {
    const ledger = opened('0.004');
    const of = (cash: string) => words(dust(shown(cash), LIVE_TOLERANCE, ledger));
    expect([of('0.008'), of('0.007999')]).toEqual([[], ['$0.003999']]);
  });

  it('of a token that our books do not know at all is dust, too', () => {
    expect(words(dust(shown('995', { 'snow-NO': '0.004' })))).toEqual(['snow-NO 0.004']);
  });

  it('of a token of no known market is nobody’s', () => {
    expect(dust(shown('995', { 'hail-NO': '0.004' }))).toEqual([]);
  });

  it('is nothing where no difference is tolerated', () => {
    expect(dust(shown('995.000001', { 'rain-YES': '9.999999' }), PAPER_TOLERANCE)).toEqual([]);
  });
});

describe('dust that was seen', () => {
  const one = dust(shown('995.000001', { 'rain-YES': '9.999999' }));

  it('once is remembered', () => {
    expect(dustStanding([], one)).toEqual({ due: [], seen: one });
  });

  it('twice in a row is due', () => {
    expect(dustStanding(one, one)).toEqual({ due: one, seen: [] });
  });

  it('with another amount begins anew', () => {
    const other = dust(shown('995.000002', { 'rain-YES': '9.999998' }));
    expect(dustStanding(one, other)).toEqual({ due: [], seen: other });
  });

  it('in another token begins anew', () => {
    const amount = shares('0.001');
    const place = { kind: 'shares', condition: rain.condition, amount } as const;
    const yes: Dust = { ...place, token: rain.yes, outcome: 'YES' };
    const no: Dust = { ...place, token: rain.no, outcome: 'NO' };
    expect(dustStanding([yes], [no])).toEqual({ due: [], seen: [no] });
    const cash: Dust = { kind: 'cash', amount: usdc('0.001') };
    expect(dustStanding([yes, cash], [cash, yes])).toEqual({ due: [cash, yes], seen: [] });
    expect(dustStanding([yes], [cash])).toEqual({ due: [], seen: [cash] });
    expect(dustStanding([cash], [yes])).toEqual({ due: [], seen: [yes] });
  });

  it('and is gone is forgotten', () => {
    expect(dustStanding(one, [])).toEqual({ due: [], seen: [] });
  });
});

describe('booked dust', () => {
  it('is a correction of cash, a flow and no profit', () => {
    const { state, entries } = bookDust(HELD, dust(shown('994.999999')), NOW);
    expect(entries).toEqual([
      {
        sequence: 3,
        eventId: 'dust|cash|3',
        at: NOW,
        kind: 'correction',
        cash: usdc('-0.000001'),
        shares: { kind: 'none' },
        note: 'dust',
      },
    ]);
    expect(state.cash).toBe(usdc('994.999999'));
    expect(state.flows).toBe(usdc('999.999999'));
    expect(state.totals).toEqual(HELD.totals);
  });

  it('falls to the strategy that holds most of the token, at no cost', () => {
    const others = [
      fill({ trade: 't2', strategy: 'FF', size: '5' }),
      fill({ trade: 't3', strategy: 'ICC', size: '30' }),
      fill({ trade: 't4', strategy: 'Protect', size: '1' }),
    ];
    const shared = after(HELD, ...others);
    const found = dust(shown('977', { 'rain-YES': '46.000002' }), LIVE_TOLERANCE, shared);
    const { state, entries } = bookDust(shared, found, NOW);
    expect(entries).toMatchObject([
      {
        eventId: 'dust|rain-YES|6',
        cash: usdc('0'),
        shares: {
          kind: 'adjusted',
          strategy: 'ICC',
          size: shares('0.000002'),
          cost: usdc('0'),
        },
      },
    ]);
    expect(state.lots.get('ICC|rain-YES')).toMatchObject({
      shares: shares('30.000002'),
      cost: usdc('15'),
    });
  });

  it('falls to the first of those that hold as much', () => {
    const shared = after(HELD, fill({ trade: 't2', strategy: 'Protect' }));
    const found = dust(shown('990', { 'rain-YES': '20.000002' }), LIVE_TOLERANCE, shared);
    const { state } = bookDust(shared, found, NOW);
    expect(state.lots.get('MM|rain-YES')?.shares).toBe(shares('10.000002'));
  });

  it('of a token that nobody holds falls to inventory control', () => {
    const { state } = bookDust(HELD, dust(shown('995', { 'snow-NO': '0.004' })), NOW);
    expect(state.lots.get('ICC|snow-NO')).toMatchObject({ shares: shares('0.004') });
  });

  it('leaves no difference and balanced books, which its entries rebuild', () => {
    const micros = fc.bigInt({ min: -10_000n, max: 10_000n });
    fc.assert(
      fc.property(micros, micros, micros, (cash, yes, no) => {
        const wallet: Balances = {
          cash: plus(HELD.cash, usdcMicros(cash)),
          shares: new Map([
            [rain.yes, plus(shares('10'), shareMicros(yes))],
            [rain.no, shareMicros(no < 0n ? -no : no)],
          ]),
        };
        const { state, entries } = bookDust(HELD, dust(wallet), NOW);
        expect(dust(wallet, LIVE_TOLERANCE, state)).toEqual([]);
        expect(state.cash).toBe(wallet.cash);
        expect(positionsOf(state).get(rain.yes)?.shares).toBe(wallet.shares.get(rain.yes));
        expect(isZero(imbalanceOf(state))).toBe(true);
        expect(entries.reduce(applyEntry, HELD)).toEqual(state);
      }),
      { numRuns: 10_000 },
    );
  });
});
