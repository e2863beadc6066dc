// A tape is written on behind its last whole block, and nothing that stands in it is lost.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resumeTapeFile } from '../../lib/tape/compact/file-resume.ts';
import { START } from '../simulation/fixtures.ts';
import { epochMs } from '../../lib/units/time.ts';
import { DESCRIPTION, levelsOf, writtenTape } from './compact-tapes.ts';
import { readTape } from './temporary-set.ts';

const ALL = levelsOf(30);
const TWO = [ALL.slice(0, 10), ALL.slice(10, 20)];

const resumed = async (path: string) => {
  const opened = await resumeTapeFile(path, () => null);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
};

describe('a tape that is written on', () => {
  it.each(['ended', 'left'] as const)('goes on where it %s', async (how) => {
    const path = await writtenTape(TWO, how);
    const { writer, last, description } = await resumed(path);
    expect([last, description]).toEqual([epochMs(BigInt(START + 19)), DESCRIPTION]);
    await writer.write(ALL.slice(20));
    const end = await writer.close(DESCRIPTION.start);
    expect(end).toMatchObject({ blocks: 3, rows: { levels: 30 } });
    const { events, problems } = await readTape(path);
    expect(events).toEqual(ALL);
    expect(problems).toEqual([]);
  });
  it('drops a block that was left half written', async () => {
    const path = await writtenTape(TWO, 'left');
    for (const cut of [1, 40]) {
      writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size - cut));
      const { writer, last } = await resumed(path);
      expect(last).toBe(epochMs(BigInt(START + 9)));
      await writer.write(ALL.slice(10, 20));
      await writer.flush();
      await writer.abandon();
      expect((await readTape(path)).events).toEqual(ALL.slice(0, 20));
    }
  });
  it('drops an end that was left half written', async () => {
    const path = await writtenTape(TWO);
    writeFileSync(path, readFileSync(path).subarray(0, statSync(path).size - 20));
    const { writer } = await resumed(path);
    await writer.write(ALL.slice(20));
    await writer.close(DESCRIPTION.start);
    const { events, problems } = await readTape(path);
    expect([events, problems]).toEqual([ALL, []]);
  });
  it('is refused when a block is missing', async () => {
    const path = await writtenTape(TWO);
    const bytes = readFileSync(path);
    const first = 20 + bytes.readUInt32LE(12);
    const next = first + 44 + bytes.readUInt32LE(first + 24);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, first), bytes.subarray(next)]));
    const refused = await resumeTapeFile(path, () => null);
    expect(refused.ok ? '' : refused.error).toContain('its end counts 20 rows, there are 10');
  });
  it('is refused when it is damaged before its end, and stays as it is', async () => {
    const path = await writtenTape(TWO);
    const bytes = readFileSync(path);
    const first = 20 + bytes.readUInt32LE(12);
    bytes[first + 50] = (bytes[first + 50] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await resumeTapeFile(path, () => null)).toEqual({
      ok: false,
      error: `${path} is damaged at block 1, byte ${String(first)}: its checksum differs`,
    });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
  it('is refused where its caller does not want it, and stays as it is', async () => {
    const path = await writtenTape(TWO);
    const before = readFileSync(path);
    expect(await resumeTapeFile(path, ({ name }) => `not ${name}`)).toEqual({
      ok: false,
      error: `not ${DESCRIPTION.name}`,
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
