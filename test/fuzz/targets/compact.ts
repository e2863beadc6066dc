// Compact tapes behind their checksums, which a fuzzer would never get past: the content of a
// block, and what a tape says of itself.

import { isDeepStrictEqual } from 'node:util';
import { blockOf, listTokens } from '../../../lib/domain/tape-block.ts';
import {
  readDescription,
  readTapeEnd,
  writeDescription,
  writeTapeEnd,
} from '../../../lib/tape/compact/description.ts';
import { checksumOf } from '../../../lib/tape/compact/file-packing.ts';
import {
  readEnd,
  readHead,
  readNext,
  writeEnd,
  writeFrame,
} from '../../../lib/tape/compact/layout.ts';
import { namesOf } from '../../../lib/tape/compact/names.ts';
import { placesOf } from '../../../lib/tape/compact/other-events.ts';
import { payloadWriter, readPayload } from '../../../lib/tape/compact/payload.ts';
import { book, gap, level, START, trade } from '../../simulation/fixtures.ts';
import { DESCRIPTION, UNIVERSE } from '../../tape/compact-tapes.ts';
import { claim } from '../target.ts';
import { epochMs } from '../../../lib/units/time.ts';
import type { TapeProblem } from '../../../lib/domain/tape-event.ts';
import type { TapeEnd } from '../../../lib/tape/compact/description.ts';
import type { Target } from '../target.ts';

const NAMES = namesOf(UNIVERSE);
const write = payloadWriter(placesOf(NAMES));

const bytesIn = (input: string): Uint8Array => Buffer.from(input, 'latin1');
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const PROBLEM: TapeProblem = { kind: 'gap', file: 'a', line: 1, rows: 2, detail: 'silent' };
const EVENTS = [
  book(1, { bids: [['0.48', '100']], asks: [['0.52', '7.5']] }),
  level(2, 'bids', ['0.47', '12']),
  trade(3, 'SELL', ['0.48', '3']),
  level(3, 'asks', ['0.52', '0']),
  gap(9),
];
const seedOf = (count: number): string =>
  textOf(
    write({
      block: blockOf(EVENTS.slice(0, count), listTokens(NAMES.tokens)),
      problems: [PROBLEM],
    }),
  );

const content: Target = {
  name: 'block of a compact tape',
  form: 'text',
  seeds: [seedOf(EVENTS.length), seedOf(2), seedOf(0)],
  required: [],
  run: (input) => {
    const chapter = readPayload(bytesIn(input), NAMES);
    if (chapter === undefined) return { kind: 'refused', reason: 'no block' };
    const again = readPayload(Uint8Array.from(write(chapter)), NAMES);
    claim(isDeepStrictEqual(again, chapter), 'what was read is written as it was');
    const { count, times } = chapter.block;
    for (let row = 1; row < count; row += 1)
      claim((times[row] ?? 0) >= (times[row - 1] ?? 0), 'time does not go back');
    return { kind: 'accepted', value: { count, others: chapter.block.others.length } };
  },
};

const frames: Target = {
  name: 'parts of a compact tape',
  form: 'text',
  seeds: [
    textOf(
      writeFrame(
        { rows: 1, first: 1, last: 1, storedBytes: 9, rawBytes: 9, packing: 'none', checksum: 1 },
        checksumOf,
      ),
    ),
    textOf(writeEnd(bytesIn('{}'), checksumOf)),
  ],
  required: [],
  run: (input) => {
    const bytes = bytesIn(input);
    const next = readNext(bytes, checksumOf);
    const read = [readHead(bytes), readEnd(bytes, checksumOf)];
    return next.kind === 'damaged'
      ? { kind: 'refused', reason: next.detail.replace(/\d+/g, '9') }
      : { kind: 'accepted', value: { kind: next.kind, read: read.map((one) => typeof one) } };
  },
};

const jsonText = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

const description: Target = {
  form: 'json',
  name: 'description of a compact tape',
  seeds: [jsonText(writeDescription(DESCRIPTION))],
  required: [
    'name',
    'identity',
    'madeBy',
    'madeFrom.kind',
    'start',
    'universe.markets.*.condition',
    'universe.markets.*.tick',
    'universe.markets.*.status.kind',
    'universe.events',
    'provenance.*.origin',
  ],
  run: (input) => {
    const read = readDescription(Buffer.from(input));
    if (read === undefined) return { kind: 'refused', reason: 'no description' };
    const again = readDescription(writeDescription(read));
    claim(isDeepStrictEqual(again, read), 'what was read is written as it was');
    return { kind: 'accepted', value: read };
  },
};

const END: TapeEnd = {
  end: epochMs(BigInt(START)),
  blocks: 1,
  rows: { books: 1, levels: 2, trades: 1, others: 1 },
  problems: [{ kind: 'gap', places: 1, rows: 2 }],
};

const end: Target = {
  form: 'json',
  name: 'end of a compact tape',
  seeds: [jsonText(writeTapeEnd(END))],
  required: ['end', 'blocks', 'rows.books', 'rows.levels', 'problems.*.kind', 'problems.*.rows'],
  run: (input) => {
    const read = readTapeEnd(Buffer.from(input));
    return read === undefined
      ? { kind: 'refused', reason: 'no end' }
      : { kind: 'accepted', value: read };
  },
};

/** What a compact tape is read from. */
export const COMPACT: readonly Target[] = [content, frames, description, end];
