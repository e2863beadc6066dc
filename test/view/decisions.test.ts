// What the live view says became of the orders of a cycle.

import { expect, it } from 'vitest';
import { decisions } from '../../lib/view/decisions.ts';
import { noteOf } from './desk-scene.ts';

const shown = (...results: readonly string[]): string => {
  const { record } = noteOf(1);
  const [first] = record.orders;
  if (first === undefined) throw new Error('the sample wants an order');
  const orders = results.map((result) => ({ ...first, result }));
  return decisions({ ...record, orders }, null).html;
};

it('counts an order that matched at once as placed, and does not paint it as a failure', () => {
  const page = shown('matched');
  expect(page).toContain('MM: 1 order wanted, 1 placed<');
  expect(page).not.toContain('class="loss"');
});

it('tells placed, refused and all other orders apart', () => {
  const page = shown('placed', 'matched', 'refused EXPOSURE_LIMIT', 'rejected NO_FUNDS');
  expect(page).toContain('4 orders wanted, 2 placed, 1 refused by the gate, 1 otherwise<');
  expect(page).toContain('<span class="loss">refused EXPOSURE_LIMIT</span>');
  expect(page).toContain('<span class="loss">rejected NO_FUNDS</span>');
});
