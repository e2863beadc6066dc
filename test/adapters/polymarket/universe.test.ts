// The universe, read from a Gamma and a CLOB on this machine.

import { describe, expect, it } from 'vitest';
import { conditionId, eventId } from '../../../lib/units/ids.ts';
import { tick } from '../../../lib/units/price.ts';
import { json, text } from '../../loopback/server.ts';
import { failing } from '../../loopback/wire-venue.ts';
import { valueOf, without } from './examples.ts';
import {
  aurora,
  borealis,
  comet,
  LIGHTHOUSE,
  lighthouse,
  lighthouseEvent,
  many,
  readFrom,
  regatta,
  universeFrom,
} from './universe-scenes.ts';
import type { Universe } from '../../../lib/domain/market.ts';

const slugsIn = (universe: Universe): readonly string[] =>
  [...universe.markets.values()].map(({ slug }) => slug).toSorted();

describe('the universe', () => {
  it('pitfall 5: holds the markets with their tokens, both ways', async () => {
    const universe = await universeFrom();
    expect(universe.markets.get(LIGHTHOUSE)?.tick).toBe(tick('0.01'));
    for (const [token, { condition, outcome }] of universe.tokens) {
      const market = universe.markets.get(condition);
      expect(outcome === 'YES' ? market?.yes : market?.no).toBe(token);
    }
    expect(universe.tokens.size).toBe(2 * universe.markets.size);
  });

  it('has one category for each event, from its tags', async () => {
    const { events } = await universeFrom();
    expect(events.get(eventId('70001'))).toMatchObject({ category: 'culture' });
    expect(events.get(eventId('70002'))).toMatchObject({ category: 'sports' });
  });

  it('is read page by page, the most traded first, by parameters that Gamma knows', async () => {
    const { result, requests } = await readFrom({ markets: many(7), pageRows: 3 });
    expect(valueOf(result).markets.size).toBe(7);
    const asked = requests.filter(({ path }) => path === '/markets/keyset');
    const first = { closed: 'false', order: 'volume24hr', ascending: 'false', limit: '100' };
    expect(asked.map(({ query }) => Object.fromEntries(query))).toEqual([
      first,
      { ...first, after_cursor: 'Mw==' },
      { ...first, after_cursor: 'Ng==' },
    ]);
  });

  it('ends at the last page that it may read', async () => {
    const { result } = await readFrom({ markets: many(9), pageRows: 3 }, [], 2);
    expect(valueOf(result).markets.size).toBe(6);
  });

  it('is not read from a list that begins again', async () => {
    const restarting = json({ markets: many(2), next_cursor: 'abc' });
    const { result } = await readFrom({ fault: failing('/markets/keyset', restarting) });
    expect(result).toMatchObject({ error: { kind: 'MALFORMED', detail: 'the list began again' } });
  });

  // Fuzzing, seed h-2026-11-28.
  it('is not read from pages whose rows are nested beyond all measure', async () => {
    const nested = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const page = text(200, `{"markets":[${nested}],"next_cursor":"abc"}`);
    const { result } = await readFrom({ fault: failing('/markets/keyset', page) }, [], 2);
    expect(result).toMatchObject({ ok: false, error: { kind: 'MALFORMED' } });
  });
});

describe('an event whose outcomes exclude each other', () => {
  it('is completed with the outcomes that the list did not show', async () => {
    const universe = await universeFrom();
    expect(slugsIn(universe)).toEqual([
      'lighthouse-opens-in-spring',
      'regatta-winner-aurora',
      'regatta-winner-borealis',
      'regatta-winner-comet',
    ]);
    expect(universe.events.get(eventId('70002'))).toMatchObject({
      exclusivity: 'exclusive',
      completeness: 'complete',
    });
    expect(universe.events.get(eventId('70002'))?.markets).toHaveLength(3);
  });

  it('is complete without the outcomes that are out of the race', async () => {
    const out = {
      ...comet,
      closed: true,
      umaResolutionStatus: 'resolved',
      outcomePrices: '["0","1"]',
    };
    const universe = await universeFrom({
      events: [lighthouseEvent, { ...regatta, markets: [aurora, borealis, out] }],
    });
    expect(universe.events.get(eventId('70002'))).toMatchObject({ completeness: 'complete' });
    expect(universe.events.get(eventId('70002'))?.markets).toHaveLength(2);
  });

  it.each([
    ['is not resolved', { umaResolutionStatus: null }],
    ['has won', { umaResolutionStatus: 'resolved', outcomePrices: '["1","0"]' }],
    ['was a draw', { umaResolutionStatus: 'resolved', outcomePrices: '["0.5","0.5"]' }],
  ])('names the outcome that is closed and %s, of which nothing else is known', async (_w, end) => {
    const over = { ...comet, closed: true, ...end };
    const { markets, events } = await universeFrom({
      events: [lighthouseEvent, { ...regatta, markets: [aurora, borealis, over] }],
    });
    const event = events.get(eventId('70002'));
    expect(event).toMatchObject({ completeness: 'complete' });
    expect(event?.markets.map((condition) => markets.has(condition))).toEqual([true, true, false]);
  });

  it.each([
    ['is not understood', { outcomes: '["A","B","C"]' }],
    ['has terms that nobody knows', { orderMinSize: null }],
  ])('is partial when one of its outcomes %s', async (_what, change) => {
    const markets = [aurora, borealis, { ...comet, ...change }];
    const { result, reports } = await readFrom({
      events: [lighthouseEvent, { ...regatta, markets }],
    });
    const event = valueOf(result).events.get(eventId('70002'));
    expect(event).toMatchObject({ exclusivity: 'exclusive', completeness: 'partial' });
    expect(reports).toHaveLength(1);
  });

  it('says nothing of any other kind of event', async () => {
    const { events } = await universeFrom({
      events: [lighthouseEvent, without(regatta, 'negRisk')],
    });
    expect(events.get(eventId('70002'))).toMatchObject({
      exclusivity: 'independent',
      completeness: 'partial',
      markets: [aurora['conditionId']],
    });
  });
});

describe('a market asked for by name', () => {
  const past = {
    ...many(1)[0],
    slug: 'bygone',
    closed: true,
    umaResolutionStatus: 'resolved',
    outcomePrices: '["1","0"]',
  };
  const world = { markets: [lighthouse, past] };

  it('is read although it is closed, by slug or by condition', async () => {
    expect(slugsIn(await universeFrom(world))).not.toContain('bygone');
    expect(slugsIn(await universeFrom(world, ['bygone']))).toContain('bygone');
    const condition = String(many(1)[0]?.['conditionId']);
    const universe = await universeFrom(world, [condition]);
    expect(universe.markets.get(conditionId(condition))?.status.kind).toBe('resolved');
  });

  it('has its event although that is closed', async () => {
    const events = [{ ...lighthouseEvent, closed: true }];
    expect(slugsIn(await universeFrom({ ...world, events }, ['bygone']))).toContain('bygone');
  });
});
