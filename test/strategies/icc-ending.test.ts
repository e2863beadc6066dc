import { describe, expect, it } from 'vitest';
import { ratio } from '../../lib/units/ratio.ts';
import { plus } from '../../lib/units/quantity.ts';
import { after, durationMs, hours, minutes } from '../../lib/units/time.ts';
import { NOW } from './books.ts';
import { canceled, decide, endingIn, market } from './icc-scenes.ts';
import { OFFER, orders, working } from './icc-scenes.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Scene } from './views.ts';

describe('before the end', () => {
  it.each([
    ['a millisecond more than', 1n, []],
    ['exactly', 0n, []],
    ['a millisecond less than', -1n, OFFER],
  ])('%s 24 hours away: %s ms, a position is offered passively as %j', (_when, ms, wanted) => {
    expect(orders(decide(endingIn(plus(hours(24), durationMs(ms)))))).toEqual(wanted);
  });

  it('counts the start of the game where that is earlier', () => {
    const start = { kind: 'at', at: after(NOW, hours(5)) } as const;
    const scene = endingIn(hours(48));
    const markets = (scene.markets ?? []).map((each) => ({ ...each, gameStart: start }));
    expect(orders(decide({ ...scene, markets }))).toEqual(OFFER);
  });

  it.each<[string, Partial<Market>]>([
    ['end', { end: { kind: 'unknown' }, gameStart: { kind: 'at', at: after(NOW, hours(5)) } }],
    ['game start', { gameStart: { kind: 'unknown' } }],
  ])('counts the other one where the %s is unknown', (_which, changes) => {
    const scene = endingIn(hours(5));
    const markets = (scene.markets ?? []).map((each) => ({ ...each, ...changes }));
    expect(orders(decide({ ...scene, markets }))).toEqual(OFFER);
  });

  it('that nobody knows a position is neither offered nor reported, and no order canceled', () => {
    const markets = [{ ...market, end: { kind: 'unknown' } as const }];
    const bid = working('bid', 'BUY 10 YES @ 0.4');
    const decision = decide({ ...endingIn(hours(5)), markets, resting: [bid] });
    expect([decision.desired, decision.reports, decision.cancels]).toEqual([[], [], []]);
  });

  it('says once what should go while no valid book gives a price for it', () => {
    const scene = { ...endingIn(hours(5)), books: [] };
    const first = decide(scene);
    expect([first.desired, first.reports.map(({ text }) => text)]).toEqual([
      [],
      [expect.stringContaining('100 YES of slug-a should go (ending at')],
    ]);
    const { notices } = first.memory;
    expect(decide({ ...scene, memory: { notices } }).reports).toEqual([]);
  });

  it('offers post-only orders that end two hours before it, with the reason', () => {
    const [wanted] = decide(endingIn(hours(10))).desired;
    expect(wanted?.order.liquidity).toBe('post-only');
    expect(wanted?.liveUntilMax).toEqual({ kind: 'at', at: after(NOW, hours(8)) });
    expect(wanted?.reason).toBe(
      'ending at 2026-09-22T00:13:20.000Z: SELL 100 YES at 0.5, fair 0.5',
    );
  });

  it('cancels what could enlarge the bet or open the opposite one, from all but ICC', () => {
    const others = [
      working('bid', 'BUY 10 YES @ 0.4'),
      working('bid-by-no', 'SELL 10 NO @ 0.6'),
      working('ask', 'SELL 10 YES @ 0.6'),
      working('ask-by-no', 'BUY 10 NO @ 0.4'),
      working('own', 'BUY 10 YES @ 0.4', { strategy: 'ICC' }),
      working('lost', 'BUY 10 YES @ 0.4', { unknown: true }),
    ];
    const decision = decide(endingIn(hours(5), { resting: others }));
    expect(canceled(decision)).toEqual(['ask-by-no', 'bid', 'bid-by-no']);
    expect(canceled(decide(endingIn(hours(25), { resting: others })))).toEqual([]);
  });

  it('cancels every quote where nothing is held', () => {
    const quotes = [working('bid', 'BUY 10 YES @ 0.4'), working('ask', 'BUY 10 NO @ 0.4')];
    const decision = decide(endingIn(hours(5), { positions: [], resting: quotes }));
    expect(canceled(decision)).toEqual(['bid', 'ask']);
  });

  it('asks for each cancel once, whatever the reasons', () => {
    const bid = working('bid', 'BUY 400 YES @ 0.4');
    expect(canceled(decide(endingIn(hours(5), { resting: [bid] })))).toEqual(['bid']);
  });

  it('leaves orders in markets that are not known alone', () => {
    const quote = working('q', 'BUY 10 YES @ 0.4');
    expect(canceled(decide(endingIn(hours(5), { markets: [], resting: [quote] })))).toEqual([]);
  });
});

describe('the last two hours', () => {
  // The venue takes a GTD order only two minutes before it is to be gone.
  const start = (ms: bigint): Partial<Scene> => endingIn(plus(minutes(122), durationMs(ms)));

  it.each([
    { when: 'not yet begun', ms: 0n, wanted: OFFER, reports: 0 },
    { when: 'begun', ms: -1n, wanted: [], reports: 1 },
  ])('$when make the orders $wanted and $reports reports', ({ ms, wanted, reports }) => {
    const decision = decide(start(ms));
    expect([orders(decision), decision.reports.length]).toEqual([wanted, reports]);
  });

  it('report what is held once', () => {
    const first = decide(start(-1n));
    const second = decide({ ...start(-60_000n), memory: first.memory });
    expect(second.reports).toEqual([]);
    expect(first.reports[0]?.text).toBe(
      '100 YES of slug-a, bought at 0.5, are unsold so close to the end and held to resolution; ' +
        'the stop stays',
    );
  });

  it('report nothing of a resolved market', () => {
    const scene = endingIn(hours(-1));
    const markets = (scene.markets ?? []).map((each) => ({
      ...each,
      status: { kind: 'resolved', yesPayout: ratio('1') } as const,
    }));
    expect(decide({ ...scene, markets }).reports).toEqual([]);
  });
});
