// The thresholds that the page on backtests names are those of the code.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { IMPACT_SHARE_MAX, RECORDED_SHARE_MIN } from '../../lib/backtest/warnings.ts';
import { FILLS_FEW, SHARE_OF_ONE } from '../../lib/report/warnings.ts';

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/backtesting.md'), 'utf8');
const words = PAGE.replaceAll(/\s+/g, ' ');
const percent = (share: number): string => `${String(share * 100)} %`;

describe('the page on backtests', () => {
  it.each([
    ['few fills', `few fills (below ${String(FILLS_FEW)})`],
    [
      'one market',
      `one market (above ${percent(SHARE_OF_ONE)} of fills or of what was won and lost)`,
    ],
    [
      'little recorded time',
      `little recorded time (books in less than ${percent(RECORDED_SHARE_MIN)} of it)`,
    ],
    ['own weight', `own weight (above ${percent(IMPACT_SHARE_MAX)} of all that traded)`],
  ])('warns of %s where the code does', (_what, said) => {
    expect(words).toContain(said);
  });
});
