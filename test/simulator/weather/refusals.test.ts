// Every row of the venue's error catalogue is played, and none says what is not true.

import { expect, it } from 'vitest';
import { BARE, REFUSALS as IN_JSON } from '../../adapters/polymarket/orders/catalogue.ts';
import { NOT_NOW, REFUSALS, SHUTTING, UNCERTAIN } from './refusals.ts';
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
    expect(whens(all)).toEqual(new Set(['before', 'in it, quoted']));
  expect(whens(NOT_NOW)).toEqual(new Set(['before']));
  expect(whens(UNCERTAIN)).toEqual(new Set(['before', 'after']));
});

it('a duplicate is only what was taken', () => {
  const duplicates = UNCERTAIN.filter(([name]) => /duplicate/i.test(name));
  expect(duplicates.length).toBeGreaterThan(0);
  expect(whens(duplicates)).toEqual(new Set(['after']));
});

it('an answer for each order refuses as many as were asked for', () => {
  const [, effect] = REFUSALS.find(([name]) => name.startsWith('each')) ?? ['', null];
  if (effect?.kind !== 'quoted') throw new Error('it quotes the request');
  const call = (body: string) => ({
    method: 'POST',
    path: '/orders',
    query: new URLSearchParams(),
    headers: {},
    body,
  });
  expect(JSON.parse(effect.answer(call('[{}, {}]')).body)).toMatchObject([
    { success: false, orderID: '' },
    { success: false, orderID: '' },
  ]);
  expect(JSON.parse(effect.answer(call('{}')).body)).toMatchObject({ success: false });
});
