// What a universe lacks: terms that are asked of the CLOB, and rows that nobody understands.

import { describe, expect, it } from 'vitest';
import { tick } from '../../../lib/units/price.ts';
import { json, text } from '../../loopback/server.ts';
import { failing } from '../../loopback/wire-venue.ts';
import { example, valueOf, without } from './examples.ts';
import {
  aurora,
  LIGHTHOUSE,
  lighthouse,
  lighthouseEvent,
  listed,
  many,
  readFrom,
  regatta,
  universeFrom,
} from './universe-scenes.ts';
import type { Row } from './examples.ts';

describe('terms that Gamma leaves out', () => {
  const terms = { ...example('clob-market'), c: lighthouse['conditionId'], mts: 0.001, mos: 15 };
  const clobMarkets = new Map([[String(LIGHTHOUSE), terms]]);
  const lacking = { ...lighthouse, orderPriceMinTickSize: null, feesEnabled: null };

  it('come from the CLOB, the others stay', async () => {
    const universe = await universeFrom({ markets: [lacking], clobMarkets });
    expect(universe.markets.get(LIGHTHOUSE)).toMatchObject({
      tick: tick('0.001'),
      sizeMin: 5_000_000n,
      fee: { kind: 'taker', exponent: 1 },
    });
  });

  it.each([
    ['below', 39, 39],
    ['at', 40, 40],
    ['above', 41, 40],
  ])('are asked for up to a bound: %s it, %i markets become %i', async (_where, count, known) => {
    const markets = many(count).map((row) => ({ ...row, orderMinSize: null }));
    const clobMarkets = new Map(
      markets.map((row) => [row.conditionId, { ...terms, c: row.conditionId }]),
    );
    const { result, reports } = await readFrom({ markets, clobMarkets });
    expect([valueOf(result).markets.size, reports.length]).toEqual([known, count - known]);
  });

  it.each([
    ['nobody knows', new Map<string, Row>()],
    ['belong to another market', new Map([[String(LIGHTHOUSE), { ...terms, c: '0x1' }]])],
    ['are not understood', new Map([[String(LIGHTHOUSE), { ...terms, mts: 0.02 }]])],
  ])('leave the market out where they %s', async (_what, known) => {
    const { result, reports } = await readFrom({
      markets: [lacking, listed(aurora, regatta)],
      clobMarkets: known,
    });
    expect(valueOf(result).markets.has(LIGHTHOUSE)).toBe(false);
    expect(reports).toMatchObject([{ endpoint: 'GET /clob-markets/{id}', rows: 1 }]);
  });
});

describe('what is not understood', () => {
  it('is left out and told', async () => {
    const markets = [lighthouse, { ...lighthouse, version: 'v9' }, { closed: false }];
    const { result, reports } = await readFrom({ markets });
    expect(valueOf(result).markets.size).toBe(1);
    expect(reports).toMatchObject([{ endpoint: 'GET /markets/keyset', rows: 2 }]);
    expect(reports[0]?.reasons).toContainEqual({ reason: 'version: "v9" is not known', count: 1 });
  });

  it.each([
    ['without its event', [regatta]],
    ['whose event is not understood', [without(lighthouseEvent, 'tags'), regatta]],
  ])('is a market %s', async (_what, events) => {
    const { result, reports } = await readFrom({ events });
    expect(valueOf(result).markets.has(LIGHTHOUSE)).toBe(false);
    expect(reports.map(({ endpoint }) => endpoint)).toContain('GET /markets/keyset');
  });

  it.each([
    ['is everything', { markets: [{ ...lighthouse, version: 'v9' }] }],
    ['is that there is nothing', { markets: [] }],
    ['is the page', { fault: failing('/markets/keyset', json({ data: [] })) }],
    ['are the events', { fault: failing('/events/keyset', json([])) }],
  ])('pitfall 5: is an error, never an empty universe, when it %s', async (_what, world) => {
    const { result } = await readFrom(world);
    expect(result).toMatchObject({ ok: false, error: { kind: 'MALFORMED' } });
  });

  it.each(['/markets/keyset', '/events/keyset'])('is an outage of %s', async (path) => {
    const { result } = await readFrom({ fault: failing(path, text(502, 'bad gateway')) });
    expect(result).toMatchObject({ ok: false, error: { kind: 'SERVER', endpoint: `GET ${path}` } });
  });
});
