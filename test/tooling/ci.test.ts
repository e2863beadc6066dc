// The build counts tests and checks; what it must not do is call an empty or broken run green.

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTree, projectRoot, removeTree } from './temporary-tree.ts';

const testFile = (name: string, status: string, ...tests: readonly string[]) => ({
  name,
  status,
  message: status === 'failed' && !tests.includes('failed') ? 'cannot be loaded' : '',
  assertionResults: tests.map((each, index) => ({
    fullName: `test ${String(index)}`,
    status: each,
    failureMessages: each === 'failed' ? ['Error: seed 7\n    at its line'] : [],
  })),
});
const report = (...testResults: readonly ReturnType<typeof testFile>[]): string =>
  JSON.stringify({ testResults });

let root = '';

beforeAll(() => {
  root = createTree({
    'minimum.json': '{ "withRecordings": 3, "withoutRecordings": 3 }',
    'three.json': report(
      testFile('a', 'passed', 'passed', 'passed', 'skipped'),
      testFile('b', 'passed', 'passed'),
    ),
    'two.json': report(testFile('a', 'passed', 'passed', 'passed', 'skipped')),
    'one-failed.json': report(testFile('a', 'failed', 'passed', 'passed', 'failed')),
    'not-loaded.json': report(testFile('a', 'passed', 'passed', 'passed'), testFile('b', 'failed')),
    'again.json': report(testFile('b', 'passed', 'passed', 'skipped')),
    'again-skipped.json': report(testFile('b', 'passed', 'skipped')),
  });
});

afterAll(() => {
  removeTree(root);
});

const countTests = (mode: string, ...reports: readonly string[]) => {
  const script = join(projectRoot, '.ci/count-tests.ts');
  const options = { cwd: root, encoding: 'utf8' } as const;
  return spawnSync(process.execPath, [script, 'minimum.json', mode, ...reports], options);
};

describe('counting tests', () => {
  it.each([
    ['as many tests as the minimum as passed', 'withRecordings', ['three.json'], '3 0'],
    ['one test fewer than the minimum as a failure', 'withRecordings', ['two.json'], '2 1'],
    ['a failed test as one that ran', 'withRecordings', ['one-failed.json'], '2 1'],
    ['a file that does not load as a failure', 'withRecordings', ['not-loaded.json'], '2 1'],
    ['a mode without a minimum as a failure', 'noSuchMode', ['three.json'], '3 1'],
    [
      'only the rerun, with the minimum over all',
      'withoutRecordings',
      ['three.json', 'again.json'],
      '1 0',
    ],
    [
      'a rerun that skips too much as a failure',
      'withoutRecordings',
      ['three.json', 'again-skipped.json'],
      '0 1',
    ],
  ])('takes %s', (_law, ...[mode, reports, counts]) => {
    expect(countTests(mode, ...reports).stdout.trim()).toBe(counts);
  });

  it.each([
    [
      'a test that failed',
      'one-failed.json',
      'failed: a: test 2\n  Error: seed 7\n      at its line',
    ],
    ['a file that does not load', 'not-loaded.json', 'failed: b\n  cannot be loaded'],
  ])('names %s, and how its message begins', (_what, file, told) => {
    expect(countTests('withRecordings', file).stderr).toContain(`${told}\n`);
  });
});

describe('the build', () => {
  const build = (npm: string) => {
    const folder = createTree({ 'bin/npm': `#!/bin/sh\n${npm}\n` });
    chmodSync(join(folder, 'bin/npm'), 0o755);
    cpSync(join(projectRoot, '.ci'), join(folder, '.ci'), { recursive: true });
    const path = `${folder}/bin:${process.env['PATH'] ?? ''}`;
    const env = { ...process.env, PATH: path, RECORDINGS_DIR: '' };
    const run = spawnSync(join(folder, '.ci/run'), { env, encoding: 'utf8' });
    removeTree(folder);
    const lines = run.stdout.trimEnd().split('\n');
    return { status: run.status, lastLine: lines.at(-1), lines };
  };

  it('ends with its count where nothing can be installed', () => {
    expect(build('exit 1')).toMatchObject({ status: 1, lastLine: '0 passed, 1 failed' });
  });

  it('fails where every command succeeds without running a test', () => {
    expect(build('exit 0')).toMatchObject({ status: 1, lastLine: '10 passed, 2 failed' });
  });

  it('names at its end what failed', () => {
    const { lines } = build('exit 0');
    const told = lines.slice(lines.indexOf('== what failed') + 1);
    expect(told[0]).toMatch(/^-- coverage saw the core: FAILED after \d+ s$/);
    expect(told.join('\n')).toContain('no such file');
  });
});
