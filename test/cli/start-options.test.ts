import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '../../lib/cli/start-options.ts';
import type { StartOptions } from '../../lib/cli/start-options.ts';

const parsed = (...args: readonly string[]): StartOptions => {
  const options = parseStartOptions(args);
  if (!options.ok) throw new Error(options.error.join('; '));
  return options.value;
};

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
      assume: '',
      onProblem: 'go-on',
      stateFolder: 'data/state',
      output: 'terminal',
    });
  });

  it.each([
    [['--data', 'somewhere'], { source: { kind: 'recording', path: 'somewhere' } }],
    [['--source', 'live'], { source: { kind: 'live' } }],
    [['--seed', '7'], { source: { kind: 'generated', seed: 7n } }],
    [['--speed', '60'], { speed: { kind: 'multiple', factor: 60 } }],
    [['--speed', '0.5'], { speed: { kind: 'multiple', factor: 0.5 } }],
    [['--until', '120 cycles'], { until: { kind: 'cycles', count: 120 } }],
    [['--until', '1 cycle'], { until: { kind: 'cycles', count: 1 } }],
    [
      ['--until', '2025-06-19T20:00:00Z'],
      { until: { kind: 'time', ms: Date.UTC(2025, 5, 19, 20) } },
    ],
    [['--preset', 'aggressive'], { preset: 'aggressive' }],
    [['--portfolio', 'mine'], { portfolio: 'mine' }],
    [['--fresh'], { fresh: 'fresh' }],
    [['--on-problem', 'stop'], { onProblem: 'stop' }],
    [['--state', '/tmp/x'], { stateFolder: '/tmp/x' }],
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
    [['--source', 'mars'], '--source mars: allowed is live'],
    [['--data', ''], '--data is empty'],
    [['--data', 'x', '--seed', '1'], '--seed is for generated markets'],
    [['--source', 'live', '--data', 'x'], 'takes neither --data nor --seed'],
    [['--on-problem', 'guess'], '--on-problem guess: allowed is go-on or stop'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['stray'], "Unexpected argument 'stray'"],
  ])('%j are refused, naming what is allowed', (args, words) => {
    expect(refused(...args)).toContain(words);
  });

  it('names every mistake at once', () => {
    const all = refused('--speed', 'x', '--seed', 'y', '--until', 'z', '--on-problem', 'w');
    for (const name of ['--speed', '--seed', '--until', '--on-problem'])
      expect(all).toContain(name);
  });
});
