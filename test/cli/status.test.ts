// How a portfolio stands, from this machine's folder or from the table, and at the venue.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEY } from '../e2e/live-scene.ts';
import { openQuiet } from '../e2e/quiet-market.ts';
import { opened, PATIENCE_MS } from './command.ts';
import { venueAt } from './doctor-scene.ts';
import { finishedSession } from './finished-session.ts';
import { liveAround } from './live-around.ts';
import { damage, withSections } from './stored-items.ts';
import { tableOf } from './table-scene.ts';

const afterSession = finishedSession('20 cycles');

describe('keel status', { timeout: PATIENCE_MS }, () => {
  it('tells cycle, trading state, money, positions and kill switch', async () => {
    const { code, stdout, stderr } = await afterSession().run(['status']);
    expect(stdout).toMatch(/^Portfolio generated-1 \(paper, wallet paper\)\nCycle 21, saved 20/);
    expect(stdout).toContain('Trading state: HALTED\n  held by the end of the session\n');
    expect(stdout).toMatch(/^ +[a-z]+(-[a-z]+)+ (YES|NO) +[\d.]+ +[\d.]+$/m);
    expect(stdout).toMatch(
      /Equity \$\d+\.\d\d, drawdown \d+\.\d\d %, exposure \$\d+\.\d\d, cash \$\d+\.\d\d\n/,
    );
    expect(stdout).toMatch(/Positions:\n +market +shares +cost\n/);
    expect(stdout).toContain('Orders that may rest, by our own books:\n  none\n');
    expect(stdout).toMatch(/Kill switch: off \(data\/KILL\)\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('tells programs the same from the table, and makes no folder', async () => {
    const { env } = await tableOf(afterSession());
    const elsewhere = opened();
    const { code, stdout } = await elsewhere.run(['status', '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({
      standing: { portfolio: 'generated-1', cycle: 21, tradingState: 'HALTED', orders: [] },
      killSwitch: { kind: 'read', position: 'off' },
      venue: null,
    });
    expect([code, existsSync(join(elsewhere.folder, 'data'))]).toEqual([0, false]);
  });

  it('tells the switch, and fails, where the state cannot be read', async () => {
    const place = afterSession();
    await damage(place, 'STATE', (state) => withSections(state, { risk: '{"half":' }));
    writeFileSync(join(place.folder, 'data/KILL'), 'reduce-only');
    const { code, stdout, stderr } = await place.run(['status']);
    expect(stderr).toContain('CORRUPT: item=STATE field=risk');
    expect(stdout).toBe('Kill switch: reduce-only (data/KILL)\n');
    expect(code).toBe(1);
  });

  it('tells programs why it knows of no portfolio, and the switch all the same', async () => {
    const { code, stdout } = await afterSession().run(['status', '--portfolio', 'no', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      standing: null,
      killSwitch: { position: 'off' },
      error: {
        ...{ code: 'FAILED', exitCode: 1, verb: 'status' },
        messages: [expect.stringContaining('There is no paper portfolio no in data/state')],
      },
    });
    expect(code).toBe(1);
  });

  it('looks at a live portfolio without what it trades with', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    const around = await liveAround(live);
    const { PRIVATE_KEY: _key, RPC_URL: _url, TARGET_ADDRESSES: _whom, ...others } = around;
    const { LIVE_TRADING: _live, ...table } = others;
    for (const [args, env] of [
      [['status'], others],
      [['status', '--live'], table],
    ] as const) {
      const { code, stdout, stderr } = await opened().run([...args], env);
      expect(stdout).toMatch(/^Portfolio \S+ \(live, wallet 0x/);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
  });

  it('fails where the kill switch cannot be read', async () => {
    const place = afterSession();
    mkdirSync(join(place.folder, 'data/KILL'));
    const { code, stdout } = await place.run(['status']);
    expect(stdout).toContain('Kill switch: cannot be read (data/KILL');
    expect(code).toBe(1);
  });

  it('lists what rests at the venue, and shows no key', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    const { code, stdout, stderr } = await opened().run(
      ['status', '--venue'],
      await liveAround(live),
    );
    expect(stdout).toContain('2 orders rest at the venue:');
    expect(stdout).toMatch(/Orders that may rest, by our own books:\n +market +price/);
    expect(stdout + stderr).not.toContain(KEY.slice(4, 20));
    expect(code).toBe(0);
  });

  it('asks for no secret until it asks the venue', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    const { RPC_URL: _url, ...others } = await liveAround(live);
    const env = { ...others, RPC_URL_PARAM: '/keel/main/not-there' };
    const looked = await opened().run(['status'], env);
    expect(looked.stdout).toContain('Orders that may rest, by our own books:');
    expect([looked.code, looked.stderr]).toEqual([0, '']);
    const asked = await opened().run(['status', '--venue'], env);
    expect(asked.stderr).toContain('there is no parameter /keel/main/not-there');
    expect(asked.code).not.toBe(0);
  });

  it('says when none rests there', async () => {
    const live = await openQuiet();
    const { stdout } = await opened().run(['status', '--venue'], await liveAround(live));
    expect(stdout).toContain('No order rests at the venue.\n');
  });

  it('never takes a venue that is down for one without orders', async () => {
    const live = await openQuiet();
    for (const second of [0, 60]) await live.cycleAt(second);
    const env = { ...(await liveAround(live)), ...venueAt('http://127.0.0.1:1') };
    const { code, stdout } = await opened().run(['status', '--venue'], env);
    expect(stdout).toContain('Orders at the venue: not known');
    expect(stdout).toContain('Orders may rest.');
    expect(code).toBe(1);
  });

  it.each([[['--venue']], [['--all']], [['now']]])(
    'is used wrongly with %j on paper',
    async (args) => {
      const { code, stdout } = await opened().run(['status', ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    },
  );
});
