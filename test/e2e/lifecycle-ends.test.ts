// How an order ends, over the wire: by a cancel whose answer proves nothing, by its expiration, by
// its market, or by a tick that was changed under it.

import { describe, expect, it } from 'vitest';
import { changeStatus, changeTick, turn } from '../../lib/simulation/wire/controls.ts';
import { isOnGrid, tick } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { ATE_YES, endsOf, LIFE, openLife, phasesOf, QUOTES, takenOf } from './lifecycle-scene.ts';
import type { Life } from './lifecycle-scene.ts';

describe('a cancel', () => {
  // Two quotes that are too old to be kept in the next minute.
  const ageing = async (): Promise<Life> => {
    const life = await openLife();
    await life.minute();
    await life.minute();
    await life.minute();
    expect(takenOf(life)).toBe(2);
    return life;
  };

  it('whose answer was lost is no proof: nothing takes the place of what still rests', async () => {
    const life = await ageing();
    life.spoil('DELETE /order', { kind: 'silence', when: 'before' });
    const asked = await life.minute();
    expect(phasesOf(asked)).toEqual(['cancelling', 'cancelling']);
    expect(life.resting()).toEqual(QUOTES);
    expect(takenOf(life)).toBe(2);
    const next = await life.minute();
    expect(endsOf(next)).toEqual(['canceled: CANCELED', 'canceled: CANCELED']);
    expect(life.resting()).toEqual(QUOTES);
    expect(takenOf(life)).toBe(4);
  });

  it('that took effect unheard is read, and its order replaced in the same cycle', async () => {
    const life = await ageing();
    life.spoil('DELETE /order', { kind: 'silence', when: 'after' });
    const asked = await life.minute();
    expect(endsOf(asked)).toEqual(['canceled: CANCELED', 'canceled: CANCELED']);
    expect(life.resting()).toEqual(QUOTES);
    expect(takenOf(life)).toBe(4);
  });

  it('of an order that was matched meanwhile books its fill, and ends it as filled', async () => {
    const life = await ageing();
    life.before('DELETE /order', () => life.trade(ATE_YES));
    const asked = await life.minute();
    expect(endsOf(asked).toSorted()).toEqual(['canceled: CANCELED', 'filled: filled in our books']);
    const fills = asked.record.fills.map(({ outcome, price, size }) => [outcome, price, size]);
    expect(fills).toEqual([['YES', '0.48', '5']]);
  });
});

describe('an order that ended at the venue', () => {
  it('by its expiration is seen as cancelled', async () => {
    const life = await openLife();
    await life.minute();
    await life.minute();
    life.idle(9);
    const end = await life.minute();
    expect(endsOf(end)).toEqual(['canceled: CANCELED', 'canceled: CANCELED']);
    expect(life.resting()).toEqual(QUOTES);
  });

  it('and that it no longer shows by id stays open until it can no longer rest', async () => {
    const life = await openLife();
    await life.minute();
    const sent = await life.minute();
    turn(life.server, { orderReads: 'none' });
    life.server.venue.cancel(sent.state.intents.map(({ id }) => id));
    const early = await life.minute();
    expect(phasesOf(early)).toEqual(['unknown', 'unknown']);
    expect(takenOf(life)).toBe(2);
    await life.minute();
    await life.minute();
    await life.minute();
    const late = await life.minute();
    expect(endsOf(late)).toEqual([
      'absent: the venue does not know it',
      'absent: the venue does not know it',
    ]);
    expect(takenOf(life)).toBe(4);
  });

  it.each([
    ['closed', { kind: 'closed' }],
    ['resolved', { kind: 'resolved', yesPayout: ratio('1') }],
  ] as const)(
    'with its %s market is ended, and nothing new is sent there',
    async (_how, status) => {
      const life = await openLife();
      await life.minute();
      await life.minute();
      changeStatus(life.server, LIFE.condition, status);
      const end = await life.minute();
      expect(endsOf(end)).toEqual(['canceled: CANCELED', 'canceled: CANCELED']);
      await life.minute();
      expect(life.resting()).toEqual([]);
      expect(takenOf(life)).toBe(2);
    },
  );
});

describe('a tick that changes between the book and the order', () => {
  it('has the order rejected, and the next one is on the new grid', async () => {
    const life = await openLife();
    await life.minute();
    life.before('POST /order', () => changeTick(life.server, LIFE.condition, tick('0.1')));
    const sent = await life.minute();
    expect(endsOf(sent)).toHaveLength(2);
    expect(endsOf(sent).every((text) => text.startsWith('rejected: tick'))).toBe(true);
    const next = await life.minute({ bid: '0.4', ask: '0.6' });
    expect(endsOf(next).filter((text) => text.startsWith('rejected'))).toEqual([]);
    expect(next.state.intents.every(({ order }) => isOnGrid(order.price, tick('0.1')))).toBe(true);
  });
});
