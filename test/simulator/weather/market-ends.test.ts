// Markets that end: one at a time, resolved in time, and never the last ones.

import { describe, expect, it } from 'vitest';
import { MARKETS, openWire } from '../../simulation/wire/markets.ts';
import { badDice } from './bad-dice.ts';
import { createMarketEnds } from './market-ends.ts';
import type { Market } from '../../../lib/domain/market.ts';

const LATEST_MIN = 5;

const open = (markets: readonly Market[]) => {
  const server = openWire({ markets });
  const { dice } = badDice('ends');
  const ends = createMarketEnds(dice, () => server);
  const statuses = () => [...server.venue.universe().markets.values()].map(({ status }) => status);
  const count = (kind: string) => statuses().filter((status) => status.kind === kind).length;
  const troubles = () => dice.troubles().map(({ name }) => name);
  return { ends, statuses, count, troubles };
};

const ended = (ends: ReturnType<typeof open>['ends'], markets: readonly Market[]) =>
  markets.filter(({ condition }) => ends.has(condition));

describe('markets end', () => {
  it('one of three, after which two are left open', () => {
    const { ends, count, troubles } = open(MARKETS);
    ends.minute();
    expect([count('accepting'), count('closed'), troubles()]).toEqual([2, 1, ['market closes']]);
    expect(ended(ends, MARKETS)).toHaveLength(1);
    ends.minute();
    expect([count('accepting'), count('closed')]).toEqual([2, 1]);
  });

  it('and are resolved two to five minutes later', () => {
    const { ends, count } = open(MARKETS);
    ends.minute();
    ends.minute();
    expect(count('resolved')).toBe(0);
    for (let minute = 1; minute < LATEST_MIN; minute += 1) ends.minute();
    expect([count('accepting'), count('closed'), count('resolved')]).toEqual([2, 0, 1]);
  });

  it('resolved at once when it is calm', () => {
    const { ends, count } = open(MARKETS);
    ends.minute();
    ends.calm();
    expect([count('closed'), count('resolved')]).toEqual([0, 1]);
    ends.calm();
    expect(count('resolved')).toBe(1);
  });

  it('an outcome of which another one has to win, as lost', () => {
    const outcomes = MARKETS.map((market) => ({ ...market, negRisk: true }));
    const { ends, statuses } = open(outcomes);
    ends.minute();
    ends.calm();
    expect(statuses()).toContainEqual({ kind: 'resolved', yesPayout: 0n });
  });

  it.each([1, 2])('but none where only %i are open', (count) => {
    const markets = MARKETS.slice(0, count);
    const { ends, troubles } = open(markets);
    ends.minute();
    expect([ended(ends, markets), troubles()]).toEqual([[], []]);
  });
});
