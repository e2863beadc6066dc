// The page of the long run adds up: it is what its own ranges, families and kinds make of it.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { partOnPage } from '../simulator/page/earlier.ts';
import { pageOf } from '../simulator/page/page.ts';
import { FIGURES } from '../simulator/page/range.ts';
import type { Part } from '../simulator/page/range.ts';

const TEXT = readFileSync(`${import.meta.dirname}/../../docs/campaign.md`, 'utf8');
const COMMIT = /on commit `([0-9a-f]+)`/.exec(TEXT)?.[1] ?? '';

const read = partOnPage(TEXT, COMMIT);
const part: Part = read.ok ? read.value : { ranges: [], families: new Map(), kinds: new Map() };

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

it('docs/campaign.md is made of its own figures', () => {
  expect(pageOf(COMMIT, [part])).toBe(TEXT);
});

it.each(FIGURES.filter((name) => name === 'cycles' || name === 'orders' || name === 'fills'))(
  'docs/campaign.md has as many %s in its families as in its ranges',
  (name) => {
    const inFamilies = [...part.families.values()].map((family) => family[name]);
    expect(sumOf(inFamilies)).toBe(sumOf(part.ranges.map(({ figures }) => figures[name])));
  },
);

it('docs/campaign.md has as many faults by kind as in its ranges', () => {
  expect(sumOf([...part.kinds.values()])).toBe(
    sumOf(part.ranges.map(({ figures }) => figures.faults)),
  );
});
