// A session says how far it is on the way to what it was asked for, and how long it will take.

import { describe, expect, it } from 'vitest';
import { askedShare } from '../../lib/cli/progress.ts';
import { sessionProgress } from '../../lib/cli/session-progress.ts';
import { epochMs } from '../../lib/units/time.ts';
import { cyclesOn, rainSession } from '../cycle/scene.ts';
import type { SavedCycle } from '../../lib/cli/session-end.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const minute = (count: number): EpochMs => epochMs(BigInt(count) * 60_000n);
const HOUR = { start: minute(0), end: minute(60) };

describe('the share of what was asked for', () => {
  it.each([
    { of: 'cycles', until: { kind: 'cycles', count: 12 }, at: 6, share: 0.5 },
    { of: 'more cycles than there are', until: { kind: 'cycles', count: 120 }, at: 30, share: 0.5 },
    { of: 'a time', until: { kind: 'time', at: minute(20) }, at: 10, share: 0.5 },
    { of: 'a time after the end', until: { kind: 'time', at: minute(90) }, at: 30, share: 0.5 },
    { of: 'a time before the start', until: { kind: 'time', at: minute(-1) }, at: 0, share: 1 },
    { of: 'the whole tape', until: { kind: 'tape-end' }, at: 30, share: 0.5 },
  ] as const)('is of $of', ({ until, at, share }) => {
    expect(askedShare(until, HOUR)(at, minute(at))).toBe(share);
  });
});

it('says a share, how it stands and what is left, each of twelve cycles', async () => {
  const end: SavedCycle = await cyclesOn(rainSession(), 1);
  const lines: string[] = [];
  let now = 0;
  const say = sessionProgress({
    share: askedShare({ kind: 'cycles', count: 12 }, HOUR),
    write: (line) => lines.push(line),
    nowMs: () => now,
  });
  for (let cycle = 1; cycle <= 12; cycle += 1) {
    now = cycle * 2_000;
    say(end, minute(cycle));
  }
  expect(lines).toHaveLength(12);
  expect(lines[2]).toMatch(
    /^\[Keel\]  25 % · 1970-01-01 00:03 UTC · equity .+ · \d+ resting · about 18 s left$/,
  );
  expect(lines.at(-1)).toMatch(/^\[Keel\] 100 % · .* resting$/);
});
