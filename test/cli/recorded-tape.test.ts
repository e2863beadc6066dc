// A tape that is being recorded is written by one process at a time.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openRecordedTape } from '../../lib/cli/recorded-tape.ts';
import { epochMs, seconds } from '../../lib/units/time.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { aMarket, anEvent } from '../strategies/books.ts';

it('refuses a second recorder of the same file, until the first one has ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-recorded-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'a.keeltape');
  const market = aMarket('a');
  const universe = universeOf([market], [anEvent('an-event', [market])]);
  const start = epochMs(1_790_000_000_000n);
  const open = () => openRecordedTape(file, { universe, source: 'x', every: seconds(2), start });
  const first = await open();
  if (!first.ok) throw new Error(first.error);
  const second = await open();
  expect(second).toEqual({ ok: false, error: expect.stringContaining('another keel') as string });
  await first.value.writer.close(start);
  await first.value.unlock();
  const third = await open();
  expect(third).toMatchObject({ ok: true, value: { origin: 'resumed' } });
  if (third.ok) {
    await third.value.writer.close(start);
    await third.value.unlock();
  }
  expect(readdirSync(folder)).toEqual(['a.keeltape']);
});
