// Why: the chain behind orders, markets and cycles of a session that has ended, as the command
// tells it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { present } from '../../lib/units/invariant.ts';
import { LINKS } from '../../lib/cli/explain-chain.ts';
import { opened, PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';
import { remove } from './stored-items.ts';
import { tableOf } from './table-scene.ts';
import type { Home } from './command.ts';

const afterSession = finishedSession('30 cycles');

type Row = { readonly event: string; readonly strategy: string; readonly order: string };

const filledOrder = async (place: Home): Promise<string> => {
  const { stdout } = await place.run(['export', '--json']);
  const rows = JSON.parse(stdout) as readonly Row[];
  return present(
    rows.find(({ event, strategy }) => event === 'fill' && strategy === 'MM')?.order,
    'market making was filled',
  );
};

describe('keel explain', { timeout: PATIENCE_MS }, () => {
  it('tells the chain of a filled order, link by link, from market data to the books', async () => {
    const place = afterSession();
    const id = await filledOrder(place);
    const { code, stdout, stderr } = await place.run(['explain', id]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const titles = [...stdout.matchAll(/^\d\. (.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([...LINKS]);
    expect(stdout).toContain(`Order ${id} of portfolio generated-1`);
    expect(stdout).toMatch(/YES book without our own orders: bid 0\.\d+, ask 0\.\d+\./);
    expect(stdout).toMatch(/Quotes stand around 0\.\d+,/);
    expect(stdout).toMatch(/MM: (BUY|SELL) [\d.]+ (YES|NO) @ 0\.\d+, GTD post-only, on [a-z-]+\./);
    expect(stdout).toMatch(/Approved \((adding|reducing)\)\./);
    expect(stdout).toContain('Accepted: it rests.');
    expect(stdout).toMatch(/as maker: cash -?[\d.]+, fee 0, realized/);
  });

  it('finds an order by its beginning, as status shortens it', async () => {
    const place = afterSession();
    const id = await filledOrder(place);
    const { stdout } = await place.run(['explain', 'order', `${id.slice(0, 13)}~`, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'order', order: id });
  });

  it('tells a cycle by number, by time and as the last one', async () => {
    const place = afterSession();
    const tenth = await place.run(['explain', '10', '--json']);
    const { record, orders } = JSON.parse(tenth.stdout) as {
      readonly record: { readonly cycle: number; readonly at: string };
      readonly orders: readonly { readonly links: readonly unknown[] }[];
    };
    expect(record.cycle).toBe(10);
    expect(orders.every(({ links }) => links.length === LINKS.length)).toBe(true);
    const byTime = await place.run(['explain', record.at, '--json']);
    expect(JSON.parse(byTime.stdout)).toMatchObject({ record: { cycle: 10 } });
  });

  it('tells every cycle of a session, the last trading one and the closing one too', async () => {
    const place = afterSession();
    for (const cycle of [1, 29, 30, 31]) {
      const { code, stdout } = await place.run(['explain', String(cycle)]);
      expect([code, stdout.split(' of ')[0]]).toEqual([0, `Cycle ${String(cycle)}`]);
    }
    const last = await place.run(['explain', 'cycle', 'last']);
    expect(last.stdout).toMatch(/^Cycle 31 of portfolio generated-1, 20/);
    expect(last.stdout).toContain(
      'Trading state HALTED, kill switch halt (the end of the session)',
    );
    expect(last.stdout).toMatch(/^keel explain 30 shows the last one that traded, 20/m);
  });

  it('counts the cycles of a report as the status does', async () => {
    const place = afterSession();
    const status = JSON.parse((await place.run(['status', '--json'])).stdout) as {
      readonly standing: { readonly cycle: number };
    };
    const page = await place.run(['report', '--out', 'report.html']);
    expect(page.code).toBe(0);
    const html = readFileSync(join(place.folder, 'report.html'), 'utf8');
    expect(html).toContain(`<dt>Cycles</dt><dd>${String(status.standing.cycle)}</dd>`);
  });

  it('takes the record of no other cycle for that of an order', async () => {
    const place = afterSession();
    const id = await filledOrder(place);
    const { stdout } = await place.run(['explain', id, '--json']);
    const at = present(/Cycle \d+, (\S+Z)\./.exec(stdout)?.[1], 'the chain names its cycle');
    const number = present(/Cycle (\d+),/.exec(stdout)?.[1], 'the chain names its cycle');
    await remove(place, `CYCLE#${at}#${number.padStart(10, '0')}`);
    const later = await place.run(['explain', id]);
    expect(later.stdout).toContain('Not recorded: the record of its cycle is not kept.');
    expect(later.stdout).not.toMatch(/^ *Cycle \d+, /m);
    expect(later.stdout).toContain('The answer is not recorded.');
  });

  it('tells a market by a part of its name and by its condition', async () => {
    const place = afterSession();
    const named = await place.run(['explain', 'moons', '--json']);
    const market = JSON.parse(named.stdout) as {
      readonly market: string;
      readonly condition: string;
    };
    expect(market.market).toBe('best-picture-paper-moons');
    const byId = await place.run(['explain', market.condition]);
    const titles = [...byId.stdout.matchAll(/^\d\. (.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([...LINKS]);
    expect(byId.stdout).toMatch(/^ +The last quote, at 20\S+Z in cycle \d+: around 0\.\d+,/m);
    expect(byId.stdout).toMatch(/Not quoted at the end of cycle 31, 20\S+Z: trading is HALTED/);
    expect(byId.stdout).toContain('Held back by the end of the session.');
    expect(byId.stdout).toMatch(/The last order, at 20\S+Z in cycle \d+:/);
    expect(byId.stdout).not.toContain('Quotes stand');
    expect(byId.stdout).toContain(`Market best-picture-paper-moons, condition ${market.condition}`);
    expect(byId.stdout).toMatch(/In the last 24 hours: \d+ orders wanted, \d+ placed/);
  });

  it.each([
    ['0xabcdef', /There is no order 0xabcdef\. The latest orders: 0x[0-9a-f]{12}, /],
    [`0x${'9'.repeat(64)}`, /There is no order 0x9+\. The latest orders: 0x/],
    ['99', /There is no cycle 99: cycles 1 \(20.*\) to 31 \(20.*\) are nearest to now/],
    ['nonsense', /There is no market nonsense\. Markets that were looked at: best-picture-any/],
    ['best', /best is a part of several markets: best-picture-any-other, best-picture-no/],
    ['0x', /0x is the beginning of several orders: 0x/],
  ])('says of %s what exists nearby', async (what, words) => {
    const kind = what === '0x' ? ['order'] : [];
    const { code, stdout, stderr } = await afterSession().run(['explain', ...kind, what]);
    expect(stderr).toMatch(words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it('tells the same from the table on AWS', async () => {
    const { env } = await tableOf(afterSession());
    const here = await afterSession().run(['explain', '12', '--json']);
    const there = await opened().run(
      ['explain', '12', '--json', '--portfolio', 'generated-1'],
      env,
    );
    expect(there.code).toBe(0);
    expect(JSON.parse(there.stdout)).toEqual(JSON.parse(here.stdout));
  });

  it.each([[[]], [['order']], [['1', '2']], [['last', '--hours', '0']], [['last', '--nonsense']]])(
    'is used wrongly with %j',
    async (args) => {
      const { code, stdout, stderr } = await opened().run(['explain', ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).not.toBe('');
    },
  );
});
