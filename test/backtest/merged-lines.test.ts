import { describe, expect, it } from 'vitest';
import { mergedLines } from '../../lib/backtest/warnings.ts';

describe('what is said of several bands', () => {
  it('is said once, with the names of all that it is said of', () => {
    expect(
      mergedLines([
        { band: 'pessimistic', words: '1 market is held.' },
        { band: 'pessimistic', words: 'books were old.' },
        { band: 'base', words: '2 markets are held.' },
        { band: 'base', words: 'books were old.' },
        { band: 'optimistic', words: '2 markets are held.' },
        { band: 'optimistic', words: 'books were old.' },
      ]),
    ).toEqual([
      'pessimistic: 1 market is held.',
      'pessimistic, base and optimistic: books were old.',
      'base and optimistic: 2 markets are held.',
    ]);
  });

  it('is nothing where there is nothing to be said', () => {
    expect(mergedLines([])).toEqual([]);
  });
});
