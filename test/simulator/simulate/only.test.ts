import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { allowedIn, onlyLines } from './only.ts';

const ids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `venue/${String(index)}/0.0012/7/3`);

it('what is printed is read again, by a shell too, whether it is one line or many', () => {
  for (const count of [0, 1, 2, 5, 6, 40]) {
    const command = onlyLines(ids(count)).join('\n');
    const words = execFileSync('/bin/sh', ['-c', `printf '%s|' ${command}`], { encoding: 'utf8' });
    const [option, only = '', ...others] = words.split('|');
    expect([option, others]).toEqual(['--only', ['']]);
    expect(allowedIn(only)).toEqual({ ok: true, value: new Set(ids(count)) });
  }
});

it('no line is longer than 105 characters, and what fits is in one line', () => {
  expect(onlyLines(ids(2))).toEqual(['--only venue/0/0.0012/7/3,venue/1/0.0012/7/3']);
  for (const line of onlyLines(ids(40))) expect(line.length).toBeLessThanOrEqual(105);
});

it('refuses what is no id', () => {
  expect(allowedIn('venue/1/0.06/7/3,venue')).toMatchObject({ ok: false });
});
