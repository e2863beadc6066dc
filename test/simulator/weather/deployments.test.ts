// The way of a deployment that has to be taken back.

import { expect, it } from 'vitest';
import { badDice } from './bad-dice.ts';
import { createDeployments } from './deployments.ts';

const deployer = () => {
  const { dice, heal } = badDice('deployments');
  return { ...createDeployments(dice), heal };
};

it('a newer function is rolled back, and its state restored until it can be read', () => {
  const { minute, heal } = deployer();
  const all = [minute(true)];
  heal();
  while (all.at(-1) !== 'restore' && all.length < 20) all.push(minute(false));
  expect(all.filter((one) => one !== 'none')).toEqual(['newer', 'back', 'restore']);
  expect([minute(false), minute(false), minute(true), minute(true)]).toEqual([
    'restore',
    'restore',
    'none',
    'none',
  ]);
});

it('calm weather takes it back at once, and deploys nothing else', () => {
  const { minute, calm } = deployer();
  expect(calm(true)).toBe('none');
  expect(minute(true)).toBe('newer');
  expect([calm(false), calm(false), calm(true), calm(true)]).toEqual([
    'back',
    'restore',
    'none',
    'none',
  ]);
});
