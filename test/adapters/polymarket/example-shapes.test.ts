// Our own examples hold made-up values, never made-up shapes: every field of theirs has the type
// that it has in a recorded answer of the same endpoint.

import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { describeWithRecordings } from '../../recordings.ts';
import { example } from './examples.ts';
import { jsonOf, linesOf } from './recorded-answers.ts';

type Shape = ReadonlyMap<string, ReadonlySet<string>>;

const typesIn = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (Array.isArray(value)) return value.flatMap((item) => typesIn(item, `${path}[]`));
  if (typeof value !== 'object' || value === null)
    return [[path, value === null ? 'null' : typeof value]];
  return Object.entries(value).flatMap(([name, field]) => typesIn(field, `${path}.${name}`));
};

const shapeOf = (answers: readonly unknown[]): Shape => {
  const types = answers.flatMap((answer) => typesIn(answer, ''));
  const byPath = Map.groupBy(types, ([at]) => at);
  return new Map([...byPath].map(([at, rows]) => [at, new Set(rows.map(([, type]) => type))]));
};

// Said by the venue's documentation, read 2026-10, and newer than the recordings.
const NEWER = new Set([
  '.version',
  '.markets[].version',
  '.feeSchedule.exponent',
  '.feeSchedule.rate',
  '.feeSchedule.takerOnly',
  '.feeSchedule.rebateRate',
  '.v',
  '.r.e',
  '.match_time_nano',
  '.err_msg',
]);

const madeUp = (name: string, recorded: Shape): readonly string[] =>
  typesIn(example(name), '')
    .filter(([path, type]) => !NEWER.has(path) && recorded.get(path)?.has(type) !== true)
    .map(([path, type]) => `${path}: ${type}`);

const EVENTS = [
  'DenisGorbachev/gamma_event/another-us-strike-on-venezuela-by.json',
  'DenisGorbachev/gamma_event/nobel-peace-prize-winner-2026-139.json.gz',
  'TrebuchetDynamics/events/fed-decision-in-june-825/gamma-event.json',
  'hugompt/gamma_event_crypto_updown.json',
  'nautilus/rust/gamma_event.json',
];

describeWithRecordings('gamma-markets-2026-03-11', (crawl) => {
  let market: Shape = new Map();

  beforeAll(() => {
    market = shapeOf(linesOf(join(crawl, 'markets-00.jsonl.gz')));
  });

  it('pitfall 18: our market has no field that no recorded one has', () => {
    expect(madeUp('gamma-market', market)).toEqual([]);
  });

  it('pitfall 18: our book has no field that no recorded one has', () => {
    const answers = linesOf(join(crawl, 'books_run_20260311T214149Z.jsonl.gz'));
    const books = answers.flatMap(({ books: some }) => some as readonly unknown[]);
    expect(madeUp('clob-book', shapeOf(books))).toEqual([]);
  });

  describeWithRecordings('api-fixtures', (folder) => {
    it.each(['gamma-event', 'gamma-binary-event'])(
      'pitfall 18: our %s has no field that no recorded one has',
      (name) => {
        const events = EVENTS.map((path) => jsonOf(join(folder, path)));
        const listed = [...market].map(([path, types]) => [`.markets[]${path}`, types] as const);
        const shape = shapeOf(events.flatMap((event) => event));
        expect(madeUp(name, new Map([...listed, ...shape]))).toEqual([]);
      },
    );

    it('pitfall 18: our CLOB market has no field that no recorded one has', () => {
      const path = 'TrebuchetDynamics/events/fed-decision-in-june-825/clob-markets.json';
      expect(madeUp('clob-market', shapeOf(jsonOf(join(folder, path)) as unknown[]))).toEqual([]);
    });
  });
});

const OWN = {
  orders: ['http_open_order.json', 'http_open_order_sell_fok.json'],
  trades: ['http_trade_report.json', 'ws_user_trade.json'],
};

describeWithRecordings('api-fixtures', (folder) => {
  it.each([
    ['clob-open-order', OWN.orders],
    ['clob-taker-trade', OWN.trades],
    ['clob-maker-trade', OWN.trades],
  ])('pitfall 18: our %s has no field that no recorded one has', (name, files) => {
    const answers = files.map((file) => jsonOf(join(folder, 'nautilus/rust', file)));
    expect(madeUp(name, shapeOf(answers))).toEqual([]);
  });
});
