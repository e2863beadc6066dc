import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_OVERRIDES } from '../../lib/tape/assume.ts';
import { describeTapeError } from '../../lib/tape/errors.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import { HEADER } from '../../lib/tape/btc15m/rows.ts';
import { row } from './btc15m-row.ts';
import { begunGame, indexOf } from './mlb2025-game.ts';
import { eventsOf, linesOf, packed } from './temporary-set.ts';
import type { TapeEvent, TapeProblem } from '../../lib/domain/tape-event.ts';

const NAME = '15m_sol_orderbooks_1765450800up.jsonl.gz';

type Outcome = { readonly told: number; readonly events: readonly TapeEvent[] };

// Reads whatever the bytes are; it must neither throw nor be silent about them.
const outcomeOf = async (bytes: Uint8Array, index: string): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-garbage-'));
  try {
    writeFileSync(join(folder, NAME), bytes);
    writeFileSync(join(folder, 'index.csv'), index);
    const problems: TapeProblem[] = [];
    const report = (problem: TapeProblem): void => void problems.push(problem);
    const opened = await openTape(folder, { onProblem: 'go-on', report, assume: NO_OVERRIDES });
    if (!opened.ok) return { told: describeTapeError(opened.error).length, events: [] };
    const events = await eventsOf(opened.value);
    expect(problems.every(({ line, detail }) => line > 0 && detail !== '')).toBe(true);
    return { told: problems.length, events };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const isInOrder = (events: readonly TapeEvent[]): boolean =>
  events.every((event, i) => (events[i - 1]?.at ?? event.at) <= event.at);

// Small files of each set, every one of them read without a problem.
const GAME = (() => {
  const game = begunGame();
  for (let n = 1; n < 20; n++) game.change(n * 700, [['bid', '0.41', String(n)]]);
  return linesOf(game.lines());
})();
const SNAPSHOT =
  '{"asks": "[{\\"size\\": \\"5\\", \\"price\\": \\"0.42\\"}]", "bids": "[]", ' +
  '"timestamp": "2026-03-30T12:00:0#.000Z", "token_id": "7", "condition_id": "0x7"}';
const numbered = (line: string, count: number): string =>
  linesOf(Array.from({ length: count }, (_, i) => line.replaceAll('#', String(i))));
const TICKS = linesOf([
  'ts_ms,event_type,asset_id,side,price,size,best_bid,best_ask',
  ...numbered(
    '178079585147#,PRICE_CHANGE,111,BID,0.3,1#.0,0.3,1\n' +
      '178079585147#,PRICE_CHANGE,222,ASK,0.7,1#.0,0,0.7\n' +
      '178079585147#,LAST_TRADE,111,ASK,0.3,2.5,0.0,0.0',
    9,
  )
    .split('\n')
    .slice(0, -1),
]);
const BOOKS = numbered(
  '{"bids":[{"price":"0.01","size":"5681.5"}],"asks":[],"local_timestamp":"176545085000#",' +
    '"timestamp":"176545084237#","asset_price":130.8}',
  9,
);
const TOPS = linesOf([HEADER, ...Array.from({ length: 9 }, (_, i) => row(i * 1000))]);
const GAME_INDEX = indexOf({ [NAME]: 1 });
const SNAPSHOT_INDEX = linesOf([
  'condition_id,token_id,slug,first_pitch,is_winner,first_ts,last_ts',
  `0x${'7'.repeat(64)},7,mlb-a,2026-03-30 18:00:00+00,True,` +
    '2026-03-30T12:00:00Z,2026-03-30T13:00:00Z',
]);

const SETS: readonly (readonly [string, string, string])[] = [
  ['mlb2025', GAME, GAME_INDEX],
  ['mlb2026', numbered(SNAPSHOT, 9), SNAPSHOT_INDEX],
  ['tickscope', TICKS, ''],
  ['crypto-l2', BOOKS, ''],
  ['btc15m', TOPS, ''],
];

// Bytes that are overwritten, at places given as parts of the whole.
const damage = fc.array(
  fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    fc.uint8Array({ maxLength: 9 }),
  ),
  { minLength: 1, maxLength: 5 },
);

const damaged = (bytes: Uint8Array, places: readonly (readonly [number, Uint8Array])[]) => {
  const copy = Buffer.from(bytes);
  for (const [part, filler] of places)
    copy.set(filler.slice(0, 9), Math.floor(part * (copy.length - 9)));
  return copy;
};

describe('bytes that are no recording', () => {
  it('are an error, never a throw and never silent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await outcomeOf(bytes, '')).told).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it('are an error when they are packed, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (text) => {
        expect((await outcomeOf(packed(text), '')).told).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });
});

describe.each(SETS)('a recording of %s', (_set, text, index) => {
  it('is read without a problem as it is', async () => {
    const { told, events } = await outcomeOf(packed(text), index);
    expect(told).toBe(0);
    expect(events.length).toBeGreaterThan(0);
  });

  it('is told and stays in time order wherever a packed file is damaged', async () => {
    const bytes = packed(text);
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const changed = damaged(bytes, places);
        // The first bytes of a packed file hold a date and such, which say nothing of its content.
        fc.pre(!changed.subarray(10).equals(bytes.subarray(10)));
        const { told, events } = await outcomeOf(changed, index);
        expect(told).toBeGreaterThan(0);
        expect(isInOrder(events)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('stays in time order wherever its text is damaged', async () => {
    const bytes = Buffer.from(text);
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const { events } = await outcomeOf(damaged(bytes, places), index);
        expect(isInOrder(events)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('is told wherever it is cut', async () => {
    const bytes = packed(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => {
        expect((await outcomeOf(bytes.subarray(0, length), index)).told).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});
