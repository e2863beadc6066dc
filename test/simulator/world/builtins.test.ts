// Time in a simulated process, by whatever name its code knows it.

import * as timers from 'node:timers';
import { setTimeout as namedTimer } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { replaceBuiltins } from './builtins.ts';
import { createProcess, runIn } from './process.ts';
import { sendErrand } from './requests.ts';
import { startTimeline } from './timeline.ts';
import type { Timeline } from './timeline.ts';

let restore = (): void => undefined;
afterEach(() => restore());

const open = (): Timeline => {
  const timeline = startTimeline(0);
  restore = replaceBuiltins(timeline, (count) => new Uint8Array(count));
  return timeline;
};

const process = () => createProcess({ name: 'one', clockAhead: 0, death: null });

// Simulated sections 2001, 2002, 2003 and 2004.
it.each([
  ['the global timer', (act: () => void) => void setTimeout(act, 49_000)],
  ['that of node:timers', (act: () => void) => void timers.setTimeout(act, 49_000)],
  ['that of node:timers by its name', (act: () => void) => void namedTimer(act, 49_000)],
  ['that of promises', (act: () => void) => void sleep(49_000).then(act)],
])('passes in the simulation for %s', async (_name, plan) => {
  const timeline = open();
  let rangAt = 0;
  runIn(process(), () => plan(() => void (rangAt = timeline.now())));
  await timeline.runUntil(() => rangAt > 0);
  expect(rangAt).toBe(49_000);
});

it.each([0, 1])('a signal made of two comes with signal %i, and keeps its reason', (which) => {
  open();
  const made = [new AbortController(), new AbortController()];
  const any = () => AbortSignal.any(made.map(({ signal }) => signal));
  const early = runIn(process(), any);
  expect(early.aborted).toBe(false);
  made[which]?.abort('first');
  made[1 - which]?.abort('second');
  const late = runIn(process(), any);
  expect([early.aborted, early.reason, late.aborted]).toEqual([true, 'first', true]);
});

it('a dead process asks nothing of the ways that its requests would go', () => {
  const timeline = open();
  const dead = process();
  dead.kill();
  let asked = 0;
  const travel = () => {
    asked += 1;
    return { there: 1, back: 1 };
  };
  void runIn(dead, () =>
    sendErrand<null>(timeline, {
      said: () => '',
      again: (answer) => answer,
      travel,
      arrive: () => ({ kind: 'silent' }),
      signal: undefined,
    }),
  );
  expect(asked).toBe(0);
});
