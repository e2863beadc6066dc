import { describe, expect, it } from 'vitest';
import { ratio } from '../../lib/units/ratio.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { aMarket } from './books.ts';
import { canceled, decide, market, orders, working } from './icc-scenes.ts';
import { LIMITS } from './parameters.ts';
import { bothBooks, position } from './views.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { RestingOrder } from '../../lib/domain/order.ts';
import type { Scene } from './views.ts';

const held = position(market, 'YES', { shares: '100', cost: '50' });

/** A drawdown that leaves 20 dollars of the 50. */
const shrinking = (resting: readonly RestingOrder[]): Decision =>
  decide({ positions: [held], resting, changes: { drawdownScale: ratio('0.2') } });

describe('a purchase of the other outcome beside a sale of ICC', () => {
  it('makes way where both filled would be the opposite bet', () => {
    const decision = shrinking([working('no', 'BUY 100 NO @ 0.49')]);
    expect(orders(decision)).toEqual(['GTD SELL 60 a-yes @ 0.5']);
    expect(decision.cancels).toEqual([
      { order: 'no', reason: 'makes way: inventory control sells on its side' },
    ]);
  });

  it('makes way for a sale at once too, in the markets that it is sold in and no others', () => {
    const markets = [market, ...['b', 'c'].map((name) => aMarket(name, { fee: { kind: 'free' } }))];
    const scene = (resting: readonly RestingOrder[]): Partial<Scene> => ({
      markets,
      books: markets.flatMap((each) => bothBooks(each, { bid: '0.49', ask: '0.51' })),
      positions: markets.map((each) => position(each, 'YES', { shares: '100', cost: '50' })),
      resting,
      changes: { limits: { ...LIMITS, exposureMax: usdc('125') } },
    });
    const wanted = ['FAK SELL 75 a-yes @ 0.48'];
    expect(orders(decide(scene([])))).toEqual(wanted);
    const bids = markets.map((each, n) => working(`no-${n}`, 'BUY 100 NO @ 0.49', { of: each }));
    const decision = decide(scene(bids));
    expect(orders(decision)).toEqual(wanted);
    expect(canceled(decision)).toEqual(['no-0']);
    expect(decision.reports).toEqual([]);
  });

  it('stays where the sale is a reduction all the same', () => {
    const decision = shrinking([working('no', 'BUY 5 NO @ 0.49')]);
    expect(orders(decision)).toEqual(['GTD SELL 60 a-yes @ 0.5']);
    expect(decision.cancels).toEqual([]);
  });

  it('that nobody can cancel keeps the sale back', () => {
    const lost = shrinking([working('no', 'BUY 100 NO @ 0.49', { unknown: true })]);
    expect([orders(lost), lost.cancels]).toEqual([[], []]);
  });

  it('is not asked to make way while trading is halted', () => {
    const resting = [working('no', 'BUY 100 NO @ 0.49')];
    const changes = { drawdownScale: ratio('0.2'), tradingState: 'HALTED' } as const;
    const decision = decide({ positions: [held], resting, changes });
    expect([orders(decision), decision.cancels]).toEqual([[], []]);
  });

  it('on the other side of the book does not hinder', () => {
    const bid = working('yes', 'BUY 20 YES @ 0.49');
    expect(canceled(shrinking([bid]))).toEqual([]);
  });
});
