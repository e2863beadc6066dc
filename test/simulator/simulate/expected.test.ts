// A fault that stops happening is told, in a run that is long enough to meet it.

import { expect, it } from 'vitest';
import { EXPECTED, neverHappened } from './expected.ts';

const ENOUGH = 20_000;

const allBut = (gone: string): ReadonlyMap<string, number> =>
  new Map(EXPECTED.filter((name) => name !== gone).map((name) => [`${name} 500`, 1]));

it('says nothing where everything has happened', () => {
  expect(neverHappened(allBut('nothing'), ENOUGH)).toEqual([]);
});

it.each(['market closes', 'dynamo UpdateItem ', 'yield'])('names what is gone: %s', (name) => {
  expect(neverHappened(allBut(name), ENOUGH)).toEqual([
    `NEVER HAPPENED in ${String(ENOUGH)} cycles: ${name.trim()}`,
  ]);
});

it('says nothing of a run that may be too short for it', () => {
  expect(neverHappened(new Map(), ENOUGH - 1)).toEqual([]);
  expect(neverHappened(new Map(), ENOUGH)).toHaveLength(1);
});
