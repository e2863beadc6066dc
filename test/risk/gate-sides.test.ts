// One strategy owns a side of a market for a cycle.

import { describe, expect, it } from 'vitest';
import { sideKey } from '../../lib/risk/gate-context.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { contextWith, judged, yes } from './contexts.ts';
import type { BookSide } from '../../lib/domain/market.ts';
import type { Strategy } from '../../lib/domain/order.ts';
import type { GateContext } from '../../lib/risk/gate-context.ts';

const BUY = 'A BUY YES 10 @ 0.5';
const SELL = 'A SELL YES 100 @ 0.5';

describe('SIDE_OWNED', () => {
  const owned = (owner: Strategy, side: BookSide = 'ASK'): GateContext =>
    contextWith([yes('100', '50')], {
      owners: new Map([[sideKey(conditionId('A'), side), owner]]),
    });

  it('refuses everything on a side that a higher strategy owns', () => {
    expect(judged(owned('Protect'), SELL)).toEqual(['SIDE_OWNED: owner=Protect side=ASK']);
  });

  it('lets the owner pass', () => {
    expect(judged(owned('MM'), SELL)).toEqual(['reducing 100']);
    expect(judged(owned('MM', 'BID'), BUY)).toEqual(['adding 10']);
  });

  it('lets reducing orders pass where a lower strategy owns the side', () => {
    expect(judged(owned('FF'), SELL)).toEqual(['reducing 100']);
    expect(judged(owned('FF', 'BID'), BUY)).toEqual(['SIDE_OWNED: owner=FF side=BID']);
  });

  it('says nothing of the other side, or of another market', () => {
    expect(judged(owned('FF', 'ASK'), BUY)).toEqual(['adding 10']);
    expect(judged(owned('FF', 'BID'), 'B BUY YES 10 @ 0.5')).toEqual(['adding 10']);
  });

  it('sees both tokens of a market as one book', () => {
    expect(judged(owned('ICC', 'ASK'), 'A BUY NO 10 @ 0.5')).toEqual([
      'SIDE_OWNED: owner=ICC side=ASK',
    ]);
  });
});
