// A compact tape says exactly what was written, and nothing when it does not know.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockOf, eventsOf as eventsIn, listTokens } from '../../lib/domain/tape-block.ts';
import { readPayload, payloadWriter } from '../../lib/tape/compact/payload.ts';
import { placesOf } from '../../lib/tape/compact/other-events.ts';
import { namesOf } from '../../lib/tape/compact/names.ts';
import { createTapeFile } from '../../lib/tape/compact/file-writer.ts';
import { parseAssume } from '../../lib/tape/assume.ts';
import { epochMs } from '../../lib/units/time.ts';
import { START } from '../simulation/fixtures.ts';
import {
  anyEvents,
  anyProblem,
  DESCRIPTION,
  levelsOf,
  temporaryFolder,
  UNIVERSE,
  writtenTape,
} from './compact-tapes.ts';
import { placesOf as problemPlaces, readTape } from './temporary-set.ts';
import type { TapeEvent } from '../../lib/domain/tape-event.ts';

const NAMES = namesOf(UNIVERSE);
const THREE = [0, 1, 2].map((part) => levelsOf(30).slice(part * 10, part * 10 + 10));

describe('a block of a compact tape', () => {
  it('gives back its events and problems, whatever they are', () => {
    const write = payloadWriter(placesOf(NAMES));
    fc.assert(
      fc.property(anyEvents, fc.array(anyProblem, { maxLength: 3 }), (events, problems) => {
        const block = blockOf(events, listTokens(NAMES.tokens));
        const read = readPayload(write({ block, problems }), NAMES);
        expect(read?.block).toEqual(block);
        expect(read?.problems).toEqual(problems);
        expect(read && eventsIn(read.block)).toEqual(events);
      }),
      { numRuns: 2_000 },
    );
  });
  it('is refused without a word when it is cut anywhere', () => {
    const write = payloadWriter(placesOf(NAMES));
    fc.assert(
      fc.property(anyEvents, fc.nat(), (events, cut) => {
        const block = blockOf(events, listTokens(NAMES.tokens));
        const bytes = Uint8Array.from(write({ block, problems: [] }));
        expect(readPayload(bytes.subarray(0, cut % bytes.length), NAMES)).toBeUndefined();
      }),
    );
  });
});

describe('a compact tape', () => {
  it('gives back the events that were written, in whatever blocks', async () => {
    const any = fc.asyncProperty(anyEvents, fc.nat({ max: 60 }), async (events, at) => {
      const path = await writtenTape([events.slice(0, at), events.slice(at)]);
      const { tape, events: read, problems } = await readTape(path);
      expect(read).toEqual(events);
      expect(problems).toEqual([]);
      expect(tape.universe).toEqual(UNIVERSE);
      expect(tape.provenance).toEqual(DESCRIPTION.provenance);
      expect(tape.end).toBe(events.at(-1)?.at ?? DESCRIPTION.start);
      expect([tape.name, tape.identity, tape.start]).toEqual([
        DESCRIPTION.name,
        DESCRIPTION.identity,
        DESCRIPTION.start,
      ]);
    });
    await fc.assert(any, { numRuns: 100 });
  });
  it('gives the same events in columns as one by one', async () => {
    const events = levelsOf(40_000);
    const { tape, events: read } = await readTape(await writtenTape([events]));
    const columns: TapeEvent[] = [];
    const names = new Set<unknown>();
    for await (const block of tape.columns?.blocks() ?? []) {
      columns.push(...eventsIn(block));
      names.add(block.names);
    }
    expect(columns).toEqual(events);
    expect(read).toEqual(events);
    expect([...names]).toEqual([tape.columns?.names]);
  });
  it('is the same file when it is written again', async () => {
    const [one, other] = [await writtenTape(THREE), await writtenTape(THREE)];
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  });
  it('tells the problems of its source where they were told, and stops there', async () => {
    const path = join(temporaryFolder(), 'a.keeltape');
    const writer = await createTapeFile(path, DESCRIPTION);
    await writer.write(levelsOf(10));
    await writer.flush();
    writer.tell({ kind: 'gap', file: 'a.csv', line: 7, rows: 2, detail: 'silent' });
    await writer.write(levelsOf(20).slice(10));
    const end = await writer.close(epochMs(BigInt(START + 1_000_000)));
    expect(end.problems).toEqual([{ kind: 'gap', places: 1, rows: 2 }]);
    const whole = await readTape(path);
    expect([whole.events.length, problemPlaces(whole.problems)]).toEqual([20, ['gap:7']]);
    expect(whole.tape.end).toBe(epochMs(BigInt(START + 1_000_000)));
    const stopped = await readTape(path, { onProblem: 'stop' });
    expect([stopped.events.length, problemPlaces(stopped.problems)]).toEqual([10, ['gap:7']]);
  });
  it('refuses events that go back in time', async () => {
    const writer = await createTapeFile(join(temporaryFolder(), 'a.keeltape'), DESCRIPTION);
    await writer.write(levelsOf(2));
    await expect(writer.write(levelsOf(1))).rejects.toThrow('in time order');
    await writer.abandon();
  });
  it('is never written over another file', async () => {
    const path = await writtenTape(THREE);
    await expect(createTapeFile(path, DESCRIPTION)).rejects.toThrow('EEXIST');
  });
  it('says what the user says of its markets, and is another tape then', async () => {
    const path = await writtenTape(THREE);
    const assume = parseAssume('end=+1h,tick=0.001,category=sports');
    const { tape } = await readTape(path, { assume: assume.ok ? assume.value : {} });
    const plain = await readTape(path);
    expect([...tape.universe.markets.values()].map(({ end }) => end)).toEqual([
      { kind: 'at', at: epochMs(BigInt(START + 3_600_000)) },
      { kind: 'at', at: epochMs(BigInt(START + 3_600_000)) },
    ]);
    expect(tape.provenance.map(({ field, origin }) => `${field} ${origin}`)).toEqual([
      'tick overridden',
      'end overridden',
      'category overridden',
    ]);
    expect(tape.identity).not.toBe(plain.tape.identity);
    expect(tape.identity).toMatch(/^recorded:[0-9a-f]{64}$/);
  });
});
