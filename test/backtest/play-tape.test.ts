import { describe, expect, it } from 'vitest';
import { playTape } from '../../lib/backtest/play-tape.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { createSimulatedVenue } from '../../lib/simulation/venue.ts';
import { minutes, msOfDuration, elapsed } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { RAIN, START, at, bookOf, universeWith } from './markets.ts';
import { tapeOf } from './tapes.ts';
import type { PlaybackEnd } from '../../lib/backtest/play-tape.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const QUIET = { bid: '0.48', ask: '0.52' };

type Played = { readonly end: PlaybackEnd; readonly cyclesAt: readonly number[] };

const secondsAfterStart = (now: EpochMs): number =>
  Number(msOfDuration(elapsed(START, now))) / 1_000;

// Plays books at the given seconds and says when cycles ran.
const play = async (
  seconds: readonly number[],
  options: { readonly until?: number; readonly from?: number; readonly stopAfter?: number } = {},
): Promise<Played> => {
  const tape = tapeOf(seconds.map((second) => bookOf(RAIN, second, QUIET)));
  const venue = createSimulatedVenue({
    universe: universeWith(RAIN),
    start: START,
    cash: usdc('1000'),
    settings: DEFAULT_SETTINGS,
  });
  const cyclesAt: number[] = [];
  const playback = {
    tape,
    venue,
    cycle: minutes(1),
    until: at(options.until ?? 1_000_000),
    from: at(options.from ?? 0),
  };
  const end = await playTape(playback, {
    runCycle: () => {
      cyclesAt.push(secondsAfterStart(venue.now()));
      return Promise.resolve({ kind: 'skipped', until: START });
    },
    afterCycle: () => Promise.resolve(cyclesAt.length === options.stopAfter ? 'stop' : 'go-on'),
  });
  return { end, cyclesAt };
};

describe('playing a tape', () => {
  it('runs a cycle two seconds after the event that makes it due', async () => {
    expect((await play([0, 1, 10, 61, 62, 70])).cyclesAt).toEqual([2, 63]);
  });

  it('lets the events of those two seconds come first', async () => {
    expect((await play([0, 2, 2.5])).cyclesAt).toEqual([2]);
  });

  it('keeps its beat after a silence, with one cycle instead of one for each beat', async () => {
    expect((await play([0, 3, 400, 410, 421, 500])).cyclesAt).toEqual([2, 402, 423, 502]);
  });

  it('runs the cycle that is due when the tape ends', async () => {
    expect(await play([0])).toEqual({ end: 'tape-ended', cyclesAt: [2] });
  });

  it('runs nothing before the first cycle is due', async () => {
    expect((await play([0, 30, 89, 90, 100], { from: 90 })).cyclesAt).toEqual([92]);
  });

  it.each([
    ['one second before', 59, [2]],
    ['at', 60, [2]],
    ['one second after', 61, [2]],
  ])('plays nothing after its end, %s an event', async (_where, until, cyclesAt) => {
    expect(await play([0, 30, 60, 90], { until })).toEqual({ end: 'until-reached', cyclesAt });
  });

  it('stops between cycles when it is told to', async () => {
    expect(await play([0, 10, 61, 70, 130], { stopAfter: 1 })).toEqual({
      end: 'stopped',
      cyclesAt: [2],
    });
  });

  it('runs nothing on an empty tape', async () => {
    expect(await play([])).toEqual({ end: 'tape-ended', cyclesAt: [] });
  });
});
