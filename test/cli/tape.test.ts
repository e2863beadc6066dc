// `keel tape` as people run it: a recording becomes a tape that plays the same, and a damaged one
// is named.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseTapeOptions } from '../../lib/cli/tape-options.ts';
import { HEADER } from '../../lib/tape/btc15m/rows.ts';
import { row } from '../tape/btc15m-row.ts';
import { cyclesIn, opened, PATIENCE_MS } from './command.ts';
import type { Home } from './command.ts';

const SPAN_ROWS = 400;

const recordedIn = ({ folder }: Home): string => {
  const rows = Array.from({ length: SPAN_ROWS }, (_, index) => row(index * 1_000));
  const path = join(folder, 'window.csv');
  writeFileSync(path, `${[HEADER, ...rows].join('\n')}\n`);
  return path;
};

describe('keel tape', { timeout: PATIENCE_MS }, () => {
  it('makes a tape that is whole and plays as the recording does', async () => {
    const place = opened();
    const data = recordedIn(place);
    const made = await place.run(['tape', 'convert', '--data', data, '--out', 'a.keeltape']);
    expect([made.code, made.stdout]).toEqual([
      0,
      expect.stringMatching(/^a\.keeltape: \d+ events/),
    ]);
    const checked = await place.run(['tape', 'check', 'a.keeltape', '--json']);
    const quality = JSON.parse(checked.stdout) as { events: number; damages: unknown[] };
    expect([checked.code, quality.damages]).toEqual([0, []]);
    const raw = await place.run(['tape', 'check', data, '--json']);
    expect(JSON.parse(raw.stdout)).toEqual(quality);
    const plays = await Promise.all(
      [data, 'a.keeltape'].map((path) =>
        place.run([
          ...['start', '--data', path, '--portfolio', 'p', '--state', `${path}.state`],
          '--no-view',
        ]),
      ),
    );
    expect(plays.map(({ code }) => code)).toEqual([0, 0]);
    const [ofData, ofTape] = plays.map(({ stdout }) =>
      stdout.replaceAll(/\S*\.state\S*/g, 'STATE').replaceAll(/ · about .* left$/gm, ''),
    );
    expect(cyclesIn(ofTape ?? '').length).toBeGreaterThan(1);
    expect(ofTape).toBe(ofData);
  });

  it('never writes over a file, and leaves none where nothing could be read', async () => {
    const place = opened();
    const data = recordedIn(place);
    writeFileSync(join(place.folder, 'kept.keeltape'), 'kept');
    const over = await place.run(['tape', 'convert', '--data', data, '--out', 'kept.keeltape']);
    expect([over.code, over.stderr]).toEqual([1, expect.stringContaining('exists already')]);
    expect(readFileSync(join(place.folder, 'kept.keeltape'), 'utf8')).toBe('kept');
    const none = await place.run(['tape', 'convert', '--data', 'nowhere', '--out', 'b.keeltape']);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('does not exist')]);
    expect(() => statSync(join(place.folder, 'b.keeltape'))).toThrow('ENOENT');
  });

  it('names the block of a damaged tape and says so by its exit code', async () => {
    const place = opened();
    const data = recordedIn(place);
    await place.run(['tape', 'convert', '--data', data, '--out', 'a.keeltape']);
    const path = join(place.folder, 'a.keeltape');
    const bytes = readFileSync(path);
    const at = 20 + bytes.readUInt32LE(12) + 60;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { code, stderr } = await place.run(['tape', 'check', 'a.keeltape']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/a\.keeltape is not whole: block 1 at byte \d+: its checksum differs/),
    ]);
  });
});

describe('the options of keel tape', () => {
  it.each([
    [[], ['keel tape needs to be told what to do: allowed is convert or check']],
    [['copy'], ['keel tape copy: allowed is convert or check']],
    [
      ['convert', '--assume', 'x=1'],
      [
        '--out is missing: give the file to write',
        '--data is missing: give the recording, or --seed for generated markets',
        expect.stringContaining("--assume 'x=1' is unknown"),
      ],
    ],
    [
      ['convert', '--seed', '1', '--data', 'a', '--out', 'b'],
      ['--seed is for generated markets; --data names a recording'],
    ],
    [
      ['convert', '--data', 'a', '--hours', '2', '--out', 'b'],
      ['--hours is for generated markets: give --seed'],
    ],
    [['check'], ['PATH is missing: give a tape or a recording']],
    [['check', 'a', 'b'], ['b is one path too many: allowed is one']],
    [['check', 'a', '--out=x'], ['--out is no option of keel tape check']],
  ])('refuse %j', (args, errors) => {
    expect(parseTapeOptions(args)).toEqual({ ok: false, error: errors });
  });
});
