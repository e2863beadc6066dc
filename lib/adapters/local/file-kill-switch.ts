// The local kill switch: a file whose presence halts and whose content may soften it. Read anew
// each time; nothing is cached.

import { readFile } from 'node:fs/promises';
import { strictest } from '../../domain/kill-switch.ts';
import type { KillSwitchReading } from '../../domain/kill-switch.ts';
import type { KillSwitchPort } from '../../ports/kill-switch.ts';

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const readOne = async (path: string): Promise<KillSwitchReading> => {
  try {
    const content = (await readFile(path, 'utf8')).trim();
    const position = content === 'reduce-only' ? content : 'halt';
    return { kind: 'read', position, source: path };
  } catch (error) {
    if (isAbsent(error)) return { kind: 'read', position: 'off', source: path };
    const detail = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', source: path, detail };
  }
};

/**
 * Watches files as the kill switch; the strictest one counts. An absent file is `off`; an empty
 * one, `halt` or anything unknown is `halt`; `reduce-only` is reduce-only.
 */
export const fileKillSwitch = (paths: readonly [string, ...string[]]): KillSwitchPort => ({
  read: async () => {
    const [first, ...others] = paths;
    const [reading, ...rest] = await Promise.all([readOne(first), ...others.map(readOne)]);
    return strictest(reading, ...rest);
  },
});
