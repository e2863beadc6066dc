import { describe, expect, it } from 'vitest';
import { parseSweepOptions } from '../../lib/cli/sweep-options.ts';

const VARY = ['--vary', 'mm.gamma=0.1,0.2'];

const errorsOf = (...args: readonly string[]): string => {
  const read = parseSweepOptions([...VARY, ...args]);
  return read.ok ? '' : read.error.join('\n');
};

describe('the options of keel sweep', () => {
  it('have defaults', () => {
    expect(parseSweepOptions(VARY)).toMatchObject({
      ok: true,
      value: {
        source: { kind: 'generated', seed: 1n },
        space: { search: { kind: 'grid' } },
        settings: { seed: '1', cash: null, latency: 'typical', bands: ['pessimistic'] },
        walkForward: null,
        criterion: 'net',
        threads: null,
        top: 10,
        periodMs: null,
      },
    });
  });

  it('are read', () => {
    const words =
      '--random 5 --seed 9 --walk-forward markets:3 --choose sharpe --threads 2 --period 15m ' +
      '--band all --cash 500 --share 0.25 --top 3 --out a --json';
    expect(parseSweepOptions([...VARY, ...words.split(' ')])).toMatchObject({
      ok: true,
      value: {
        space: { search: { kind: 'random', trials: 5, seed: '9' } },
        settings: { seed: '9', cash: '500', share: '0.25' },
        walkForward: { by: 'markets', folds: 3 },
        criterion: 'sharpe',
        threads: 2,
        periodMs: 900_000,
        top: 3,
        output: 'json',
      },
    });
  });

  it.each([
    [['--walk-forward', 'time:1'], /time:N or markets:N, N from 2 to 20/],
    [['--walk-forward', 'time:21'], /N from 2 to 20/],
    [['--walk-forward', 'wallets:3'], /time:N or markets:N/],
    [['--random', '0'], /--random 0: allowed is a whole number from 1 to 10000/],
    [['--random', '10001'], /from 1 to 10000/],
    [['--threads', 'many'], /--threads many/],
    [['--band', 'base'], /allowed is pessimistic, which alone counts, or all/],
    [['--period', '2m'], /allowed is one of 1m, 5m, 15m, 1h, 4h, 1d/],
    [['--choose', 'luck'], /allowed is net or sharpe/],
    [['--latency', 'low'], /allowed is none or typical/],
    [['--top', '1', '--top', '2'], /--top is given more than once/],
    [['--out', ''], /name a file/],
    [['--vary', 'nothing'], /allowed is NAME=a,b,c/],
    [['--what'], /--what/],
  ])('refuse %j', (args, words) => {
    expect(errorsOf(...args)).toMatch(words);
  });

  it('say every mistake at once', () => {
    const errors = errorsOf('--choose', 'luck', '--period', '2m', '--cash', '0', '--seed', 'x');
    expect(errors.split('\n')).toHaveLength(4);
  });
});
