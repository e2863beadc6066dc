// A bug throws, and says which positive statement was false.

import { describe, expect, it } from 'vitest';
import { invariant, present } from '../../lib/units/invariant.ts';
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

describe('results', () => {
  it('carry a value or an error, never both', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 });
    expect(err('no')).toEqual({ ok: false, error: 'no' });
  });
});
