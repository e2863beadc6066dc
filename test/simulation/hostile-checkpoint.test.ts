import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { shares } from '../../lib/units/shares.ts';
import { at, CONDITION, incoming, openVenue, PATIENCE_MS, setupOf, trade } from './fixtures.ts';
import { WHOLE_PAST } from './whole-past.ts';

// A venue in which every list of the checkpoint has a row.
const full = (): string => {
  const venue = openVenue(setupOf(), { yes: '20', no: '20' });
  venue.place(incoming('rest', { side: 'BUY', price: '0.48', size: '50' }));
  venue.place(
    incoming(
      'gtd',
      { side: 'SELL', price: '0.6', size: '5', timeInForce: 'GTD' },
      { kind: 'at', at: at(500_000) },
    ),
  );
  venue.place(incoming('take', { side: 'BUY', price: '0.52', size: '10' }));
  venue.submit({ kind: 'merge', condition: CONDITION, size: shares('5') });
  venue.apply(trade(2, 'SELL', ['0.48', '1']));
  const status = { kind: 'resolved', yesPayout: ratio('1') } as const;
  const text = venue.checkpoint(WHOLE_PAST);
  venue.apply({ kind: 'status', at: at(3), condition: CONDITION, status });
  venue.submit({ kind: 'redeem', condition: CONDITION });
  const rows = JSON.parse(venue.checkpoint(WHOLE_PAST)) as {
    activity: unknown[];
    activityCount: number;
  };
  return JSON.stringify({ ...JSON.parse(text), activity: rows.activity, activityCount: 3 });
};

const problemsOf = (text: string): readonly string[] => {
  const result = restoreSimulatedVenue(setupOf(), text);
  if (result.ok) return [];
  return result.error.kind === 'UNKNOWN_SCHEMA' ? [result.error.found] : result.error.problems;
};

type Json = { [key: string]: unknown };
const edited = (edit: (root: Json) => void): string => {
  const root = JSON.parse(full()) as Json;
  edit(root);
  return JSON.stringify(root);
};
const row = (root: Json, list: string, index: number): Json =>
  (root[list] as readonly Json[])[index] ?? {};

it('a whole checkpoint has no problem', () => {
  expect(problemsOf(full())).toEqual([]);
});

it('an unknown schema is refused by name', () => {
  const result = restoreSimulatedVenue(
    setupOf(),
    edited((root) => (root['schema'] = 2)),
  );
  expect(result).toEqual({
    ok: false,
    error: { kind: 'UNKNOWN_SCHEMA', found: '2', wanted: 1 },
  });
});

