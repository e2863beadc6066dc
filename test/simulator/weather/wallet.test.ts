// What the owner of the wallet does is counted when it is done, and not where nothing can be.

import { expect, it } from 'vitest';
import { openClient } from '../../simulation/wire/asking.ts';
import { badDice } from './bad-dice.ts';
import { createOwner } from './wallet.ts';

it('counts what was done, by the chance that chose it', async () => {
  const { server } = await openClient();
  const { dice } = badDice('owner');
  let orders = 0;
  const owner = createOwner(
    dice,
    () => server,
    () => {
      orders += 1;
    },
  );
  const deeds = owner.minute();
  expect(dice.troubles()).toEqual([]);
  // Something else goes wrong before any of it is done.
  dice.happens('venue', 1);
  for (const { act } of deeds) act();
  const names = dice.troubles().map(({ name }) => name);
  expect(deeds).toHaveLength(8);
  expect(names).toEqual(expect.arrayContaining(['deposit', 'withdrawal', 'reward', 'yield']));
  expect(names).not.toContain('sale by hand');
  expect(orders).toBe(names.filter((name) => name.endsWith('by hand')).length);
  const ids = dice.troubles().map(({ id }) => id.split('/')[0]);
  expect(new Set(ids)).toEqual(new Set(['operator']));
});
