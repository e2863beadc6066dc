// A bug throws, and says which positive statement was false.

import { describe, expect, it } from 'vitest';
import { brokenStatement, invariant, present } from '../../lib/units/invariant.ts';
import { err, ok } from '../../lib/units/result.ts';

describe('invariants', () => {
  it('stay silent while they hold', () => {
    expect(() => {
      invariant(true, 'one is one');
    }).not.toThrow();
  });

  it('throw the statement that was false', () => {
    expect(() => {
      invariant(false, 'one is two');
    }).toThrow(new Error('Invariant broken: one is two'));
  });

  it.each([0, '', false, null])('give back the present value %j', (value) => {
    expect(present(value, 'there is a value')).toBe(value);
  });

  it('throw when a value that must be there is not', () => {
    expect(() => present(undefined, 'there is a value')).toThrow('there is a value');
  });
});

describe('what was thrown', () => {
  const thrown = (act: () => void): unknown => {
    try {
      act();
    } catch (error) {
      return error;
    }
    throw new Error('nothing was thrown');
  };

  it('tells the statement of a broken invariant', () => {
    const error = thrown(() => {
      invariant(false, 'one is two');
    });
    expect(brokenStatement(error)).toBe('one is two');
    expect(brokenStatement(thrown(() => present(undefined, 'it is there')))).toBe('it is there');
  });

  it.each([new Error('Invariant broken: one is two'), 'Invariant broken: one', null, undefined])(
    'is no broken invariant when it only says so: %s',
    (error) => {
      expect(brokenStatement(error)).toBeNull();
    },
  );
});

describe('results', () => {
  it('carry a value or an error, never both', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(err('no')).toEqual({ ok: false, error: 'no' });
  });
});
