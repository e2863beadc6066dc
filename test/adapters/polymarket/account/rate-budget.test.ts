// What the venue will still take from us, by its published tiers and by what it says.

import { describe, expect, it } from 'vitest';
import { createRateBudget } from '../../../../lib/adapters/polymarket/account/rate-budget.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import type { WireAnswer } from '../../../../lib/adapters/polymarket/http.ts';

const said = (headers: Readonly<Record<string, string>>): WireAnswer => ({
  status: 200,
  headers,
  body: '',
  isCut: false,
});
const open = () => {
  const clock = manualClock();
  return { clock, budget: createRateBudget(clock) };
};

describe('the budget of orders and cancels', () => {
  it('begins with the bursts of the lowest tier', () => {
    const { budget } = open();
    expect([budget.available('orders'), budget.available('cancels')]).toEqual([60, 120]);
  });

  it('is spent bucket by bucket, and never goes below nothing', () => {
    const { budget } = open();
    budget.spend('orders', 59);
    expect([budget.available('orders'), budget.available('cancels')]).toEqual([1, 120]);
    budget.spend('orders', 2);
    expect(budget.available('orders')).toBe(0);
  });

  it.each([
    ['24 ms', 24n, 0],
    ['25 ms', 25n, 1],
    ['one second', 1_000n, 40],
    ['long enough to be full', 60_000n, 60],
  ])('fills up with time: after %s', (_what, waited, left) => {
    const { budget, clock } = open();
    budget.spend('orders', 60);
    clock.advance(durationMs(waited));
    expect(budget.available('orders')).toBe(left);
  });

  it.each([
    ['less than is left', 59, 0n],
    ['what is left', 60, 0n],
    ['one more', 61, 13n],
    ['all it can hold', 120, 750n],
  ])('says when it holds %s', (_what, count, wait) => {
    const { budget, clock } = open();
    budget.spend('cancels', 60);
    expect(budget.waitFor('cancels', count)).toBe(wait);
    clock.advance(durationMs(wait));
    expect(budget.available('cancels')).toBe(Math.max(60, count));
  });

  it('holds nothing while the venue says that it is closed', () => {
    const { budget, clock } = open();
    budget.note('cancels', said({ 'poly-ratelimit-remaining': '0', 'poly-ratelimit-reset': '30' }));
    expect(budget.waitFor('cancels', 1)).toBe(seconds(30));
    clock.advance(seconds(29));
    expect(budget.waitFor('cancels', 1)).toBe(seconds(1));
    clock.advance(seconds(1));
    expect(budget.waitFor('cancels', 120)).toBe(seconds(0));
  });

  it('pays a debt back first', () => {
    const { budget, clock } = open();
    budget.spend('cancels', 200);
    clock.advance(seconds(1));
    expect(budget.available('cancels')).toBe(0);
    clock.advance(durationMs(13n));
    expect(budget.available('cancels')).toBe(1);
  });

  it.each([
    ['standard', 40, 80],
    ['Copper', 60, 120],
    ['bronze', 80, 160],
    ['silver', 200, 400],
    ['gold', 400, 800],
    ['PLATINUM', 450, 900],
    ['diamond', 525, 1_050],
    ['elite', 600, 1_200],
    ['one that nobody knows', 40, 80],
  ])('fills up at the rate of the tier that is told: %s', (tier, orders, cancels) => {
    const { budget, clock } = open();
    budget.spend('orders', 60);
    budget.spend('cancels', 120);
    budget.note('orders', said({ 'poly-ratelimit-tier': tier }));
    clock.advance(seconds(1));
    expect([budget.available('orders'), budget.available('cancels')]).toEqual([orders, cancels]);
  });

  it.each([
    ['7', 7],
    ['7.9', 7],
    ['0', 0],
    ['-3', 0],
    ['100', 60],
    ['many', 60],
  ])('is at most what is told to remain: %s', (remaining, left) => {
    const { budget } = open();
    budget.note('orders', said({ 'poly-ratelimit-remaining': remaining }));
    expect([budget.available('orders'), budget.available('cancels')]).toEqual([left, 120]);
  });

  it.each([
    ['in seconds', '2', 1_999n, 0],
    ['in seconds, and over', '2', 2_000n, 60],
    ['as a point in time', '1795348802', 1_999n, 0],
    ['as a point in time, and over', '1795348802', 2_000n, 60],
    ['as a point in time long gone', '1795340000', 1_500n, 60],
    ['beyond belief', '86400', 59_999n, 0],
    ['beyond belief, and over', '86400', 60_000n, 60],
    ['in no number', 'soon', 1_500n, 60],
  ])('is closed until the reset that is told: %s', (...[, reset, waited, left]) => {
    const { budget, clock } = open();
    const headers = { 'poly-ratelimit-remaining': '0', 'poly-ratelimit-reset': reset };
    budget.note('orders', said(headers));
    clock.advance(durationMs(waited));
    expect(budget.available('orders')).toBe(left);
  });

  it('is not closed by a reset while something remains', () => {
    const { budget } = open();
    const headers = { 'poly-ratelimit-remaining': '1', 'poly-ratelimit-reset': '30' };
    budget.note('orders', said(headers));
    expect(budget.available('orders')).toBe(1);
  });

  it.each([
    ['exceeded', 0],
    ['true', 0],
    ['', 60],
    ['false', 60],
  ])('is empty after a warning: %s', (warning, left) => {
    const { budget } = open();
    budget.note('orders', said({ 'poly-ratelimit-warning': warning }));
    expect(budget.available('orders')).toBe(left);
  });
});