describe('a checkpoint is refused when', () => {
  it.each<[string, string]>([
    ['it is not JSON', 'checkpoint is not JSON'],
    ['{"schema":1', 'checkpoint is not JSON'],
    ['[]', 'checkpoint is not a record'],
    ['null', 'checkpoint is not a record'],
    ['"text"', 'checkpoint is not a record'],
    ['{}', 'checkpoint.schema is not a whole number from 0 up'],
    [' '.repeat(4_000_001), 'checkpoint is over 4000000 characters'],
  ])('its text is %.30s', (text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  const rows: readonly (readonly [string, (root: Json) => void, string])[] = [
    ['a field is missing', (r) => delete r['cash'], 'cash is not a text of 1 to 200 characters'],
    ['a field is unknown', (r) => (r['extra'] = 1), 'extra is not a known field'],
    ['money is a number', (r) => (r['cash'] = 5), 'cash is not a text of 1 to 200 characters'],
    ['money is no amount', (r) => (r['cash'] = '1e3'), 'cash is not a dollar amount'],
    ['a time is negative', (r) => (r['now'] = -1), 'now is not a whole number from 0 up'],
    ['a count is a fraction', (r) => (r['salts'] = 0.5), 'salts is not a whole number from 0 up'],
    ['a mode is unknown', (r) => (r['mode'] = 'fast'), 'mode is not one of normal, post-only'],
    ['a list is none', (r) => (r['orders'] = {}), 'orders is not a list of at most 5000 rows'],
    [
      'a list is endless',
      (r) => (r['taken'] = Array.from({ length: 5_001 }, () => 0)),
      'taken is not a list of at most 5000 rows',
    ],
    ['a row is no record', (r) => (r['orders'] = [7]), 'orders[0] is not a record'],
    [
      'shares are negative',
      (r) => (row(r, 'shares', 0)['size'] = '-1'),
      'shares[0].size is not a number of shares from 0 up',
    ],
    [
      'a price is out of range',
      (r) => (row(r, 'trades', 0)['price'] = '1'),
      'trades[0].price is not a price between 0 and 1',
    ],
    [
      'an id is endless',
      (r) => (row(r, 'orders', 0)['id'] = 'x'.repeat(201)),
      'orders[0].id is not a text of 1 to 200 characters',
    ],
    [
      'an order is there twice',
      (r) => (r['orders'] = [row(r, 'orders', 1), row(r, 'orders', 1)]),
      'orders is not free of duplicates',
    ],
    [
      'a resting order is filled',
      (r) => (row(r, 'orders', 1)['matched'] = '50'),
      'orders[1].matched is not less than the size',
    ],
    [
      'a resting order has no place in its queue',
      (r) => (row(r, 'orders', 1)['ahead'] = null),
      'orders[1].ahead is not given for LIVE alone',
    ],
    [
      'a place in a queue is neither a size nor unseen',
      (r) => (row(r, 'orders', 1)['ahead'] = 'far'),
      'orders[1].ahead is not a whole number from 0 up',
    ],
    [
      'a market order rests',
      (r) => (row(r, 'orders', 1)['timeInForce'] = 'FAK'),
      'orders[1].timeInForce is not that of a resting order',
    ],
    [
      'a GTD order never expires',
      (r) => (row(r, 'orders', 2)['expiration'] = null),
      'orders[2].expiration is not given for GTD alone',
    ],
    [
      'a row names no instrument',
      (r) => (row(r, 'orders', 1)['instrument'] = 9),
      'orders[1].instrument is not a place in the list of instruments',
    ],
    [
      'what we took lies outside of every book',
      (r) => (row(r, 'taken', 0)['key'] = 1_000_000),
      'taken[0].key is not between 0 and one dollar',
    ],
    [
      'a trade has an unknown fate',
      (r) => (row(r, 'trades', 0)['fate'] = 'maybe'),
      'trades[0].fate is not one of settles, retries, fails, reverts, lingers',
    ],
  ];
  it.each(rows)('%s', (_, edit, problem) => {
    expect(problemsOf(edited(edit)).join('\n')).toContain(`checkpoint.${problem}`);
  });
});

it('all problems are named at once, but no more than twenty', () => {
  const two = edited((root) => {
    root['cash'] = 'x';
    root['mode'] = 'y';
  });
  expect(problemsOf(two)).toHaveLength(2);
  expect(
    problemsOf(edited((root) => (root['orders'] = Array.from({ length: 100 }, () => 0)))),
  ).toHaveLength(20);
});

// Every value of the checkpoint, by its path.
const paths = (value: unknown, path: readonly (string | number)[] = []): (string | number)[][] =>
  typeof value === 'object' && value !== null
    ? [[...path], ...Object.entries(value).flatMap(([key, one]) => paths(one, [...path, key]))]
    : [[...path]];

const replaced = (value: unknown, path: readonly (string | number)[], by: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy = structuredClone(value) as Json;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
};

it(
  'no single wrong value anywhere throws',
  () => {
    const root: unknown = JSON.parse(full());
    const path = fc.constantFrom(...paths(root));
    const junk = fc.oneof(fc.jsonValue(), fc.constantFrom('', '0.5', -1, 1e300, null, [], {}));
    fc.assert(
      fc.property(path, junk, (where, value) => {
        const result = restoreSimulatedVenue(
          setupOf(),
          JSON.stringify(replaced(root, where, value)),
        );
        if (!result.ok) return;
        result.value.advanceTo(at(1_000_000));
        expect(typeof result.value.checkpoint(WHOLE_PAST)).toBe('string');
      }),
      { numRuns: 2_000 },
    );
  },
  PATIENCE_MS,
);
