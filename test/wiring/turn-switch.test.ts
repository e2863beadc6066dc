// Of two files that are watched, one is enough to stop: the second is only ever loosened.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { turnSwitch } from '../../lib/wiring/turn-switch.ts';
import type { Turn } from '../../lib/wiring/turn-switch.ts';

const KILL: Turn = { kind: 'kill', to: 'halt' };
const REDUCE: Turn = { kind: 'kill', to: 'reduce-only' };
const RESUME: Turn = { kind: 'resume', to: 'off' };
const LOOSEN: Turn = { kind: 'resume', to: 'reduce-only' };

const NOT_THERE = 'off';

const turned = async (
  [first, second]: readonly [string, string],
  turn: Turn,
): Promise<readonly string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-switch-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const paths = [join(folder, 'own/KILL'), join(folder, 'mounted/KILL')] as const;
  const [own, mounted] = paths;
  const put = async (path: string, says: string): Promise<void> => {
    if (says !== NOT_THERE) {
      await turnSwitch([{ kind: 'file', path }], KILL);
      writeFileSync(path, says);
    }
  };
  await put(own, first);
  await put(mounted, second);
  const places = await turnSwitch(
    [
      { kind: 'file', path: own },
      { kind: 'file', path: mounted },
    ],
    turn,
  );
  const now = paths.map((path) =>
    existsSync(path) ? readFileSync(path, 'utf8').trim() : NOT_THERE,
  );
  expect(places.map(({ says }) => says)).toEqual(now);
  return places.map(({ deed }, index) => `${deed}: ${now[index] ?? ''}`);
};

describe('the switch of two files', () => {
  it.each([
    ['off', 'off', KILL, ['written: halt', 'left: off']],
    ['off', 'halt', KILL, ['written: halt', 'left: halt']],
    ['off', 'off', REDUCE, ['written: reduce-only', 'left: off']],
    ['halt', 'off', REDUCE, ['left: halt', 'left: off']],
    ['halt', 'halt', RESUME, ['written: off', 'written: off']],
    ['off', 'halt', RESUME, ['left: off', 'written: off']],
    ['off', 'off', RESUME, ['left: off', 'left: off']],
    ['halt', 'off', LOOSEN, ['written: reduce-only', 'left: off']],
    ['halt', 'halt', LOOSEN, ['written: reduce-only', 'written: reduce-only']],
    ['off', 'reduce-only', LOOSEN, ['written: reduce-only', 'left: reduce-only']],
    ['reduce-only', 'off', LOOSEN, ['left: reduce-only', 'left: off']],
  ] as const)('that say %s and %s is turned by %j', async (...[first, second, turn, deeds]) => {
    expect(await turned([first, second], turn)).toEqual(deeds);
  });
});
