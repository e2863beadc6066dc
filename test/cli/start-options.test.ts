import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../lib/cli/start-options.ts';
import { epochMs } from '../../lib/units/time.ts';
import type { StartOptions } from '../../lib/cli/start-options.ts';

const parsed = (...args: readonly string[]): StartOptions => {
  const options = parseStartOptions(args);
  if (!options.ok) throw new Error(options.error.join('; '));
  return options.value;
};

const NINETEENTH = epochMs(BigInt(Date.UTC(2025, 5, 19, 20)));

const refused = (...args: readonly string[]): string => {
  const options = parseStartOptions(args);
  return options.ok ? 'accepted' : options.error.join('; ');
};

describe('the options of keel start', () => {
  it('without any play the generated markets of seed 1 as fast as they can', () => {
    expect(parsed()).toEqual({
      source: { kind: 'generated', seed: 1n },
      speed: { kind: 'as-fast-as-possible' },
      until: { kind: 'tape-end' },
      preset: null,
      portfolio: null,
      fresh: 'continue',
      stateFolder: 'data/state',
      output: 'terminal',
      view: { kind: 'served', port: 0, controls: 'read-only', afterwards: 'close' },
      named: new Set(),
    });
  });

  it.each([
    [['--no-view'], { kind: 'none' }],
    [['--port', '65535'], { port: 65_535 }],
    [['--view-controls'], { controls: 'kill' }],
    [['--keep-open'], { afterwards: 'keep-open' }],
  ])('with %j say what becomes of the page', (args, view) => {
    expect(parsed(...args)).toMatchObject({ view });
  });

  it.each([
    [['--port', '65536'], '--port 65536: allowed is a number up to 65535; 0 takes a free one'],
    [['--port', 'x'], '--port x: allowed is a number up to 65535; 0 takes a free one'],
    [['--no-view', '--keep-open'], '--keep-open is for the page, and --no-view says there is none'],
  ])('refuse %j', (args, error) => {
    expect(parseStartOptions(args)).toEqual({ ok: false, error: [error] });
  });

  it.each([
    [
      ['--data', 'somewhere'],
      { source: { kind: 'recording', path: 'somewhere', assume: {}, onProblem: 'go-on' } },
    ],
    [['--data', 'x', '--on-problem', 'stop'], { source: { onProblem: 'stop' } }],
    [
      ['--data', 'x', '--assume', 'category=sports'],
      { source: { assume: { category: 'sports' } } },
    ],
    [['--source', 'live'], { source: { kind: 'live' } }],
    [['--seed', '7'], { source: { kind: 'generated', seed: 7n } }],
    [['--speed', '60'], { speed: { kind: 'multiple', factor: 60 } }],
    [['--speed', '0.5'], { speed: { kind: 'multiple', factor: 0.5 } }],
    [['--until', '120 cycles'], { until: { kind: 'cycles', count: 120 } }],
    [['--until', '1 cycle'], { until: { kind: 'cycles', count: 1 } }],
    [['--until', '2025-06-19T20:00:00Z'], { until: { kind: 'time', at: NINETEENTH } }],
    [['--until', '2025-06-19T20:00:00'], { until: { kind: 'time', at: NINETEENTH } }],
    [['--until', '2025-06-19 20:00:00+00:00'], { until: { kind: 'time', at: NINETEENTH } }],
    [['--preset', 'aggressive'], { preset: 'aggressive' }],
    [['--portfolio', 'mine'], { portfolio: 'mine' }],
    [['--fresh'], { fresh: 'fresh' }],
    [['--state', 'other/state'], { stateFolder: 'other/state' }],
    [['--json'], { output: 'json' }],
  ])('%j are understood', (args, expected) => {
    expect(parsed(...args)).toMatchObject(expected);
  });

  it.each([
    [['--speed', 'fast'], '--speed fast: allowed is max'],
    [['--speed', '0'], '--speed 0: allowed is max'],
    [['--speed', '-1'], 'argument is ambiguous'],
    [['--speed=-1'], '--speed -1: allowed is max'],
    [['--seed', '1.5'], '--seed 1.5: allowed is a whole number'],
    [['--seed', 'x'], '--seed x: allowed is a whole number'],
    [['--until', 'tomorrow'], '--until tomorrow: allowed is a time'],
    [['--until', '2025-13-45'], '--until 2025-13-45: allowed is a time'],
    [['--until', '2025-06-19'], '--until 2025-06-19: allowed is a time in UTC'],
    [['--until', '2025-06-19T20:00:00+02:00'], 'allowed is a time in UTC'],
    [['--until', '0 cycles'], '--until 0 cycles: allowed is'],
    [['--until', '000 cycles'], '--until 000 cycles: allowed is'],
    [['--source', 'mars'], '--source mars: allowed is live'],
    [['--data', ''], '--data is empty'],
    [['--data', 'x', '--seed', '1'], '--seed is for generated markets'],
    [['--source', 'live', '--data', 'x'], 'takes neither --data nor --seed'],
    [['--source', 'live', '--speed', '60'], '--speed is for tapes'],
    [['--source', 'live', '--speed', 'max'], '--speed is for tapes'],
    [['--on-problem', 'stop'], '--on-problem is for recordings'],
    [['--source', 'live', '--on-problem', 'go-on'], '--on-problem is for recordings'],
    [['--assume', 'end=+48h'], '--assume is for recordings'],
    [['--assume', ''], '--assume is for recordings'],
    [['--source', 'live', '--assume', 'end=+48h'], '--assume is for recordings'],
    [['--data', 'x', '--assume', 'end=soon'], "--assume 'end=soon' is malformed"],
    [['--data', 'x', '--on-problem', 'guess'], '--on-problem guess: allowed is go-on or stop'],
    [['--state', ''], '--state is empty'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['stray'], "Unexpected argument 'stray'"],
  ])('%j are refused, naming what is allowed', (args, words) => {
    expect(refused(...args)).toContain(words);
  });

  it('names a source that is too much beside the mistakes in another', () => {
    const all = refused('--data', 'x', '--seed', '3', '--assume', 'mood=good');
    expect(all).toContain('--seed is for generated markets');
    expect(all).toContain("--assume 'mood=good' is unknown");
  });

  it('are given once each: of two values none is kept in silence', () => {
    expect(refused('--seed', '1', '--seed', '2', '--json', '--json')).toBe(
      '--seed is given more than once; --json is given more than once',
    );
  });

  it('names every mistake at once', () => {
    const all = refused('--speed', 'x', '--seed', 'y', '--until', 'z', '--on-problem', 'w');
    for (const name of ['--speed', '--seed', '--until', '--on-problem'])
      expect(all).toContain(name);
    const said = refused('--data', '', '--speed', 'x', '--assume', 'tick=1,end=soon,mood=good');
    for (const name of ['--data', '--speed', "'tick=1'", "'end=soon'", "'mood=good'"])
      expect(said).toContain(name);
  });
});
