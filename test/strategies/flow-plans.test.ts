import { describe, expect, it } from 'vitest';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { negate } from '../../lib/units/quantity.ts';
import { after, minutes } from '../../lib/units/time.ts';
import { aMarket, NOW } from './books.ts';
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

  it('is replaced by that of a new entry into the same token, not followed by it', () => {
    const old = plan({ entryFair: price('0.45'), exitBy: after(NOW, negate(minutes(120))) });
    const scene = signalled({
      positions: [followed('0.9', '2')],
      resting: [
        resting('u', 'FF', {
          market: aMarket('b'),
          outcome: 'YES',
          side: 'BUY',
          at: '0.52',
          size: '9',
          certainty: 'unknown',
        }),
      ],
      memory: { flowExits: [old, plan({ token: aMarket('b').yes })] },
    });
    const { memory } = decide(scene);
    expect(memory.flowExits.map(({ token, signal }) => [token, signal])).toEqual([
      [aMarket('b').yes, 's'],
      [market.yes, 'tx-w|a-yes|BUY'],
    ]);
  });

  it('of a rest stays where the entry into its token comes to nothing', () => {
    const old = plan({ exitBy: after(NOW, negate(minutes(120))) });
    const scene = quiet({ positions: [followed('0.9', '2')], memory: { flowExits: [old] } });
    expect(decide(scene).memory.flowExits).toEqual([old]);
  });
});
