// What a cycle keeps of the markets that it saw: enough to draw them, and never more than so many.

import { describe, expect, it } from 'vitest';
import { MARKETS_MAX } from '../../lib/cycle/market-records.ts';
import { played } from '../report/played.ts';

const PATIENCE_MS = 120_000;

describe('the markets in a cycle record', { timeout: PATIENCE_MS }, () => {
  it('are those that were looked at, each once, with prices of the YES book', async () => {
    const { records, universe } = await played();
    const slugs = new Set([...universe.markets.values()].map(({ slug }) => slug));
    const markets = records.flatMap((record) => record.markets);
    expect(markets.length).toBeGreaterThan(records.length);
    for (const record of records) {
      const names = record.markets.map(({ market }) => market);
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeLessThanOrEqual(MARKETS_MAX);
      expect(names.every((name) => slugs.has(name))).toBe(true);
    }
    for (const { bid, ask, fair } of markets)
      if (bid !== null && ask !== null && fair !== null) {
        expect(Number(bid)).toBeLessThan(Number(ask));
        expect(Number(fair)).toBeGreaterThanOrEqual(Number(bid));
        expect(Number(fair)).toBeLessThanOrEqual(Number(ask));
      }
  });

  it('say what keeps them from being quoted, as the count of their cycle does', async () => {
    const { records } = await played();
    const told = records.flatMap(({ markets, notQuoted }) =>
      markets.map(({ obstacle }) => ({ obstacle, notQuoted })),
    );
    const kept = told.filter(({ obstacle }) => obstacle !== '');
    expect([kept.length > 0, kept.length < told.length]).toEqual([true, true]);
    for (const { obstacle, notQuoted } of kept)
      expect(notQuoted[obstacle ?? 'null']).toBeGreaterThan(0);
  });

  it('hold all that we have, and their gains add up to what is unrealized', async () => {
    const { records, last, universe } = await played();
    const record = records.at(-1);
    const held = (record?.markets ?? []).filter(({ shares }) => shares !== '0');
    expect(held.length).toBeGreaterThan(0);
    for (const { token } of record?.positions ?? []) {
      const market = [...universe.markets.values()].find(
        ({ yes, no }) => String(yes) === token || String(no) === token,
      );
      expect(record?.markets.map(({ market: name }) => name)).toContain(market?.slug);
    }
    if (last.equity.kind !== 'known') throw new Error('the equity is known');
    const gains = (record?.markets ?? []).reduce(
      (sum, one) => sum + Number(one.unrealized ?? 0),
      0,
    );
    expect(Number(last.equity.unrealized) / 1e6).toBeCloseTo(gains, 6);
  });

  it('show our own orders where they rest', async () => {
    const { records } = await played();
    const quoted = records
      .flatMap(({ markets }) => markets)
      .filter(({ quoteBid }) => quoteBid !== null);
    expect(quoted.length).toBeGreaterThan(20);
  });
});
