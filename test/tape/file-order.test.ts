import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesByTime } from '../../lib/tape/file-order.ts';
import type { OrderedPart } from '../../lib/tape/file-order.ts';

const ROWS = 200;
const AT_ONCE = 64;

const partsOf = async (path: string): Promise<readonly OrderedPart[]> => {
  const parts: OrderedPart[] = [];
  for await (const part of linesByTime(path, 0, (text) => Number(text))) parts.push(part);
  return parts;
};

describe('rows that are brought into time order', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keel-order-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are handed on in order and a few at a time, however many there are', async () => {
    const path = join(folder, 'rows.csv');
    const falling = Array.from({ length: ROWS }, (_, index) => String(ROWS - index));
    writeFileSync(path, `${falling.join('\n')}\n`);
    const batches = (await partsOf(path)).flatMap((part) =>
      part.kind === 'lines' ? [part.lines] : [],
    );
    expect(batches.flat().map(({ text }) => text)).toEqual(falling.toReversed());
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(AT_ONCE);
  });
});
