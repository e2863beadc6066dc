// Recordings, set by set, and the tables beside them: whatever the lines are, a reader says events
// or problems.

import { parseCsv } from '../../../lib/tape/csv.ts';
import { FORMATS } from '../../../lib/tape/file-set.ts';
import { NO_OVERRIDES } from '../../../lib/tape/assume.ts';
import { HEADER } from '../../../lib/tape/btc15m/rows.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { microsOfPrice } from '../../../lib/units/price.ts';
import { row } from '../../tape/btc15m-row.ts';
import { begunGame, indexOf } from '../../tape/mlb2025-game.ts';
import { claim } from '../target.ts';
import type { TapeEvent } from '../../../lib/domain/tape-event.ts';
import type { Survey, TapeFormat } from '../../../lib/tape/format.ts';
import type { Target, Verdict } from '../target.ts';

const FILE = '15m_sol_orderbooks_1765450800up.jsonl.gz';
// Between a recording and the table beside it: no line of either has it.
const CUT = '\u0001';

const linesOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const game = (): string => {
  const begun = begunGame();
  for (let n = 1; n < 6; n += 1) begun.change(n * 700, [['bid', '0.41', String(n)]]);
  return `${linesOf(begun.lines())}${CUT}${indexOf({ [FILE]: 1 })}`;
};

const SNAPSHOT =
  '{"asks": "[{\\"size\\": \\"5\\", \\"price\\": \\"0.42\\"}]", "bids": "[]", ' +
  '"timestamp": "2026-03-30T12:00:01.000Z", "token_id": "7", "condition_id": "0x7"}';
const SNAPSHOT_INDEX = linesOf([
  'condition_id,token_id,slug,first_pitch,is_winner,first_ts,last_ts',
  `0x${'7'.repeat(64)},7,mlb-a,2026-03-30 18:00:00+00,True,` +
    '2026-03-30T12:00:00Z,2026-03-30T13:00:00Z',
]);
const TICKS = linesOf([
  'ts_ms,event_type,asset_id,side,price,size,best_bid,best_ask',
  '1780795851471,PRICE_CHANGE,111,BID,0.3,11.0,0.3,1',
  '1780795851471,PRICE_CHANGE,222,ASK,0.7,11.0,0,0.7',
  '1780795851472,LAST_TRADE,111,ASK,0.3,2.5,0.0,0.0',
]);
const BOOKS = linesOf([
  '{"bids":[{"price":"0.01","size":"5681.5"}],"asks":[],"local_timestamp":"1765450850001",' +
    '"timestamp":"1765450842371","asset_price":130.8}',
  '{"side":"buy","price":"0.5","size":"3","local_timestamp":"1765450850001",' +
    '"timestamp":"1765450842372"}',
]);
const TOPS = linesOf([HEADER, ...Array.from({ length: 3 }, (_, i) => row(i * 1000))]);

const claimEvent = (event: TapeEvent): void => {
  const levels = event.kind === 'book' && 'bids' in event ? [...event.bids, ...event.asks] : [];
  for (const { price } of levels)
    claim(microsOfPrice(price) > 0n && microsOfPrice(price) < 1_000_000n, 'a price is one');
};

const readThrough = (survey: Survey, lines: readonly string[], headerLines: number): Verdict => {
  const times = lines
    .slice(headerLines)
    .map((line, i) => survey.line(FILE, line, i + 1 + headerLines))
    .filter((at) => at !== undefined);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (times.length === 0) return { kind: 'refused', reason: survey.complaintOf(FILE) ?? 'no row' };
  const chars = lines.join('\n').length;
  const surveyed = { name: FILE, lines: lines.length, chars, rows: times.length, first, last };
  const start = epochMs(BigInt(first));
  const plan = survey.plan({ files: [surveyed], start, assume: NO_OVERRIDES });
  const events: TapeEvent[] = [];
  let problems = 0;
  const reader = plan.readerOf(FILE, {
    emit: (event) => void events.push(event),
    tell: ({ detail }) => {
      problems += 1;
      claim(detail !== '', 'a problem says what it is');
    },
  });
  lines.slice(headerLines).forEach((line, i) => reader.line(line, i + 1 + headerLines));
  reader.end();
  events.forEach(claimEvent);
  return { kind: 'accepted', value: { events: events.map(({ kind }) => ({ kind })), problems } };
};

const readTape = (format: TapeFormat, input: string): Verdict => {
  const [text = '', table = ''] = input.split(CUT);
  const lines = text.split(/\r?\n/).slice(0, -1);
  if (!format.recognises({ name: FILE, firstLine: lines[0] ?? '' }))
    return { kind: 'refused', reason: 'not of this set' };
  const parsed = parseCsv(table, format.indexColumns);
  if (format.indexColumns.length > 0 && !parsed.ok)
    return { kind: 'refused', reason: parsed.error.detail };
  const index = parsed.ok ? parsed.value : { columns: [], rows: [] };
  const survey = format.survey({ path: 'index.csv', table: index });
  return survey.ok
    ? readThrough(survey.value, lines, format.headerLines)
    : { kind: 'refused', reason: survey.error.kind };
};

const SEEDS: Readonly<Record<string, string>> = {
  'mlb2025-ws-book-deltas': game(),
  'mlb2026-depth-snapshots': `${linesOf([SNAPSHOT, SNAPSHOT])}${CUT}${SNAPSHOT_INDEX}`,
  'tickscope-ws-ticks': TICKS,
  'crypto-l2-and-trades-2025-12': BOOKS,
  'btc15m-top5-books-2026-02': TOPS,
};

/** Recordings. */
export const TAPES: readonly Target[] = FORMATS.map((format) => ({
  name: `tape ${format.set}`,
  form: 'text',
  seeds: [SEEDS[format.set] ?? ''],
  required: [],
  run: (input) => readTape(format, input),
}));
