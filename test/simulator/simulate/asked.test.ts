import { expect, it } from 'vitest';
import { askedOf } from '../../tooling/arguments.ts';
import { misfit, OPTIONS, sizeOf } from './asked.ts';

const valuesOf = (line: string) => {
  const asked = askedOf({ command: 'simulate', options: OPTIONS }, line.split(' '));
  if (asked.kind !== 'given') throw new Error(asked.lines.join());
  return asked.values;
};

it.each([
  ['--only venue/1/0.06/7/3', '--only goes with --replay'],
  ['--only venue/1/0.06/7/3 --seed 7', '--only goes with --replay'],
  ['--replay 7 --cycles 20000', '--cycles does not go with --replay'],
  ['--replay 7 --seed 7', '--seed does not go with --replay'],
  ['--replay 7 --threads 2', '--threads does not go with --replay'],
  ['--replay 7 --minimise 0', '--minimise does not go with --replay'],
])('refuses %s, which would be ignored', (line, text) => {
  expect(misfit(valuesOf(line))).toContain(text);
});

it.each([
  '--cycles 3000 --seed 7 --threads 1',
  '--replay 7 --only venue/1/0.06/7/3 --family calm --section 30',
  '--replay 7 --only=',
])('takes %s', (line) => {
  expect(misfit(valuesOf(line))).toBeNull();
});

it('plays 20,000 cycles on two threads where no number is given', () => {
  expect(sizeOf(valuesOf('--seed 7'))).toEqual({ cycles: 20_000, threads: 2, minimise: 60 });
  expect(sizeOf(valuesOf('--cycles 7 --threads 1 --minimise 0'))).toEqual({
    cycles: 7,
    threads: 1,
    minimise: 0,
  });
});
