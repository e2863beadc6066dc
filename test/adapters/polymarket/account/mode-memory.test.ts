// What answers tell of the venue's mode, how long that is believed, and how it ends.

import { describe, expect, it } from 'vitest';
import {
  createModeMemory,
  MODE_BELIEVED,
  MODE_KEPT,
  POST_ONLY_AFTER_RESTART,
} from '../../../../lib/adapters/polymarket/account/mode-memory.ts';
import { minus } from '../../../../lib/units/quantity.ts';
import { durationMs, seconds } from '../../../../lib/units/time.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { answer, CANCEL_ONLY, DISABLED, POST_ONLY } from './mode-answers.ts';

const ONE = durationMs(1n);

describe('what answers said of the mode', () => {
  it.each([
    ['a restart', answer(425), 'post-only', POST_ONLY_AFTER_RESTART],
    ['a restart with a short wait', answer(425, '', '5'), 'post-only', POST_ONLY_AFTER_RESTART],
    ['a restart with a long wait', answer(425, '', '180'), 'post-only', seconds(180)],
    ['post-only, and how long', answer(503, POST_ONLY), 'post-only', seconds(79)],
    ['post-only, and how long above', answer(503, POST_ONLY, '80'), 'post-only', seconds(80)],
    ['cancel-only', answer(503, CANCEL_ONLY), 'cancel-only', MODE_KEPT],
    ['cancel-only, and how long', answer(503, CANCEL_ONLY, '30'), 'cancel-only', seconds(30)],
    ['disabled', answer(503, DISABLED), 'disabled', MODE_KEPT],
    ['disabled in short', answer(503, '{"error":"trading is disabled"}'), 'disabled', MODE_KEPT],
  ] as const)('is kept for its time and ends by itself: %s', (...[, said, mode, kept]) => {
    const clock = manualClock();
    const memory = createModeMemory(clock);
    memory.note(said);
    expect(memory.mode()).toBe(mode);
    clock.advance(minus(kept, ONE));
    expect(memory.mode()).toBe(mode);
    clock.advance(ONE);
    expect(memory.mode()).toBe('normal');
  });

  it.each([
    ['a success', answer(200, POST_ONLY)],
    ['a rejection', answer(400, DISABLED)],
    ['a failure', answer(500, DISABLED)],
    ['a 503 of a proxy', answer(503, 'upstream connect error')],
  ])('is nothing in %s', (_what, said) => {
    const memory = createModeMemory(manualClock());
    memory.note(said);
    expect(memory.mode()).toBe('normal');
  });

  it.each([
    ['one second below', 299, 299],
    ['at', 300, 300],
    ['one second above', 301, 300],
    ['a day above', 86_400, 300],
  ])('is believed for as long as told, but no longer: %s', (_where, told, kept) => {
    for (const said of [answer(503, DISABLED, String(told)), answer(425, '', String(told))]) {
      const clock = manualClock();
      const memory = createModeMemory(clock);
      memory.note(said);
      clock.advance(minus(seconds(kept), ONE));
      expect(memory.mode()).not.toBe('normal');
      clock.advance(ONE);
      expect(memory.mode()).toBe('normal');
    }
  });

  it('is told anew once it is no longer believed', () => {
    const clock = manualClock();
    const memory = createModeMemory(clock);
    memory.note(answer(503, DISABLED, '86400'));
    clock.advance(MODE_BELIEVED);
    memory.note(answer(503, DISABLED, '86400'));
    expect(memory.mode()).toBe('disabled');
  });

  it('is the strictest that has not ended', () => {
    const memory = createModeMemory(manualClock());
    memory.note(answer(503, POST_ONLY));
    memory.note(answer(503, CANCEL_ONLY));
    expect(memory.mode()).toBe('cancel-only');
    memory.note(answer(503, DISABLED));
    expect(memory.mode()).toBe('disabled');
  });

  it('is not loosened by a restart, and is post-only for what is left of that', () => {
    const clock = manualClock();
    const memory = createModeMemory(clock);
    memory.note(answer(503, CANCEL_ONLY, '30'));
    memory.note(answer(425));
    expect(memory.mode()).toBe('cancel-only');
    clock.advance(seconds(30));
    expect(memory.mode()).toBe('post-only');
    clock.advance(minus(POST_ONLY_AFTER_RESTART, seconds(30)));
    expect(memory.mode()).toBe('normal');
  });

  it('ends when the latest word on it says', () => {
    const clock = manualClock();
    const memory = createModeMemory(clock);
    memory.note(answer(503, CANCEL_ONLY, '200'));
    memory.note(answer(503, CANCEL_ONLY, '10'));
    clock.advance(seconds(10));
    expect(memory.mode()).toBe('normal');
  });

  it('begins anew with each restart', () => {
    const clock = manualClock();
    const memory = createModeMemory(clock);
    memory.note(answer(425));
    clock.advance(seconds(100));
    memory.note(answer(425));
    clock.advance(seconds(119));
    expect(memory.mode()).toBe('post-only');
  });
});
