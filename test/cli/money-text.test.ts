import { expect, it } from 'vitest';
import { dollarsText, percentText } from '../../lib/cli/money-text.ts';

it.each([
  ['9984.392959', '$9984.39'],
  ['-0.5', '-$0.50'],
  ['unknown: no book', 'unknown: no book'],
  ['none', 'none'],
])('the amount %s is said as %s', (stored, text) => {
  expect(dollarsText(stored)).toBe(text);
});

it.each([
  ['0.003784', '0.38 %'],
  ['0', '0.00 %'],
  ['unknown', 'unknown'],
])('the share %s is said as %s', (stored, text) => {
  expect(percentText(stored)).toBe(text);
});
