import { describe, expect, it } from 'vitest';
import { BACKTEST_HELP } from '../../lib/cli/backtest-help.ts';
import { parseBacktestOptions } from '../../lib/cli/backtest-options.ts';
import { usdc } from '../../lib/units/usdc.ts';

const parsed = (...args: readonly string[]) => {
  const options = parseBacktestOptions(args);
  if (!options.ok) throw new Error(options.error.join('; '));
  return options.value;
};
const errorsOf = (...args: readonly string[]): readonly string[] => {
  const options = parseBacktestOptions(args);
  return options.ok ? [] : options.error;
};

describe('the options of a backtest', () => {
  it('mean generated markets, typical latency and all bands when there are none', () => {
    expect(parsed()).toMatchObject({
      source: { kind: 'generated', seed: 1n, duration: null },
      seed: 1n,
      presets: 'configured',
      cash: null,
      timing: { kind: 'modelled' },
      bands: ['pessimistic', 'base', 'optimistic'],
      task: 'run',
      output: 'terminal',
      page: null,
    });
  });
  it('say all that can be said', () => {
    const recording = ['--data', 'game', '--assume', 'end=+48h', '--on-problem', 'stop'];
    const run = ['--cash', '500', '--latency', 'none', '--band', 'base', '--preset', 'all'];
    const rest = ['--share', '0.25', '--json', '--out', 'r.html', '--seed', '9'];
    expect(parsed(...recording, ...run, ...rest)).toMatchObject({
      source: { kind: 'recording', path: 'game', onProblem: 'stop' },
      seed: 9n,
      presets: ['conservative', 'balanced', 'aggressive', 'aggressive_enterprise'],
      cash: usdc('500'),
      timing: { kind: 'none' },
      bands: ['base'],
      output: 'json',
      page: 'r.html',
    });
  });
  it.each([
    [['--seed', 'x'], /--seed x: allowed is a whole number/],
    [['--hours', '0'], /--hours 0: allowed/],
    [['--data', 'a', '--hours', '2'], /--hours is for generated markets/],
    [['--assume', 'end=+1h'], /are for recordings/],
    [['--data', ''], /--data is empty/],
    [['--cash', '0'], /--cash 0: allowed/],
    [['--cash', 'ten'], /--cash ten: allowed/],
    [['--latency', 'some'], /none or typical/],
    [['--band', 'best'], /all, pessimistic, base, optimistic/],
    [['--share', '0'], /--share 0: allowed/],
    [['--share', '1.000001'], /--share 1.000001: allowed/],
    [['--until', 'soon'], /--until soon: allowed/],
    [['--on-problem', 'cry', '--data', 'a'], /go-on or stop/],
    [['--out', ''], /name a file/],
    [['--seed', '1', '--seed', '2'], /given more than once/],
    [['--speed', '9'], /speed/],
    [['extra'], /extra/],
  ])('refuse %j', (args, words) => {
    expect(errorsOf(...args).join('\n')).toMatch(words);
  });
  it('are told all their faults at once', () => {
    expect(errorsOf('--seed', 'x', '--cash', '0', '--band', 'q')).toHaveLength(3);
  });
  it('take the whole volume, and no more', () => {
    expect(parsed('--share', '1').shareMax).toBe(1_000_000n);
  });
  it('stand in the help, which fits a terminal of 80 columns', () => {
    for (const option of ['data', 'seed', 'hours', 'preset', 'cash', 'latency', 'band', 'share'])
      expect(BACKTEST_HELP).toContain(`--${option}`);
    for (const line of BACKTEST_HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});
