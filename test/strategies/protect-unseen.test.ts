import { describe, expect, it } from 'vitest';
import { shares } from '../../lib/units/shares.ts';
import { breached, decide, falling, market, orders } from './protect-scenes.ts';
import type { StopMemory, StrategyMemory } from '../../lib/domain/strategy-memory.ts';

const exiting: StopMemory = { ...breached, breaches: 2, widenedCents: 3 };

const REMEMBERED: Pick<StrategyMemory, 'stops' | 'stranded' | 'notices'> = {
  stops: [exiting],
  stranded: [{ token: market.yes, shares: shares('3') }],
  notices: [{ condition: market.condition, topic: 'no-bid' }],
};

describe('a position whose market cannot be seen', () => {
  it('keeps all that is remembered of it', () => {
    const { memory, reports } = decide(falling({ markets: [], memory: REMEMBERED }));
    expect([memory.stops, memory.stranded, memory.notices]).toEqual([
      REMEMBERED.stops,
      REMEMBERED.stranded,
      REMEMBERED.notices,
    ]);
    expect(reports).toEqual([]);
  });

  it('is forgotten once it is not held any more', () => {
    const { memory } = decide(falling({ markets: [], positions: [], memory: REMEMBERED }));
    expect([memory.stops, memory.stranded, memory.notices]).toEqual([[], [], []]);
  });

  it('is closed, wider each time, though it is seen in every other cycle only', () => {
    let stops: readonly StopMemory[] = [];
    const sent: string[] = [];
    for (let cycle = 0; cycle < 8; cycle += 1) {
      const markets = cycle % 2 === 0 ? [market] : [];
      const decision = decide(falling({ markets, memory: { stops } }));
      stops = decision.memory.stops;
      sent.push(...orders(decision));
    }
    expect(sent).toEqual([
      'SELL YES 100 @ 0.48 ref 0.5 preset',
      'SELL YES 100 @ 0.47 ref 0.5 3c',
      'SELL YES 100 @ 0.46 ref 0.5 4c',
    ]);
  });
});
