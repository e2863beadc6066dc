// What becomes of an order between its journal and its proven end, over the wire: an answer that
// does not come proves nothing, and nothing is sent in the place of what may be there.

import { describe, expect, it } from 'vitest';
import { restartEngine, turn } from '../../lib/simulation/wire/controls.ts';
import { seconds } from '../../lib/units/time.ts';
import { DEATH } from '../soak/posted.ts';
import { endsOf, idsOf, openLife, phasesOf, postsOf, QUOTES, takenOf } from './lifecycle-scene.ts';
import type { FaultEffect } from '../../lib/simulation/wire/faults.ts';
import type { PostFate } from '../soak/posted.ts';

const NO_RUN = { status: 500, body: '{"error":"could not run the execution"}', headers: {} };

const LOST: readonly (readonly [string, FaultEffect])[] = [
  ['a dropped connection', { kind: 'drop', when: 'after' }],
  ['a timeout', { kind: 'silence', when: 'after' }],
  ['an error 500', { kind: 'instead', when: 'after', answer: NO_RUN }],
  ['half an answer', { kind: 'malformed', body: '[{"success":true,"orderID":"0x12' }],
  ['an answer after the deadline', { kind: 'late', by: seconds(31) }],
  ['the word that its match is delayed', { kind: 'delayed' }],
];

describe('an order that the venue took and answered with', () => {
  it.each(LOST)('%s, twice, is found by its id and stands once', async (_how, effect) => {
    const life = await openLife();
    await life.minute();
    life.spoil('POST /order', effect, 2);
    const sent = await life.minute();
    expect(phasesOf(sent)).toEqual(['unknown', 'unknown']);
    expect(life.resting()).toEqual(QUOTES);
    const found = await life.minute();
    expect(phasesOf(found)).toEqual(['resting', 'resting']);
    expect(idsOf(found)).toEqual(idsOf(sent));
    expect(life.resting()).toEqual(QUOTES);
    expect(takenOf(life)).toBe(2);
  });

  it('nothing, once, is proven by the venue calling its repetition a duplicate', async () => {
    const life = await openLife();
    await life.minute();
    life.spoil('POST /order', { kind: 'drop', when: 'after' });
    const sent = await life.minute();
    expect(phasesOf(sent)).toEqual(['resting', 'resting']);
    expect(postsOf(life)).toEqual([2, 2]);
    expect(takenOf(life)).toBe(2);
  });
});

describe('an order that the venue never saw', () => {
  it('is given up only when it can no longer appear, and replaced only then', async () => {
    const life = await openLife();
    await life.minute();
    life.spoil('POST /order', { kind: 'drop', when: 'before' }, 2);
    const sent = await life.minute();
    const sentAt = sent.state.savedAt;
    let end = sent;
    while (takenOf(life) === 0) {
      expect(idsOf(end)).toEqual(idsOf(sent));
      end = await life.minute();
    }
    expect(endsOf(end)).toEqual([
      'absent: the venue does not know it',
      'absent: the venue does not know it',
    ]);
    const waited = Number(end.state.savedAt) - Number(sentAt);
    expect(waited).toBe(300_000);
    expect(life.resting()).toEqual(QUOTES);
  });
});

describe('a process that dies in the middle of a placing request', () => {
  const dieOnce = (fate: PostFate) => {
    let next = fate;
    return (): PostFate => {
      const now = next;
      next = 'sent';
      return now;
    };
  };

  it('leaves orders that the next one finds in the store and at the venue', async () => {
    const life = await openLife({ postFate: dieOnce('death-after') });
    await life.minute();
    expect(await life.attempt()).toBe(DEATH);
    life.restart();
    expect(life.resting()).toEqual(QUOTES);
    life.idle(1);
    const next = await life.minute();
    // They are too old to be kept for another cycle: known and cancelled, hence replaced.
    expect(endsOf(next)).toEqual(['canceled: CANCELED', 'canceled: CANCELED']);
    expect(life.resting()).toEqual(QUOTES);
    expect(postsOf(life)).toEqual([1, 1, 1, 1]);
  });

  it('leaves orders that nothing is sent in the place of while they may appear', async () => {
    const life = await openLife({ postFate: dieOnce('death-before') });
    await life.minute();
    expect(await life.attempt()).toBe(DEATH);
    life.restart();
    life.idle(1);
    const next = await life.minute();
    expect(phasesOf(next)).toEqual(['unknown', 'unknown']);
    expect(postsOf(life)).toEqual([]);
  });
});

describe('a venue that restarts', () => {
  it('is sent nothing twice, and what it shows of nothing proves nothing', async () => {
    const life = await openLife();
    await life.minute();
    const sent = await life.minute();
    restartEngine(life.server, seconds(90));
    turn(life.server, { lists: 'empty', orderReads: 'none' });
    const during = await life.minute();
    expect(idsOf(during)).toEqual(idsOf(sent));
    turn(life.server, { lists: 'full', orderReads: 'any-state' });
    const after = await life.minute();
    expect(endsOf(after)).toEqual(['canceled: CANCELED', 'canceled: CANCELED']);
    expect(life.resting()).toEqual(QUOTES);
  });
});
