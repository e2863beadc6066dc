// The table of planted bugs is of those that are planted.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUGS } from '../planted-bugs/bugs.ts';

const TEXT = readFileSync(`${import.meta.dirname}/../../docs/planted-bugs.md`, 'utf8');
const ROW = /^\| (.+) \| (\d+|-) \| G[1-8] \| \d+ \| \d+ \|$/gm;

it('docs/planted-bugs.md has each planted bug, with what caught it', () => {
  const rows = [...TEXT.matchAll(ROW)].map(([, name, pitfall]) => [name, pitfall]);
  expect(rows).toEqual(BUGS.map(({ name, pitfall }) => [name, String(pitfall ?? '-')]));
  expect(TEXT).toContain(`${String(BUGS.length)} planted, ${String(BUGS.length)} caught`);
});
