import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { statementOf } from '../../lib/accounting/statement.ts';
import { csvOf, statementRows } from '../../lib/cli/statement-rows.ts';
import { present } from '../../lib/units/invariant.ts';
import { sum } from '../../lib/units/quantity.ts';
import { formatUsdc, usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { epochMs } from '../../lib/units/time.ts';
import { opened, PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';

const afterSession = finishedSession('30 cycles');

const { entry: OPENING } = recordEvent(emptyLedger(epochMs(0n)), {
  eventId: 'opening',
  at: epochMs(0n),
  event: { kind: 'opening', cash: usdc('1') },
});

type Row = Readonly<Record<string, string>>;

const rowsOf = (csv: string): readonly Row[] => {
  const [header = '', ...lines] = csv.trimEnd().split('\r\n');
  const names = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [names[index] ?? '', cell])),
  );
};

const total = (rows: readonly Row[], column: string): string =>
  formatUsdc(
    sum(
      ZERO_USDC,
      rows.flatMap((row) => (row[column] === '' ? [] : [usdc(present(row[column], column))])),
    ),
  );

describe('keel export', { timeout: PATIENCE_MS }, () => {
  it('gives rows whose cash is the cash of the books', async () => {
    const place = afterSession();
    const [status, csv] = [
      await place.run(['status', '--json']),
      await place.run(['export', '--format', 'csv']),
    ];
    const rows = rowsOf(`${csv.stdout.trimEnd()}\r\n`);
    expect(rows.filter(({ event }) => event === 'fill').length).toBeGreaterThan(10);
    expect(status.stdout).toContain(`"cash":"${total(rows, 'cash')}"`);
    expect([csv.code, csv.stderr]).toEqual([0, '']);
  });

  it('names the market of every row that moved a lot', async () => {
    const rows = rowsOf((await afterSession().run(['export'])).stdout);
    const moved = rows.filter(({ market }) => market !== '');
    expect(moved.length).toBeGreaterThan(10);
    expect(moved.filter(({ name = '' }) => !/^[a-z]+(-[a-z]+)+$/.test(name))).toEqual([]);
  });

  it('says the same as JSON, and into a file', async () => {
    const place = afterSession();
    const json: unknown = JSON.parse((await place.run(['export', '--json'])).stdout);
    const ended = await place.run(['export', '--out', 'books.csv']);
    const written = rowsOf(readFileSync(join(place.folder, 'books.csv'), 'utf8'));
    expect(json).toEqual(written);
    expect(ended.stderr).toBe(`${String(written.length)} rows written to books.csv\n`);
  });

  it('leaves out what was before one time and from another on', async () => {
    const place = afterSession();
    const times = ['2026-06-01T12:10:00Z', '2026-06-01T12:20:00Z'];
    const all = rowsOf((await place.run(['export'])).stdout);
    const some = await place.run(['export', '--from', times[0] ?? '', '--to', times[1] ?? '']);
    const within = all.filter(
      ({ time = '' }) => time >= '2026-06-01T12:10:00' && time < '2026-06-01T12:20:00',
    );
    expect(within.length).toBeGreaterThan(0);
    expect(rowsOf(some.stdout)).toEqual(within);
  });

  it.each([
    [['--format', 'xml'], '--format xml: allowed is csv or json'],
    [['--format', 'csv', '--json'], '--json and --format csv contradict each other'],
    [['--from', 'now'], '--from now: allowed is a time in UTC such as'],
    [['--out', ''], '--out is empty'],
  ])('refuses %j', async (args, why) => {
    const ended = await opened().run(['export', ...args]);
    expect(ended.stderr).toContain(why);
    expect(ended.code).toBe(2);
  });

  it('quotes what CSV would read otherwise, and what a spreadsheet would run', () => {
    const row = present(
      statementRows(statementOf([OPENING]), new Map())[0],
      'an opening has a row',
    );
    const noted = (note: string): string => csvOf([{ ...row, note }]).trim();
    expect(noted('a, "b"')).toMatch(/,"a, ""b"""$/);
    expect(noted('=1+1')).toMatch(/,'=1\+1$/);
    expect(noted('-cmd')).toMatch(/,'-cmd$/);
    expect(noted('-1.5')).toMatch(/,-1\.5$/);
  });
});
