// Of a compact tape that is cut or damaged only what was written is given, and what is wrong is
// said with its place.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeTapeError } from '../../lib/tape/errors.ts';
import { epochMs } from '../../lib/units/time.ts';
import { START } from '../simulation/fixtures.ts';
import { levelsOf, temporaryFolder, writtenTape } from './compact-tapes.ts';
import { placesOf as problemPlaces, readTape, refusalOf } from './temporary-set.ts';

const HEAD = 20;
const FRAME = 44;

const firstBlockOf = (path: string): number => HEAD + readFileSync(path).readUInt32LE(12);

const changed = (path: string, at: number): void => {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
};
const cutTo = (path: string, length: number): void =>
  writeFileSync(path, readFileSync(path).subarray(0, length));

const THREE = [0, 1, 2].map((part) => levelsOf(30).slice(part * 10, part * 10 + 10));

const said = async (path: string): Promise<string> => {
  const refusal = await refusalOf(path);
  return refusal === undefined ? 'opened' : describeTapeError(refusal).replace(path, 'FILE');
};

describe('a compact tape that is not whole', () => {
  it('is read to its last whole block when its writer was killed, and says so', async () => {
    const path = await writtenTape(THREE, 'left');
    const whole = await readTape(path);
    expect([whole.events.length, problemPlaces(whole.problems)]).toEqual([30, ['truncated:4']]);
    expect(whole.problems[0]?.detail).toContain('was not ended');
    expect(whole.tape.end).toBe(epochMs(BigInt(START + 29)));
    cutTo(path, statSync(path).size - 1);
    const cut = await readTape(path);
    expect([cut.events.length, problemPlaces(cut.problems)]).toEqual([20, ['truncated:3']]);
    expect(cut.problems[0]?.detail).toMatch(/^block 3 at byte \d+: only \d+ of its \d+ bytes/);
  });
  it('gives nothing of a damaged block or of what follows, and names the place', async () => {
    const path = await writtenTape(THREE);
    const at = firstBlockOf(path);
    const second = at + FRAME + readFileSync(path).readUInt32LE(at + 24);
    changed(path, second + FRAME + 3);
    const { events, problems } = await readTape(path);
    expect(events).toEqual(THREE[0]);
    expect(problems.map(({ kind, line, detail }) => [kind, line, detail])).toEqual([
      ['truncated', 2, `block 2 at byte ${String(second)}: its checksum differs`],
    ]);
  });
  it('never gives an event that was not written, whatever byte is damaged', async () => {
    const events = THREE.flat();
    const clean = await writtenTape(THREE);
    const bytes = readFileSync(clean);
    const path = join(temporaryFolder(), 'b.keeltape');
    for (let at = 0; at < bytes.length; at += 3) {
      const broken = Buffer.from(bytes);
      broken[at] = (broken[at] ?? 0) ^ (1 << (at % 8));
      writeFileSync(path, broken);
      const refusal = await refusalOf(path);
      if (refusal !== undefined) continue;
      const { events: read, problems } = await readTape(path);
      expect(read).toEqual(events.slice(0, read.length));
      expect(read.length === events.length || problems.length === 1).toBe(true);
    }
  });
  it('notices a block that was taken out', async () => {
    const path = await writtenTape(THREE);
    const bytes = readFileSync(path);
    const at = firstBlockOf(path);
    const next = at + FRAME + bytes.readUInt32LE(at + 24);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, at), bytes.subarray(next)]));
    const { problems } = await readTape(path);
    expect(problems.map(({ detail }) => detail.replace(/^[^:]*: /, ''))).toEqual([
      'its end counts 30 rows, there are 20',
    ]);
  });
  it('notices blocks that stand the wrong way round', async () => {
    const path = await writtenTape(THREE);
    const bytes = readFileSync(path);
    const first = firstBlockOf(path);
    const second = first + FRAME + bytes.readUInt32LE(first + 24);
    const third = second + FRAME + bytes.readUInt32LE(second + 24);
    writeFileSync(
      path,
      Buffer.concat([
        bytes.subarray(0, first),
        bytes.subarray(second, third),
        bytes.subarray(first, second),
        bytes.subarray(third),
      ]),
    );
    const { events, problems } = await readTape(path);
    expect(events).toEqual(THREE[1]);
    expect(problems[0]?.detail).toContain('it begins before the block before it ends');
  });
  it.each([
    [
      'in its first bytes',
      19,
      'FILE is a damaged compact tape: it ends within its first 20 bytes; make it anew',
    ],
    [
      'in its description',
      60,
      'FILE is a damaged compact tape: it ends within its description; make it anew',
    ],
  ])('is refused when it is cut %s', async (_where, length, words) => {
    const path = await writtenTape(THREE);
    cutTo(path, length);
    expect(await said(path)).toBe(words);
  });
  it('is refused when its description is damaged', async () => {
    const path = await writtenTape(THREE);
    changed(path, 40);
    expect(await said(path)).toContain('the checksum of its description differs');
  });
  it('is refused by name when it is of a newer version', async () => {
    const path = await writtenTape(THREE);
    const bytes = readFileSync(path);
    bytes.writeUInt32LE(2, 8);
    writeFileSync(path, bytes);
    expect(await said(path)).toBe(
      'FILE is a compact tape of version 2, allowed is version 1: use the program that made it, ' +
        'or convert its recording anew',
    );
  });
  it('is refused when nothing but its description is there', async () => {
    const path = await writtenTape([], 'left');
    expect(await said(path)).toContain('it has no whole block and no end');
  });
  it('is not taken for one when it begins otherwise', async () => {
    const path = join(temporaryFolder(), 'foreign.keeltape');
    writeFileSync(path, 'KEELTAPX and more\n');
    expect(await said(path)).toContain('a compact tape, or a folder or one file of a recorded set');
  });
});
