// Complete sets and resolved shares.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { realizedOf } from '../../lib/accounting/pnl.ts';
import { price, priceMicros } from '../../lib/units/price.ts';
import { shareMicros, shares } from '../../lib/units/shares.ts';
import { formatUsdc, usdc } from '../../lib/units/usdc.ts';
import { after, afterEvent, bytesOf, fill, MARKETS, moneyOf, opened } from './scenario.ts';
import type { LedgerEvent } from '../../lib/domain/ledger-entry.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { PriceMicros } from '../../lib/units/price.ts';
import type { ShareMicros } from '../../lib/units/quantity.ts';

const [rain] = MARKETS;
const { condition, yes, no } = rain;

const sets = (kind: 'merge' | 'split', size: ShareMicros, yesPrice: PriceMicros): LedgerEvent => ({
  kind,
  condition,
  yes,
  no,
  size,
  yesPrice,
  strategy: 'ICC',
});

const redemption = (size: string, payout: string): LedgerEvent => ({
  kind: 'redemption',
  condition,
  token: yes,
  outcome: 'YES',
  size: shares(size),
  payout: usdc(payout),
  strategy: 'ICC',
});

const hedged = after(
  opened(),
  fill({ trade: 'a', strategy: 'MM', price: '0.7' }),
  fill({ trade: 'b', strategy: 'Protect', outcome: 'NO', price: '0.45' }),
);

const realized = (state: LedgerState): string => formatUsdc(realizedOf(state));

describe('a merge', () => {
  it('realizes a dollar a set less both average costs', () => {
    const state = afterEvent(hedged, sets('merge', shares('10'), price('0.6')));
    expect(realized(state)).toBe('-1.5');
    expect(formatUsdc(state.cash)).toBe('998.5');
    expect(state.lots.size).toBe(0);
  });

  it('gives each owner its side of the dollar', () => {
    const state = afterEvent(hedged, sets('merge', shares('10'), price('0.6')));
    expect(formatUsdc(state.totals.MM.realized)).toBe('-1');
    expect(formatUsdc(state.totals.Protect.realized)).toBe('-0.5');
  });

  it('uses up hedges before what other strategies hold of the same token', () => {
    const held = after(hedged, fill({ trade: 'c', outcome: 'NO', price: '0.2' }));
    const state = afterEvent(held, sets('merge', shares('10'), price('0.6')));
    expect([...state.lots.keys()]).toEqual(['MM|rain-NO']);
  });

  it('of a part leaves the rest at the same average cost', () => {
    const state = afterEvent(hedged, sets('merge', shares('4'), price('0.6')));
    expect(formatUsdc(state.lots.get('MM|rain-YES')?.cost ?? usdc('0'))).toBe('4.2');
    expect(realized(state)).toBe('-0.6');
  });

  it('takes back a split to the micro, at the same price', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 1_000_000_000n).map(shareMicros),
        fc.bigInt(1n, 999_999n).map(priceMicros),
        (size, yesPrice) => {
          const split = afterEvent(opened(), sets('split', size, yesPrice));
          const merged = afterEvent(split, sets('merge', size, yesPrice));
          expect(bytesOf(moneyOf(merged))).toBe(bytesOf(moneyOf(opened())));
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

describe('a split', () => {
  it('costs a dollar a set, divided at the fair price, and realizes nothing', () => {
    const state = afterEvent(opened(), sets('split', shares('10'), price('0.3')));
    expect([...state.lots.values()].map((lot) => formatUsdc(lot.cost))).toEqual(['7', '3']);
    expect(formatUsdc(state.cash)).toBe('990');
    expect(realized(state)).toBe('0');
  });

  it('leaves the fraction of a micro that its YES side has to the NO side', () => {
    const state = afterEvent(opened(), sets('split', shares('0.000001'), price('0.9')));
    expect(state.lots.get('ICC|rain-YES')?.cost).toBe(usdc('0'));
    expect(state.lots.get('ICC|rain-NO')?.cost).toBe(usdc('0.000001'));
  });
});

describe('a redemption', () => {
  const held = after(
    opened(),
    fill({ trade: 'a', strategy: 'MM', price: '0.7' }),
    fill({ trade: 'b', strategy: 'FF', price: '0.4' }),
  );

  it('realizes the payout less the average cost over all lots', () => {
    const won = afterEvent(held, redemption('20', '20'));
    expect(realized(won)).toBe('9');
    expect(formatUsdc(won.totals.MM.realized)).toBe('3');
    expect(formatUsdc(won.totals.FF.realized)).toBe('6');
    expect(won.lots.size).toBe(0);
  });

  it('of worthless shares realizes their cost as a loss', () => {
    expect(realized(afterEvent(held, redemption('20', '0')))).toBe('-11');
  });

  it('of more shares than there were books no profit on them', () => {
    const state = afterEvent(held, redemption('25', '25'));
    expect(realized(state)).toBe('9');
    expect(formatUsdc(state.lots.get('ICC|rain-YES')?.cost ?? usdc('0'))).toBe('-5');
  });
});
