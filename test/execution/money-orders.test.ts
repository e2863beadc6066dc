// A BUY that takes names its money: at better prices, all the shares of its size are but a part.

import { describe, expect, it } from 'vitest';
import { settleIntents } from '../../lib/execution/settle.ts';
import { shares } from '../../lib/units/shares.ts';
import { intent } from './orders.ts';
import { lookedUp, openOrder, phaseOf, seen } from './reads.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type { Order } from '../../lib/domain/order.ts';

/** An order of a hundred shares of which so many are in our books. */
const taking = (filled: string, terms: Partial<Order> = {}): Intent => {
  const { order } = intent('a');
  const changes = { timeInForce: 'FAK', liquidity: 'may-take', ...terms } as const;
  return intent('a', { order: { ...order, side: 'BUY', ...changes }, filled: shares(filled) });
};

const shown = (one: Intent, matched: string) =>
  seen({
    lookups: lookedUp(one, openOrder(one, { status: 'MATCHED', matchedSize: shares(matched) })),
  });

describe('an order that names its money', () => {
  it.each([
    ['100', '110', { kind: 'cancelling' }],
    ['110', '110.000001', { kind: 'cancelling' }],
    ['110', '110', 'filled'],
    ['100', '100', 'filled'],
    ['60', '60', 'partly-filled'],
  ] as const)('with %s in our books of %s matched is %j', (filled, matched, phase) => {
    const one = taking(filled);
    expect(phaseOf(one, shown(one, matched))).toEqual(phase);
  });

  it('stays open while nobody has said what was matched, though all its shares are there', () => {
    const one = taking('100');
    expect(settleIntents([one], seen()).open).toEqual([one]);
  });
});

it.each([
  ['a sale that takes', { side: 'SELL' }],
  ['a BUY that rests', { timeInForce: 'GTD', liquidity: 'post-only' }],
] as const)('%s has ended when all its shares are in our books', (_what, terms) => {
  expect(phaseOf(taking('100', terms), seen())).toBe('filled');
});
