import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileKillSwitch } from '../../../lib/adapters/local/file-kill-switch.ts';
import { temporarySet } from '../../tape/temporary-set.ts';
import type { KillSwitchReading } from '../../../lib/domain/kill-switch.ts';

const positionOf = (reading: KillSwitchReading): string =>
  reading.kind === 'read' ? reading.position : reading.kind;

const readingOf = (content: string): Promise<KillSwitchReading> =>
  fileKillSwitch([join(temporarySet({ KILL: content }), 'KILL')]).read();

describe('a kill file', () => {
  it.each([
    ['', 'halt'],
    ['\n', 'halt'],
    [' \t\r\n', 'halt'],
    ['halt', 'halt'],
    ['halt\n', 'halt'],
    ['HALT', 'halt'],
    ['off', 'halt'],
    ['off\n', 'halt'],
    ['reduce-only', 'reduce-only'],
    ['reduce-only\n', 'reduce-only'],
    ['  reduce-only \r\n', 'reduce-only'],
    ['Reduce-Only', 'halt'],
    ['REDUCE_ONLY', 'halt'],
    ['reduce only', 'halt'],
    ['reduce-only please', 'halt'],
    ['reduce-only\nreduce-only', 'halt'],
    ['\u{feff}reduce-only', 'reduce-only'],
    ['0', 'halt'],
    ['false', 'halt'],
    ['\u0000', 'halt'],
  ])('that says %j is %s', async (content, position) => {
    expect(positionOf(await readingOf(content))).toBe(position);
  });

  it('that is absent is off, and so is one in a folder that is absent', async () => {
    const folder = temporarySet({});
    for (const name of ['KILL', 'absent/KILL']) {
      const source = join(folder, name);
      expect(await fileKillSwitch([source]).read()).toEqual({
        kind: 'read',
        position: 'off',
        source,
      });
    }
  });

  it('that cannot be read is a failed read, which names it and why', async () => {
    const folder = temporarySet({ file: '' });
    mkdirSync(join(folder, 'KILL'));
    for (const [name, detail] of [
      ['KILL', 'EISDIR'],
      ['file/KILL', 'ENOTDIR'],
    ] as const) {
      const source = join(folder, name);
      const reading = await fileKillSwitch([source]).read();
      expect(reading).toMatchObject({ kind: 'failed', source });
      expect(reading).toHaveProperty('detail', expect.stringContaining(detail));
    }
  });

  it('is read anew each time', async () => {
    const folder = temporarySet({});
    const killSwitch = fileKillSwitch([join(folder, 'KILL')]);
    expect(positionOf(await killSwitch.read())).toBe('off');
    mkdirSync(join(folder, 'KILL'));
    expect(positionOf(await killSwitch.read())).toBe('failed');
  });
});

// From the weakest to the strictest.
const STATES = ['off', 'reduce-only', 'failed', 'halt'] as const;

const PAIRS = STATES.flatMap((first, rank) =>
  STATES.map((second, other) => ({ first, second, strictest: STATES[Math.max(rank, other)] })),
);

/** A folder with a file or what stands in its place for each state, named after it. */
const everyState = (): string => {
  const folder = temporarySet({ halt: 'halt', 'reduce-only': 'reduce-only' });
  mkdirSync(join(folder, 'failed'));
  return folder;
};

describe('two kill files', () => {
  it.each(PAIRS)('$first and then $second are $strictest', async (pair) => {
    const folder = everyState();
    const { first, second, strictest } = pair;
    const reading = await fileKillSwitch([join(folder, first), join(folder, second)]).read();
    expect(positionOf(reading)).toBe(strictest);
    expect(reading.source).toBe(join(folder, String(strictest)));
  });
});

it('the last of three kill files counts as much as the first', async () => {
  const folder = everyState();
  const [first, second, last] = [join(folder, 'a'), join(folder, 'b'), join(folder, 'halt')];
  expect(positionOf(await fileKillSwitch([first, second, last]).read())).toBe('halt');
});
