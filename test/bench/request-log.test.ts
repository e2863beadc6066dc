import { describe, expect, it } from 'vitest';
import { LIMITS, loggedAs, mostIn10s, usesIn } from './request-log.ts';
import type { Logged } from './request-log.ts';

const asked = (at: number, endpoint = 'GET /time'): Logged => ({ at, endpoint, orders: 0 });
const one = (): number => 1;

describe('the most in any ten seconds', () => {
  it.each([
    [9_999, 2],
    [10_000, 1],
    [10_001, 1],
  ])('counts two requests %i ms apart as %i', (apart, most) => {
    expect(mostIn10s([asked(5), asked(5 + apart)], one)).toBe(most);
  });

  it('is that of the fullest window, wherever it begins', () => {
    const log = [0, 6_000, 9_000, 12_000, 15_500, 30_000].map((at) => asked(at));
    expect(mostIn10s(log, one)).toBe(4);
  });

  it('is nothing when nothing was asked for', () => {
    expect(mostIn10s([], one)).toBe(0);
  });
});

describe('a request', () => {
  it('is of an endpoint without its ids, and names so many orders', () => {
    const url = 'http://venue.test';
    const place = { method: 'POST', url: `${url}/orders`, headers: {}, body: '[{},{}]' } as const;
    const cancel = { ...place, method: 'DELETE', url: `${url}/order`, body: '{}' } as const;
    const look = {
      ...place,
      method: 'GET',
      url: `${url}/data/order/0xab?x=1`,
      body: null,
    } as const;
    const books = { ...place, url: `${url}/books` };
    expect([place, cancel, look, books].map((request) => loggedAs(request, 7))).toEqual([
      { at: 7, endpoint: 'POST /orders', orders: 2 },
      { at: 7, endpoint: 'DELETE /order', orders: 1 },
      { at: 7, endpoint: 'GET /data/order/{id}', orders: 0 },
      { at: 7, endpoint: 'POST /books', orders: 0 },
    ]);
  });

  it.each([
    ['GET /data/order/{id}', ['all hosts', 'CLOB all', 'ledger group']],
    ['GET /data/orders', ['all hosts', 'CLOB all', 'ledger group', 'GET /data/orders']],
    ['GET /balance-allowance', ['all hosts', 'CLOB all', 'GET /balance-allowance']],
    ['GET /events/keyset', ['all hosts', 'Gamma all', 'Gamma /events']],
    ['GET /v2/trades', ['all hosts', 'Data v2 all', 'Data v2 /trades']],
    ['GET /auth/ban-status/closed-only', ['all hosts', 'CLOB all', 'API keys']],
  ])('%s is counted by its limits alone', (endpoint, scopes) => {
    expect(usesIn([asked(0, endpoint)]).map(({ limit }) => limit.scope)).toEqual(scopes);
  });

  it('counts against a bucket with its orders', () => {
    const log = [{ at: 0, endpoint: 'POST /orders', orders: 15 }];
    const placed = usesIn(log).find(({ limit }) => limit.scope === 'orders placed');
    expect(placed).toMatchObject({ most: 15, share: 15 / 460 });
    expect(LIMITS.map(({ scope }) => scope)).toContain('orders cancelled');
  });
});
