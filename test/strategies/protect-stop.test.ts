import { describe, expect, it } from 'vitest';
import { shares } from '../../lib/units/shares.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { breached, decide, falling, held, market } from './protect-scenes.ts';
import { orders, remembering, sceneAt } from './protect-scenes.ts';
import { bothBooks, position } from './views.ts';

describe('the stop', () => {
  it.each([
    { where: 'one tick above', bid: '0.550', ask: '0.552', breaches: [] },
    { where: 'exactly at', bid: '0.549', ask: '0.551', breaches: [1] },
    { where: 'one tick below', bid: '0.548', ask: '0.550', breaches: [1] },
  ])('with fair $where its level counts the breaches $breaches', ({ bid, ask, breaches }) => {
    const { memory } = decide(sceneAt(bid, ask));
    expect(memory.stops.map((stop) => stop.breaches)).toEqual(breaches);
  });

  it('does not fire on the first breached book', () => {
    expect(decide(sceneAt('0.499', '0.501')).desired).toEqual([]);
  });

  it('fires on the second valid book in a row, at fair less the slippage limit', () => {
    expect(orders(decide(falling()))).toEqual(['SELL YES 100 @ 0.48 ref 0.5 preset']);
  });

  it.each([
    ['0.399', '0.401', 'SELL YES 100 @ 0.38 ref 0.4 preset'],
    ['0.199', '0.201', 'SELL YES 100 @ 0.18 ref 0.2 preset'],
    ['0.099', '0.101', 'SELL YES 100 @ 0.08 ref 0.1 preset'],
  ])('fires on a large loss too, at what the book pays now: %s', (bid, ask, wanted) => {
    const scene = sceneAt(bid, ask, { memory: { stops: [breached] } });
    expect(orders(decide(scene))).toEqual([wanted]);
  });

  it('starts counting again after one valid book above the level', () => {
    const recovered = decide(sceneAt('0.599', '0.601', { memory: { stops: [breached] } }));
    expect(recovered.memory.stops).toEqual([]);
  });

  it('widens by the belief volatility where that is more than the stop distance', () => {
    const memory = { ...remembering({ variancePerHour: 0.6 }), stops: [breached] };
    // 2.5 x sqrt(0.6 / 60) = 0.25 in log-odds: 0.60 falls to 0.5388.
    const at = (bid: string, ask: string): number =>
      decide(sceneAt(bid, ask, { memory })).desired.length;
    expect([at('0.539', '0.541'), at('0.537', '0.539')]).toEqual([0, 1]);
  });

  it('takes the whole price for risk where the stop would lie at or below zero', () => {
    const cheap = position(market, 'YES', { shares: '1000', cost: '50' });
    const scene = falling({
      positions: [cheap],
      books: bothBooks(market, { bid: '0.031', ask: '0.033', size: '100000' }),
    });
    expect(decide(scene).memory.stops).toEqual([]);
  });

  it('closes NO by the NO price', () => {
    const no = position(market, 'NO', { shares: '100', cost: '60' });
    const stops = [{ ...breached, token: market.no }];
    const scene = sceneAt('0.499', '0.501', { positions: [no], memory: { stops } });
    expect(orders(decide(scene))).toEqual(['SELL NO 100 @ 0.48 ref 0.5 preset']);
  });

  it('says why with its numbers', () => {
    expect(decide(falling()).desired[0]?.reason).toBe(
      'stop: fair 0.5 at or below 0.55 (entry 0.6, breaches 2), SELL 100 YES at 0.48',
    );
  });

  it('leaves complete sets alone and stops only the excess', () => {
    const other = position(market, 'NO', { shares: '60', cost: '24' });
    const decision = decide(falling({ positions: [held, other] }));
    expect(orders(decision)).toEqual(['SELL YES 40 @ 0.48 ref 0.5 preset']);
  });

  it('measures from the average cost over the lots of all strategies', () => {
    const lots = [
      { strategy: 'MM', shares: shares('50'), cost: usdc('25') },
      { strategy: 'FF', shares: shares('50'), cost: usdc('35') },
    ] as const;
    const scene = falling({
      positions: [position(market, 'YES', { shares: '100', cost: '60', lots })],
    });
    expect(decide(scene).desired[0]?.reason).toContain('entry 0.6');
  });

  it.each(['HALTED', 'REDUCE_ONLY'] as const)('in state %s exits only if it may', (state) => {
    const decision = decide(falling({ changes: { tradingState: state } }));
    expect(decision.desired.length).toBe(state === 'HALTED' ? 0 : 1);
  });

  it('keeps the breach while trading is halted, so that it fires at once afterwards', () => {
    const { memory } = decide(falling({ changes: { tradingState: 'HALTED' } }));
    expect(memory.stops).toEqual([{ ...breached, breaches: 2 }]);
  });

  it('asks for nothing in a market that takes no orders', () => {
    const paused = { ...market, status: { kind: 'paused' } as const };
    expect(decide(falling({ markets: [paused] })).desired).toEqual([]);
  });

  it('ignores a position whose market is not known', () => {
    expect(decide(falling({ markets: [] })).desired).toEqual([]);
  });
});
