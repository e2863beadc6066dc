// Each law is shown to fail on a history that somebody made up to break it, and on nothing else.

import { describe, expect, it } from 'vitest';
import { A, A_LEFT, B, BROKEN, FIRST, journal, SAVED, send } from './broken.ts';
import { does, historyOf, takes } from './histories.ts';
import { FREE_IN_THE_END, judge } from './judge.ts';
import { EXCLUSION } from './laws/exclusion.ts';
import { LAWS } from './laws/replay.ts';
import { WORDS } from './laws/words.ts';

describe('the checker', () => {
  it.each(BROKEN)('finds %s, and nothing else', (_what, law, history) => {
    expect([...new Set(judge(history).map((one) => one.law))]).toEqual([law]);
  });

  it('shows each of its laws broken', () => {
    const all = [WORDS, LAWS, EXCLUSION].flatMap((laws) => Object.values(laws));
    const shown = new Set(BROKEN.map(([, law]) => law));
    expect([...all, FREE_IN_THE_END].filter((law) => !shown.has(law))).toEqual([]);
  });

  it('finds nothing in a history as it should be', () => {
    const deeds = [
      ...SAVED,
      B,
      does('b', 4_000, journal),
      takes('c', { at: 58_001, fence: 3, version: 1 }, { token: 1, intents: ['x'] }),
    ];
    expect(judge(historyOf(deeds, [A_LEFT, send(4_020, 2, 'x')]))).toEqual([]);
  });

  it('finds nothing where a lease is taken at the very moment of its end', () => {
    expect(judge(historyOf([A, takes('b', { at: 50_980, fence: 2 })]))).toEqual([]);
    expect(judge(historyOf([A, takes('b', { at: 50_979, fence: 2 })]))).toHaveLength(1);
  });

  it('holds no clock beyond the margin against a lock', () => {
    const deeds = [A, takes('b', { at: 3_000, fence: 2 })];
    expect(judge(historyOf(deeds, [], 'any'))).toEqual([]);
  });

  it('finds nothing in a write that won although its answer was lost', () => {
    const unanswered = {
      ...does('a', 2_000, FIRST),
      ending: { phase: 'info', error: 'x' } as const,
    };
    expect(judge(historyOf([A, unanswered, B], [A_LEFT]))).toEqual([]);
    expect(
      judge(historyOf([A, { ...unanswered, did: [] }, takes('b', { at: 60_000, fence: 2 })])),
    ).toEqual([]);
  });
});
