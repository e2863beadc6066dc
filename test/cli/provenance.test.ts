// Which values of a market were recorded, and which were assumed: without it a cycle record could
// not be judged later.

import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, opened } from './command.ts';
import { writeRecording } from './recording.ts';
import { itemIn, textIn } from './stored-items.ts';

type Line = Readonly<Record<string, string>>;
type StoredRecord = { readonly metadata: readonly Line[] };

const linesOf = (stdout: string): readonly Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

const saying = (lines: readonly Line[], text: string): readonly Line[] =>
  lines.filter(({ message = '' }) => message.includes(text));

describe('a stored cycle record', { timeout: PATIENCE_MS }, () => {
  it('holds the metadata that was told at the start, the assumed as well', async () => {
    const place = opened();
    const play = ['start', '--data', writeRecording(place), '--portfolio', 'generated-1'];
    const assumed = ['--assume', 'end=+48h,tick=0.001'];
    const { code, stdout } = await place.run([
      ...play,
      ...assumed,
      '--until',
      '2 cycles',
      '--json',
    ]);
    expect(code).toBe(0);
    const lines = linesOf(stdout);
    const told = saying(lines, '[Keel] Metadata').map(({ field, value, origin }) => ({
      field,
      value,
      origin,
    }));
    for (const [field, value] of [
      ['end', '2025-06-20T02:00:00.000Z'],
      ['tick', '0.001'],
    ])
      expect(told).toContainEqual({ field, value, origin: 'overridden' });
    const times = saying(lines, 'orders successful').map(({ time }) => String(time));
    expect(new Set(times).size).toBe(2);
    for (const [index, time] of [...new Set(times)].entries()) {
      const sort = `CYCLE#${time}#${String(index + 1).padStart(10, '0')}`;
      const stored = textIn(await itemIn(place, sort), 'body');
      expect((JSON.parse(stored) as StoredRecord).metadata).toEqual(told);
    }
  });
});
