// A `.env` file is read plainly, and its errors name lines, never what stands in them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDotEnvError, parseDotEnv, withDotEnv } from '../../lib/config/dot-env.ts';
import { key } from './environments.ts';

const valuesOf = (text: string): unknown => {
  const parsed = parseDotEnv(text);
  return parsed.ok ? parsed.value : parsed.error;
};

describe('a .env file', () => {
  it.each([
    ['', {}],
    ['# A=1', {}],
    ['  \n\t# comment\n', {}],
    ['A=1', { A: '1' }],
    ['A=1\nB=2\n', { A: '1', B: '2' }],
    ['A=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['A=1\rB=2', { A: '1', B: '2' }],
    ['\uFEFFA=1', { A: '1' }],
    ['export A=1', { A: '1' }],
    ['  A = 1  ', { A: '1' }],
    ['A=', { A: '' }],
    ['A=""', { A: '' }],
    ['A=b c', { A: 'b c' }],
    ['A=b # comment', { A: 'b' }],
    ['A=b#c', { A: 'b#c' }],
    ['A="b # c"', { A: 'b # c' }],
    ['A=\'b "c"\' # d', { A: 'b "c"' }],
    ['A=" b "', { A: ' b ' }],
    ['A=b=c', { A: 'b=c' }],
    ['A=$HOME', { A: '$HOME' }],
    ['A="a\\nb"', { A: 'a\\nb' }],
    ['__proto__=1', Object.fromEntries([['__proto__', '1']])],
  ])('%j holds %j', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  it.each([
    ['A', 1, 'NOT_AN_ASSIGNMENT'],
    ['\n\nA B=1', 3, 'NOT_AN_ASSIGNMENT'],
    ['1A=1', 1, 'NOT_AN_ASSIGNMENT'],
    ['=1', 1, 'NOT_AN_ASSIGNMENT'],
    ['A="b', 1, 'OPEN_QUOTE'],
    ["A=1\nB='b\nc'", 2, 'OPEN_QUOTE'],
    ['A="b" c', 1, 'TEXT_AFTER_QUOTE'],
    ['A= # b', 1, 'BARE_HASH'],
    ['A=1\nA=2', 2, 'TWICE'],
  ])('%j is wrong in line %d: %s', (text, line, kind) => {
    const parsed = parseDotEnv(text);
    expect(parsed.ok ? undefined : parsed.error[0]).toMatchObject({ line, kind });
  });

  it('reports every wrong line at once', () => {
    const parsed = parseDotEnv('A\nB=1\nC="\nB=2');
    expect(parsed.ok ? [] : parsed.error.map(formatDotEnvError)).toEqual([
      '.env line 1: neither NAME=value nor a # comment.',
      '.env line 3: a quote is not closed on its line.',
      '.env line 4: B stands in an earlier line.',
    ]);
  });

  it.each([key, `PRIVATE_KEY: ${key}`, `PRIVATE_KEY="${key}`, `PRIVATE_KEY="a" ${key}`])(
    'does not show the wrong line %j',
    (text) => {
      const parsed = parseDotEnv(text);
      expect(parsed.ok).toBe(false);
      expect(JSON.stringify(parsed)).not.toContain(key.slice(10, 40));
    },
  );

  it('of any text is a result, never a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseDotEnv(text);
        expect(parsed.ok || parsed.error.length > 0).toBe(true);
      }),
    );
  });
});

describe('the environment', () => {
  it('wins over the file, and leaves it what it does not set', () => {
    const merged = withDotEnv({ A: 'env', B: undefined }, { A: 'file', B: 'file', C: 'file' });
    expect(merged).toEqual({ A: 'env', B: 'file', C: 'file' });
  });
});
