import { describe, expect, it } from 'vitest';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after } from '../../lib/units/time.ts';
import { NOW } from './books.ts';
import { decide, followed, market, plan, quiet, signalled } from './flow-scenes.ts';
import { PARAMETERS } from './parameters.ts';
import { bothBooks, resting } from './views.ts';
import type { Scene } from './views.ts';

/** 100 YES of FF at 0.50, entered with fair at 0.50, and the book of now. */
const holding = (bid: string, ask: string, scene: Partial<Scene> = {}): Scene =>
  quiet({
    books: bothBooks(market, { bid, ask }),
    positions: [followed()],
    ...scene,
    memory: { flowExits: [plan()], ...scene.memory },
  });

describe('an exit plan', () => {
  it('is made with the entry', () => {
    const decision = decide(signalled());
    expect(decision.memory.flowExits).toEqual([
      {
        token: market.yes,
        signal: 'tx-w|a-yes|BUY',
        entryFair: price('0.5'),
        takeProfit: PARAMETERS.ff.takeProfit,
        stopLoss: PARAMETERS.ff.stopLoss,
        exitBy: after(NOW, PARAMETERS.ff.holdMax),
      },
    ]);
  });

  it('stays while its shares are held', () => {
    expect(decide(holding('0.49', '0.51')).memory.flowExits).toEqual([plan()]);
  });

  it('is gone when the entry did not fill', () => {
    expect(decide(quiet({ memory: { flowExits: [plan()] } })).memory.flowExits).toEqual([]);
  });

  it('is gone when the shares are sold', () => {
    const sold = { ...followed(), shares: shares('0') };
    const none = { ...sold, byStrategy: [{ ...sold.byStrategy[0], shares: shares('0') } as never] };
    const scene = holding('0.49', '0.51', { positions: [none] });
    expect(decide(scene).memory.flowExits).toEqual([]);
  });

  it('stays while the order behind it is of unknown outcome', () => {
    const unknown = resting('u', 'FF', {
      market,
      outcome: 'YES',
      side: 'BUY',
      at: '0.52',
      size: '9',
      certainty: 'unknown',
    });
    const scene = quiet({ resting: [unknown], memory: { flowExits: [plan()] } });
    expect(decide(scene).memory.flowExits).toEqual([plan()]);
  });

  it('that was lost is made anew from the average cost', () => {
    const scene = holding('0.51', '0.53', {
      memory: { flowExits: [] },
      positions: [followed('52')],
    });
    expect(decide(scene).memory.flowExits).toEqual([
      plan({
        signal: 'adopted' as never,
        entryFair: price('0.52'),
        exitBy: after(NOW, PARAMETERS.ff.holdMax),
      }),
    ]);
  });
});
