// The first implementation had tests that asserted nothing, replies that no client produces, and a
// pattern that skipped 21 test files, six of them failing. The replies are held to recorded ones in
// `test/adapters/polymarket/recordings.test.ts`.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyAssertions } from './empty-assertions.ts';
import { projectRoot } from './temporary-tree.ts';

const PITFALLS = Array.from({ length: 18 }, (_, index) => index + 1);
const testFiles = globSync('test/**/*.test.ts', { cwd: projectRoot });
const sourceOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

describe('pitfall 18: an assertion that holds of anything', () => {
  it.each([
    ['a count of at least nothing', 'expect(orders.length).toBeGreaterThanOrEqual(0);'],
    ['a constant', 'expect(true).toBe(true);'],
    ['a value that is merely not empty', 'expect(size).toBeTruthy();'],
    ['a value that is merely there', 'expect(size).toBeDefined();'],
    ['a test that is left out', "it.todo('sells');"],
    ['a test that alone is run', "it.only('sells', () => {});"],
    ['no assertion at all', "it('sells', () => sell());"],
  ])('is found: %s', (_what, line) => {
    expect(emptyAssertions(`import x from 'y';\n${line}\n`)).toHaveLength(1);
  });

  it('is told from one that can fail', () => {
    expect(emptyAssertions('expect(a).toBe(2);')).toEqual([]);
  });

  it('stands in no test file', () => {
    const found = testFiles.flatMap((path) =>
      emptyAssertions(sourceOf(path)).map((line) => `${path}: ${line}`),
    );
    expect(found).toEqual([]);
  });
});

describe('pitfall 18: a test file that nothing runs', () => {
  it('does not exist: whatever looks like one is taken by the one pattern', () => {
    const looksLikeOne = globSync('**/*.{test,spec}.{ts,js,mts,cts,mjs,cjs,tsx,jsx}', {
      cwd: projectRoot,
      exclude: ['node_modules/**', 'coverage/**', 'data/**'],
    });
    expect(looksLikeOne.toSorted()).toEqual(testFiles.toSorted());
    expect(testFiles.length).toBeGreaterThan(150);
  });

  it('does not hide under another name: only test files and what they share call a test', () => {
    const others = globSync('{lib,functions,cdk,test}/**/*.ts', { cwd: projectRoot })
      .filter((path) => !path.endsWith('.test.ts'))
      .filter((path) => /^\s*(?:it|test)(?:\.each\(|\()/m.test(sourceOf(path)));
    for (const path of others) {
      const name = path.split('/').at(-1) ?? path;
      expect(testFiles.filter((file) => sourceOf(file).includes(`/${name}'`))).not.toEqual([]);
    }
  });
});

describe('each line of what went wrong in the first implementation', () => {
  const everything = testFiles.map(sourceOf).join('\n');

  it.each(PITFALLS)('has a test that is named after it: pitfall %i', (pitfall) => {
    expect(everything).toContain(`'pitfall ${String(pitfall)}: `);
  });
});
