// A tape that is being recorded is written by one process at a time, and knows which of its events
// are whole.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askedMarkets, openRecordedTape } from '../../lib/cli/recorded-tape.ts';
import { conditionId } from '../../lib/units/ids.ts';
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

describe('an event whose outcomes exclude each other is recorded', () => {
  const outcomes = ['a', 'b'].map((name) => aMarket(name));
  const over = conditionId('over');
  const event = anEvent('who-wins', outcomes, { exclusivity: 'exclusive' });
  const group = { ...event, markets: [...event.markets, over] };
  const asked = (...names: readonly string[]) => {
    const read = askedMarkets(universeOf(outcomes, [group]), names);
    return read.ok ? read.value.events.get(group.id) : undefined;
  };
  const conditions = outcomes.map(({ condition }) => condition);

  it('whole with all its markets, and names the one that is over', () => {
    expect(asked(...conditions)).toEqual({ ...group, markets: [...conditions, over] });
  });

  it('partial where one of them is left out', () => {
    const [first = ''] = conditions;
    expect(asked(first)).toMatchObject({ completeness: 'partial', markets: [first, over] });
  });
});
