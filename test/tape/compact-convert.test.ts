// A converted tape is the tape that it was made from, or there is none.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { readDescription, writeDescription } from '../../lib/tape/compact/description.ts';
import { convertTape, sourceFiles } from '../../lib/tape/compact/file-convert.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { cents } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { at, MARKET } from '../simulation/fixtures.ts';
import { DESCRIPTION, temporaryFolder, writtenTape, levelsOf } from './compact-tapes.ts';
import { eventsOf, linesOf, packed, readTape, temporarySet } from './temporary-set.ts';
import type { Conversion } from '../../lib/tape/compact/file-convert.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { TapeProblem } from '../../lib/domain/tape-event.ts';

const TICKS = linesOf([
  'ts_ms,event_type,asset_id,side,price,size,best_bid,best_ask',
  '1780795851471,PRICE_CHANGE,111,BID,0.3,11.0,0.3,1',
]);

const TAPE = generateTape({ seed: 3n, duration: minutes(10) });
const conversionTo = (out: string, more: Partial<Conversion> = {}): Conversion => ({
  tape: TAPE,
  problems: () => undefined,
  sources: [],
  madeBy: 'keel test',
  out,
  progress: () => 'go-on',
  ...more,
});

describe('a conversion', () => {
  it('keeps all events of generated markets and all that is known of them', async () => {
    const out = join(temporaryFolder(), 'a.keeltape');
    const converted = await convertTape(conversionTo(out));
    const { tape, events, problems } = await readTape(out);
    expect(events).toEqual(await eventsOf(TAPE));
    expect(problems).toEqual([]);
    const { universe, provenance, identity, name, start, end } = tape;
    expect({ universe, provenance, identity, name, start, end }).toEqual({
      universe: TAPE.universe,
      provenance: TAPE.provenance,
      identity: TAPE.identity,
      name: TAPE.name,
      start: TAPE.start,
      end: TAPE.end,
    });
    const kept = converted.ok && converted.value !== 'stopped' ? converted.value : null;
    expect(kept?.bytes).toBe(readFileSync(out).length);
  });
  it('leaves nothing when it is stopped', async () => {
    const folder = temporaryFolder();
    const out = join(folder, 'a.keeltape');
    const stopped = await convertTape(conversionTo(out, { progress: () => 'stop' }));
    expect(stopped).toEqual({ ok: true, value: 'stopped' });
    expect([existsSync(out), existsSync(`${out}.part`)]).toEqual([false, false]);
  });
  it('writes over what an earlier one left unfinished, but over no tape', async () => {
    const out = join(temporaryFolder(), 'a.keeltape');
    writeFileSync(`${out}.part`, 'unfinished');
    expect((await convertTape(conversionTo(out))).ok).toBe(true);
    expect(await convertTape(conversionTo(out))).toMatchObject({ ok: false });
  });
  it('says what the file system says where it cannot write', async () => {
    const failed = await convertTape(conversionTo(join(temporaryFolder(), 'nowhere', 'a')));
    expect(failed).toEqual({ ok: false, error: expect.stringContaining('ENOENT') as string });
  });
  it('keeps the problems that are told while it reads', async () => {
    const out = join(temporaryFolder(), 'a.keeltape');
    const problem: TapeProblem = { kind: 'gap', file: 'a', line: 1, rows: 1, detail: 'silent' };
    await convertTape(conversionTo(out, { problems: (take) => take(problem) }));
    expect((await readTape(out)).problems).toEqual([problem]);
  });
});

describe('the files that a tape is made from', () => {
  it('are those of a set, with their digests', async () => {
    const content = packed(TICKS);
    const folder = temporarySet({ 'a.csv.gz': content, 'notes.txt': 'no data' });
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await sourceFiles(folder)).toEqual({
      ok: true,
      value: [{ name: 'a.csv.gz', bytes: content.length, sha256 }],
    });
  });
  it('are a compact tape itself', async () => {
    const path = await writtenTape([levelsOf(3)]);
    const found = await sourceFiles(path);
    expect(found.ok && found.value.map(({ name }) => name)).toEqual(['a.keeltape']);
  });
});

const GROUP = {
  id: MARKET.event,
  slug: 'an-event',
  category: 'sports',
  exclusivity: 'exclusive',
  completeness: 'complete',
  markets: [MARKET.condition],
} as const;

describe('the description of a tape', () => {
  it('keeps whatever is known of a market', () => {
    const rich: Market = {
      ...MARKET,
      version: 'v2',
      fee: { kind: 'taker', rate: ratio('0.07'), exponent: 2 },
      rewards: {
        kind: 'paid',
        sizeMin: shares('20'),
        spreadMax: cents(3.5),
        dailyPool: usdc('12.5'),
      },
      negRisk: true,
      status: { kind: 'resolved', yesPayout: ratio('0.5') },
      end: { kind: 'at', at: at(5_000) },
      gameStart: { kind: 'at', at: at(1_000) },
    };
    const description = {
      ...DESCRIPTION,
      universe: universeOf([rich], [GROUP]),
      madeFrom: { kind: 'recorded', source: 'https://clob', everyMs: 2_000 },
    } as const;
    expect(readDescription(writeDescription(description))).toEqual(description);
  });
  it.each([
    ['"tick":"0.01"', '"tick":"0.03"'],
    ['"sizeMin":"5"', '"sizeMin":"five"'],
    ['"version":"v1"', '"version":"v3"'],
    ['"origin":"assumed"', '"origin":"guessed"'],
  ])('is refused where %s is %s', (good, bad) => {
    const text = Buffer.from(writeDescription(DESCRIPTION)).toString();
    expect(text).toContain(good);
    expect(readDescription(Buffer.from(text.replace(good, bad)))).toBeUndefined();
  });
  // Fuzzing, seed f-2026-11-28.
  it('is refused where one of its markets or events stands twice', () => {
    const one = { ...DESCRIPTION, universe: universeOf([MARKET], [GROUP]) };
    const said = JSON.parse(Buffer.from(writeDescription(one)).toString()) as {
      readonly universe: Readonly<Record<'markets' | 'events', readonly unknown[]>>;
    };
    const { universe } = said;
    const isRead = (changed: Partial<typeof universe>): boolean => {
      const text = JSON.stringify({ ...said, universe: { ...universe, ...changed } });
      return readDescription(Buffer.from(text)) !== undefined;
    };
    const { markets, events } = universe;
    expect(isRead({})).toBe(true);
    expect(isRead({ markets: [...markets, ...markets] })).toBe(false);
    expect(isRead({ events: [...events, ...events] })).toBe(false);
  });
  it('is refused where both outcomes of a market have one token', () => {
    const text = Buffer.from(writeDescription(DESCRIPTION)).toString();
    const { yes, no } = MARKET;
    expect(
      readDescription(Buffer.from(text.replace(`"no":"${no}"`, `"no":"${yes}"`))),
    ).toBeUndefined();
  });
});
