// Every row of the venue's error catalogue is played, and none says what is not true.

import { expect, it } from 'vitest';
import { BARE, REFUSALS as IN_JSON } from '../../adapters/polymarket/orders/catalogue.ts';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { createDice } from './dice.ts';
import { NOT_NOW, REFUSALS, SHUTTING, someOf, UNCERTAIN } from './refusals.ts';
import type { FaultEffect } from '../../../lib/simulation/wire/faults.ts';
import type { Named } from './named.ts';

const saidBy = (effect: FaultEffect): string =>
  effect.kind === 'instead' ? `${String(effect.answer.status)} ${effect.answer.body}` : '';

const whens = (all: readonly Named[]): ReadonlySet<string> =>
  new Set(
    all.map(([, effect]) => (effect.kind === 'instead' ? effect.when : `in it, ${effect.kind}`)),
  );

it('every row of the catalogue is said of some request', () => {
  const said = new Set(
    [...NOT_NOW, ...REFUSALS, ...SHUTTING, ...UNCERTAIN].map(([, effect]) => saidBy(effect)),
  );
  const rows = [
    ...IN_JSON.map(([status, error]) => `${String(status)} ${JSON.stringify({ error })}`),
    ...BARE.map(([status, text]) => `${String(status)} ${text}`),
  ];
  expect(rows.filter((row) => !said.has(row))).toEqual([]);
  expect(rows.length).toBeGreaterThan(70);
});

it('what refuses an order is never said of one that was taken', () => {
  for (const all of [REFUSALS, SHUTTING])
    expect(whens(all)).toEqual(new Set(['before', 'in it, sifted']));
  expect(whens(NOT_NOW)).toEqual(new Set(['before']));
  expect(whens(UNCERTAIN)).toEqual(new Set(['before', 'after']));
});

it('a duplicate is only what was taken', () => {
  const duplicates = UNCERTAIN.filter(([name]) => /duplicate/i.test(name));
  expect(duplicates.length).toBeGreaterThan(0);
  expect(whens(duplicates)).toEqual(new Set(['after']));
});

it('some orders of a request are let through, and the others hear of several reasons', () => {
  const dice = createDice({
    streamOf: (name) => randomStream(7n, name),
    allowed: 'all',
    now: () => 0,
    heard: () => undefined,
  });
  const sieves = Array.from({ length: 20 }, () => someOf(dice, () => 'no'));
  const said = sieves.flatMap((words) => [words(0), words(7), words(14)]);
  expect(said).toContain(null);
  expect(said).toContain('no');
  expect(new Set(said).size).toBeGreaterThan(5);
  const [first] = sieves;
  expect(first?.(3)).toBe(first?.(3));
});
