import { describe, expect, it } from 'vitest';
import { strictest } from '../../lib/domain/kill-switch.ts';
import type { KillSwitch, KillSwitchReading } from '../../lib/domain/kill-switch.ts';

const read = (position: KillSwitch): KillSwitchReading => ({
  kind: 'read',
  position,
  source: position,
});
const FAILED: KillSwitchReading = { kind: 'failed', source: 'x', detail: 'y' };

// From the weakest to the strongest.
const ORDER = [read('off'), read('reduce-only'), FAILED, read('halt')];

describe('of several switches', () => {
  it('the strictest counts, wherever it stands', () => {
    for (const [place, weak] of ORDER.entries())
      for (const strong of ORDER.slice(place)) {
        expect(strictest(weak, strong)).toEqual(strong);
        expect(strictest(strong, weak)).toEqual(strong);
        expect(strictest(weak, strong, weak)).toEqual(strong);
      }
  });

  it('one alone counts', () => {
    expect(strictest(FAILED)).toEqual(FAILED);
  });

  it('the first of two that say the same is told', () => {
    const other: KillSwitchReading = { kind: 'read', position: 'halt', source: 'other' };
    expect(strictest(read('halt'), other)).toEqual(read('halt'));
  });
});
