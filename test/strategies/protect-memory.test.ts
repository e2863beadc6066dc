import { describe, expect, it } from 'vitest';
import { isEntryBanned } from '../../lib/strategies/entry-ban.ts';
import { after, durationMs, minutes } from '../../lib/units/time.ts';
import { NOW } from './books.ts';
import { PARAMETERS } from './parameters.ts';
import { breached, decide, falling, market, NO_HEDGE } from './protect-scenes.ts';
import { orders, sceneAt, withProtect } from './protect-scenes.ts';
import { bothBooks, EMPTY_MEMORY, position } from './views.ts';
import type { StrategyMemory, StopMemory } from '../../lib/domain/strategy-memory.ts';

describe('the slippage of a stop', () => {
  const afterCycles = (count: number, params = PARAMETERS): StrategyMemory => {
    let stops: readonly StopMemory[] = [breached];
    for (let cycle = 0; cycle < count; cycle += 1)
      stops = decide(falling({ memory: { stops } }), params).memory.stops;
    return { ...EMPTY_MEMORY, stops };
  };

  it.each([
    [0, '0.48', 'preset'],
    [1, '0.47', '3c'],
    [2, '0.46', '4c'],
    [3, '0.45', '5c'],
    [4, '0.45', '5c'],
    [9, '0.45', '5c'],
  ])('after %d cycles of exit lets the limit be %s', (cycles, limit, slippage) => {
    const decision = decide(falling({ memory: afterCycles(cycles) }));
    expect(orders(decision)).toEqual([`SELL YES 100 @ ${limit} ref 0.5 ${slippage}`]);
  });

  it('begins again at the limit after the price has recovered', () => {
    const recovered = decide(sceneAt('0.599', '0.601', { memory: afterCycles(3) })).memory;
    expect(recovered.stops.map((stop) => stop.widenedCents)).toEqual([null]);
  });

  it('goes on at once, without a second breach, when an invalid book interrupted the exit', () => {
    const interrupted = { ...breached, breaches: 0, widenedCents: 1 };
    const decision = decide(falling({ memory: { stops: [interrupted] } }));
    expect(orders(decision)).toEqual(['SELL YES 100 @ 0.46 ref 0.5 4c']);
  });

  it('stays at a preset limit beyond the maximum of the stop', () => {
    const decision = decide(
      falling({ memory: afterCycles(2) }),
      withProtect({ stopSlippageMaxCents: 1 }),
    );
    expect(orders(decision)).toEqual(['SELL YES 100 @ 0.48 ref 0.5 preset']);
  });

  it('ends at the lowest price of the grid', () => {
    const dear = position(market, 'YES', { shares: '100', cost: '12' });
    const scene = falling({
      positions: [dear],
      books: bothBooks(market, { bid: '0.011', ask: '0.013', size: '100000' }),
    });
    expect(orders(decide(scene, NO_HEDGE))).toEqual([]);
    const large = position(market, 'YES', { shares: '2000', cost: '240' });
    const sold = decide({ ...scene, positions: [large] }, NO_HEDGE);
    expect(orders(sold)).toEqual(['SELL YES 2000 @ 0.001 ref 0.012 preset']);
  });
});

describe('re-entry', () => {
  it('is banned for 15 minutes from the last cycle in which the stop fired', () => {
    const { memory } = decide(falling());
    expect(memory.stops[0]?.noEntryUntil).toBe(after(NOW, minutes(15)));
  });

  it.each([
    ['one millisecond before its end', 1n, 1],
    ['not at its end', 0n, 0],
  ])('stays remembered %s, after the position is gone', (_when, left, count) => {
    const until = after(NOW, durationMs(left));
    const stops = [{ ...breached, breaches: 2, widenedCents: 3, noEntryUntil: until }];
    const { memory } = decide(sceneAt('0.499', '0.501', { positions: [], memory: { stops } }));
    const banOnly = { ...breached, breaches: 0, widenedCents: null, noEntryUntil: until };
    expect(memory.stops).toEqual(count === 0 ? [] : [banOnly]);
  });

  it('does not block the hedge of a stopped position (hedges blocked by cooldowns)', () => {
    const banned = (token: StopMemory['token']): StopMemory => ({
      ...breached,
      token,
      noEntryUntil: after(NOW, minutes(10)),
    });
    const scene = falling({
      memory: { stops: [banned(market.yes), banned(market.no)] },
      changes: { sellable: new Map() },
    });
    expect(orders(decide(scene))).toEqual(['BUY NO 100 @ 0.501 ref 0.5 preset']);
  });
});

describe('an entry ban', () => {
  const ban = (until: StopMemory['noEntryUntil']): Pick<StrategyMemory, 'stops'> => ({
    stops: [{ ...breached, noEntryUntil: until }],
  });

  it.each([
    ['before its end', 1n, true],
    ['at its end', 0n, false],
    ['after its end', -1n, false],
  ])('holds %s: %s ms left', (_when, left, banned) => {
    expect(isEntryBanned(ban(after(NOW, durationMs(left))), market.yes, NOW)).toBe(banned);
  });

  it('is of one token only', () => {
    expect(isEntryBanned(ban(after(NOW, minutes(1))), market.no, NOW)).toBe(false);
  });

  it('is none before a stop has fired', () => {
    expect(isEntryBanned(ban(null), market.yes, NOW)).toBe(false);
  });
});
