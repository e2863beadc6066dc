import { describe, expect, it } from 'vitest';
import { breached, decide, market, NO_HEDGE } from './protect-scenes.ts';
import { oneSided, orders, remembering } from './protect-scenes.ts';
import { NOW } from './books.ts';
import { resting } from './views.ts';
import { price } from '../../lib/units/price.ts';
import type { StrategyMemory } from '../../lib/domain/strategy-memory.ts';

describe('a position without a valid book', () => {
  const memory = (invalidCycles: number): Partial<StrategyMemory> => remembering({ invalidCycles });

  it.each([
    [1, 0],
    [2, 1],
    [3, 1],
  ])('for %d cycles is closed by its bid alone: %d orders', (cycles, count) => {
    const decision = decide(oneSided('0.549', { memory: memory(cycles) }));
    expect(decision.desired.length).toBe(count);
  });

  it.each([
    ['0.551', 0],
    ['0.550', 1],
    ['0.549', 1],
  ])('fires on a bid of %s against a stop of 0.55: %d', (bid, count) => {
    const scene = oneSided(bid, { memory: memory(2) });
    expect(decide(scene, NO_HEDGE).desired.length).toBe(count);
  });

  it('takes the last valid fair price as reference', () => {
    const scene = oneSided('0.549', { memory: memory(2) });
    expect(orders(decide(scene))).toEqual(['SELL YES 100 @ 0.54 ref 0.56 preset']);
  });

  // An earlier fair price may lie far below a market that nobody has looked at meanwhile.
  // Simulated sections 73149022034596 and 165262749173701.
  it.each([
    ['0.35', 'SELL YES 100 @ 0.52 ref 0.54 preset'],
    ['0.539', 'SELL YES 100 @ 0.52 ref 0.54 preset'],
    ['0.54', 'SELL YES 100 @ 0.52 ref 0.54 preset'],
    ['0.541', 'SELL YES 100 @ 0.521 ref 0.541 preset'],
  ])('with an earlier fair price of %s and a bid of 0.54 sells: %s', (yes, sold) => {
    const markets = remembering({ invalidCycles: 2, lastValid: { at: NOW, yes: price(yes) } });
    expect(orders(decide(oneSided('0.54', { memory: markets }), NO_HEDGE))).toEqual([sold]);
  });

  it('keeps the breach it had while the book is invalid for one cycle', () => {
    const scene = oneSided('0.40', { memory: { ...memory(1), stops: [breached] } });
    expect(decide(scene).memory.stops).toEqual([breached]);
  });

  it('without any bid is held and reported once, then tried again', () => {
    const scene = oneSided('0.549', { books: [], memory: memory(2) });
    const first = decide(scene);
    const second = decide({ ...scene, memory: { ...memory(3), notices: first.memory.notices } });
    expect([first.desired, first.reports.length, second.reports.length]).toEqual([[], 1, 0]);
    expect(first.reports[0]?.text).toContain('no valid book and no bid for 100 YES');
  });

  it('and without an earlier fair price says so', () => {
    const never = remembering({ invalidCycles: 2, lastValid: null });
    const decision = decide(oneSided('0.549', { memory: never }));
    expect(decision.reports[0]?.text).toContain('no earlier fair price');
  });

  it('loses its adding orders from the second cycle on', () => {
    const working = [
      resting('bid', 'MM', { market, outcome: 'YES', side: 'BUY', at: '0.49', size: '10' }),
      resting('bid-by-no', 'MM', { market, outcome: 'NO', side: 'SELL', at: '0.51', size: '10' }),
      resting('ask', 'MM', { market, outcome: 'YES', side: 'SELL', at: '0.62', size: '10' }),
    ];
    const canceled = (cycles: number): readonly string[] =>
      decide(oneSided('0.599', { resting: working, memory: memory(cycles) })).cancels.map(
        ({ order }) => order,
      );
    expect([canceled(1), canceled(2)]).toEqual([[], ['bid', 'bid-by-no']]);
  });
});
