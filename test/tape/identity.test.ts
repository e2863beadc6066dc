// A portfolio goes on only on the tape that it began with: what makes another tape of it.

import { describe, expect, it } from 'vitest';
import { HEADER } from '../../lib/tape/btc15m/rows.ts';
import { parseAssume } from '../../lib/tape/assume.ts';
import { identityOf as identityOfRecording } from '../../lib/tape/file-identity.ts';
import { NO_MARKETS } from '../../lib/domain/market.ts';
import { GENERATED_START, generateTape } from '../../lib/tape/generator/generator.ts';
import { after, minutes } from '../../lib/units/time.ts';
import { row } from './btc15m-row.ts';
import { begunGame, indexOf } from './mlb2025-game.ts';
import { linesOf, readTape, temporarySet } from './temporary-set.ts';
import type { Files } from './temporary-set.ts';

const GAME = linesOf(begunGame().lines());
const rows = (...times: readonly number[]): string =>
  linesOf([HEADER, ...times.map((at) => row(at))]);

const identityOf = async (files: Files, assumed = ''): Promise<string> => {
  const assume = parseAssume(assumed);
  if (!assume.ok) throw new Error(assumed);
  return (await readTape(temporarySet(files), { assume: assume.value })).tape.identity;
};

describe('a recorded tape', () => {
  it('has the same identity every time, in every folder', async () => {
    const one = await identityOf({ 'a.csv': rows(0, 1000) });
    expect(await identityOf({ 'a.csv': rows(0, 1000) })).toBe(one);
    expect(one).toMatch(/^recorded:[0-9a-f]{64}$/);
  });

  it.each<[string, Files, string]>([
    ['another name of a file', { 'b.csv': rows(0, 1000) }, ''],
    ['another row', { 'a.csv': rows(0, 1000, 2000) }, ''],
    ['another span', { 'a.csv': rows(0, 1001) }, ''],
    ['another end that was said', { 'a.csv': rows(0, 1000) }, 'end=+48h'],
    ['another fee that was said', { 'a.csv': rows(0, 1000) }, 'feeRate=0.07'],
    ['another category that was said', { 'a.csv': rows(0, 1000) }, 'category=sports'],
  ])('is another one with %s', async (_what, files, assumed) => {
    expect(await identityOf(files, assumed)).not.toBe(await identityOf({ 'a.csv': rows(0, 1000) }));
  });

  it('is another one with another winner', async () => {
    const index = indexOf({ 'game.csv': 1 });
    const one = await identityOf({ 'game.csv': GAME, 'index.csv': index });
    const swapped = index.replace(',Cubs,Mets,Cubs,', ',Cubs,Mets,Mets,');
    expect(await identityOf({ 'game.csv': GAME, 'index.csv': swapped })).not.toBe(one);
  });
});

it('the order of its files does not tell a recorded tape apart', () => {
  const plan = { universe: NO_MARKETS, closing: [] };
  const file = { lines: 2, rows: 1, chars: 9, first: 0, last: 0 };
  const files = ['b', 'a', 'c'].map((name) => ({ ...file, name }));
  const identity = identityOfRecording({ set: 'a set', files, plan });
  expect(identityOfRecording({ set: 'a set', files: files.toReversed(), plan })).toBe(identity);
});

describe('a generated tape', () => {
  const duration = minutes(10);
  it('has the same identity for one seed and span', () => {
    const { identity } = generateTape({ seed: 7, duration });
    expect(generateTape({ seed: 7n, duration }).identity).toBe(identity);
    expect(identity).toBe('generated:1:7:1780315200000:600000');
  });

  it.each([
    ['seed', { seed: 8, duration }],
    ['duration', { seed: 7, duration: minutes(11) }],
    ['start', { seed: 7, duration, start: after(GENERATED_START, minutes(1)) }],
  ])('is another one with another %s', (_what, options) => {
    expect(generateTape(options).identity).not.toBe(generateTape({ seed: 7, duration }).identity);
  });
});
