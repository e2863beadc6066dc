import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  headLine,
  parseRunResult,
  readJournal,
  resultLine,
} from '../../../lib/backtest/sweep/journal.ts';
import { openJournal } from '../../../lib/backtest/sweep/journal-file.ts';
import { wholeRun } from '../../../lib/sweep/walk-forward.ts';
import { byKey, resultOf } from '../../sweep/results.ts';
import type { SweepHead } from '../../../lib/backtest/sweep/journal.ts';
import type { RunResult } from '../../../lib/sweep/sweep-run.ts';

const HEAD: SweepHead = {
  kind: 'sweep',
  version: 1,
  madeBy: 'keel 1',
  code: 'c0de',
  tape: { name: 'märkte', identity: 'a' },
  settings: {
    base: { WHALE_USD: '5' },
    seed: '1',
    cash: null,
    latency: 'typical',
    share: '0.5',
    bands: ['pessimistic'],
    periodMs: 60_000,
  },
  space: { dimensions: [], search: { kind: 'grid' } },
};

const resultAt = (place: number): RunResult =>
  resultOf(wholeRun({ 'mm.gamma': String(place) }, { from: 0, until: 60_000, periodMs: 60_000 }), [
    place,
    null,
    -place,
  ]);

const bytes = (text: string): Uint8Array => Buffer.from(text);

const fileOf = (results: readonly RunResult[]): string =>
  headLine(HEAD) + results.map(resultLine).join('');

const placeFor = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-journal-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'sweep.jsonl');
};

describe('the file of a sweep', () => {
  it('gives back what was written into it', () => {
    const results = [resultAt(1), resultAt(2)];
    expect(readJournal(bytes(fileOf(results)), HEAD)).toEqual({
      ok: true,
      value: { done: byKey(...results), wholeBytes: bytes(fileOf(results)).length },
    });
  });

  it('cut anywhere gives the results that are whole, and goes on to the same file', () => {
    const all = Array.from({ length: 6 }, (_, place) => resultAt(place));
    const whole = bytes(fileOf(all));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length }), (cut) => {
        const read = readJournal(whole.subarray(0, cut), HEAD);
        if (!read.ok) throw new Error(read.error);
        const { done, wholeBytes } = read.value;
        expect([...done.values()]).toEqual(all.slice(0, done.size));
        expect(wholeBytes).toBeLessThanOrEqual(cut);
        const kept = Buffer.from(whole.subarray(0, wholeBytes)).toString();
        const begun = wholeBytes === 0 ? headLine(HEAD) : kept;
        expect(begun + all.slice(done.size).map(resultLine).join('')).toBe(fileOf(all));
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['another tape', { tape: { ...HEAD.tape, identity: 'b' } }, /other tape;/],
    ['other settings', { settings: { ...HEAD.settings, seed: '2' } }, /other settings;/],
    ['another version', { madeBy: 'keel 2' }, /other madeBy;/],
    ['other code', { code: 'c0de2' }, /other code;/],
    [
      'another space',
      { space: { dimensions: [], search: { kind: 'random', trials: 2, seed: '1' } } } as const,
      /other space;/,
    ],
  ])('of %s is refused', (_what, changes, words) => {
    const read = readJournal(bytes(fileOf([])), { ...HEAD, ...changes });
    expect(read.ok ? '' : read.error).toMatch(words);
  });

  it.each([
    ['a file of somebody else', 'my notes\n'],
    ['a file of somebody else without an end', 'my notes'],
    ['a list', '[1]\n'],
  ])('refuses %s', (_what, text) => {
    const read = readJournal(bytes(text), HEAD);
    expect(read).toEqual({ ok: false, error: 'is not the file of a sweep' });
  });

  it('refuses a line in its middle that makes no sense, by its number', () => {
    const text = `${headLine(HEAD)}${resultLine(resultAt(1))}{"key":1}\n${resultLine(resultAt(2))}`;
    expect(readJournal(bytes(text), HEAD)).toEqual({ ok: false, error: 'line 3 makes no sense' });
  });

  it('refuses a result under the key of another run', () => {
    const line = resultLine({ ...resultAt(1), key: resultAt(2).key });
    expect(parseRunResult(line)).toBeUndefined();
  });

  it('on the disk loses its torn line and goes on after the whole ones', async () => {
    const path = placeFor();
    writeFileSync(path, fileOf([resultAt(1)]) + resultLine(resultAt(2)).slice(0, 50));
    const opened = await openJournal(path, HEAD);
    if (!opened.ok) throw new Error(opened.error);
    expect([...opened.value.done.keys()]).toEqual([resultAt(1).key]);
    opened.value.append(resultAt(2));
    opened.value.append(resultAt(3));
    expect(await opened.value.close()).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe(fileOf([resultAt(1), resultAt(2), resultAt(3)]));
  });

  it('on the disk is made where there is none, and left as it is where it is refused', async () => {
    const path = placeFor();
    const opened = await openJournal(path, HEAD);
    if (opened.ok) await opened.value.close();
    expect(readFileSync(path, 'utf8')).toBe(headLine(HEAD));
    const other = await openJournal(path, { ...HEAD, madeBy: 'keel 2' });
    expect(other.ok ? '' : other.error).toContain('sweep.jsonl is of another sweep');
    expect(readFileSync(path, 'utf8')).toBe(headLine(HEAD));
    expect((await openJournal(join(path, 'nowhere'), HEAD)).ok).toBe(false);
  });
});
