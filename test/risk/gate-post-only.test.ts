import { describe, expect, it } from 'vitest';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { order } from './books.ts';
import { CALM, contextWith, judged, NOW, wish, yes } from './contexts.ts';
import type { DesiredOrder } from '../../lib/domain/order.ts';
import type { Cooldown } from '../../lib/domain/risk-state.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';

const BUY = 'A BUY YES 10 @ 0.5';
const SELL = 'A SELL YES 100 @ 0.5';

const refused: Cooldown = {
  scope: { kind: 'global' },
  cause: 'post-only',
  until: epochMs(msOfEpoch(NOW) + 60_000n),
  repeats: 1,
};
const during = (cooldown: Cooldown): GateContext =>
  contextWith([yes('100', '50')], { risk: { ...CALM, cooldowns: [cooldown] } });
const taking = (text: string): DesiredOrder =>
  wish(order(text, { liquidity: 'may-take', timeInForce: 'FAK' }));
const cached = (what: string): string =>
  `COOLDOWN_CACHED: scope=global ${what} until=2026-11-22T12:01:00.000Z cause=post-only`;

describe('after an order was refused for post-only mode', () => {
  it('holds what may match, whatever it does to exposure', () => {
    expect(judged(during(refused), taking(BUY), taking(SELL))).toEqual([
      cached('token=A-YES side=BUY'),
      cached('token=A-YES side=SELL'),
    ]);
  });

  it('lets what only rests go on', () => {
    expect(judged(during(refused), BUY, SELL)).toEqual(['adding 10', 'reducing 100']);
  });

  it('holds everything where another cause pauses at the same time', () => {
    expect(judged(during({ ...refused, cause: 'unavailable' }), BUY)).toEqual([
      cached('token=A-YES side=BUY').replace('post-only', 'unavailable'),
    ]);
  });
});
