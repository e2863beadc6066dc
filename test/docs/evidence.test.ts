// The page of the evidence speaks of all recordings: of those that are played and of the others.

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SET_NAMES } from '../../lib/tape/sets.ts';
import { describeWithRecordings } from '../recordings.ts';

const PAGE = readFileSync(resolve(import.meta.dirname, '../../docs/evidence.md'), 'utf8');
const section = /## What was left out\n([^]*?)\n## /.exec(PAGE)?.[1] ?? '';
const leftOut = [...section.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, names = '']) =>
  [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
);

describe('the evidence', () => {
  it('has tables of every set that is played, says how many, and leaves none of them out', () => {
    const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];
    expect(PAGE).toContain(`the ${words[SET_NAMES.length] ?? ''} recorded sets that can be played`);
    for (const set of SET_NAMES) expect(PAGE).toContain(`### ${set}\n`);
    expect(leftOut.filter((name) => SET_NAMES.some((set) => set === name))).toEqual([]);
    expect(leftOut.length).toBeGreaterThan(5);
  });
});

describeWithRecordings('mlb2025-ws-book-deltas', (folder) => {
  it('names every set beside it', () => {
    const beside = readdirSync(dirname(folder), { withFileTypes: true });
    const sets = beside.filter((one) => one.isDirectory()).map(({ name }) => name);
    const named = new Set<string | undefined>([...SET_NAMES, ...leftOut]);
    expect(sets.filter((name) => !named.has(name))).toEqual([]);
  });
});
