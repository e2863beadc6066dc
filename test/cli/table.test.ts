// The verbs on the table on AWS: nothing of this machine's folders is read or written then.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ensureTable } from '../../lib/adapters/dynamo/table.ts';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { keepRecord } from '../../lib/cli/live-home.ts';
import { statePlaceOf } from '../../lib/cli/state-place.ts';
import { liveIdentity } from '../../lib/wiring/identities.ts';
import { subjectOf } from '../../lib/wiring/cycle-settings.ts';
import { NOON } from '../loopback/clocks.ts';
import { liveEnv, liveOf, wallets, without } from '../config/environments.ts';
import { opened, PATIENCE_MS } from './command.ts';
import { AWS_ENV, doctorIn, healthyVenue } from './doctor-scene.ts';
import { finishedSession } from './finished-session.ts';
import { SWITCH, switchSaying, tableOf } from './table-scene.ts';
import { walletAddress } from '../../lib/units/ids.ts';

const afterSession = finishedSession('5 cycles');
const SIGNER = { address: walletAddress(wallets[2]) };

describe('while TABLE_NAME is set', { timeout: PATIENCE_MS }, () => {
  it('ledger verify reads the table, and no folder', async () => {
    const { env } = await tableOf(afterSession());
    const elsewhere = opened();
    const { code, stdout } = await elsewhere.run(['ledger', 'verify'], env);
    expect(stdout).toMatch(/entries rebuild the books to the byte/);
    expect(code).toBe(0);
    expect(existsSync(join(elsewhere.folder, 'data'))).toBe(false);
  });

  it('ledger verify means the portfolio of the mode that the functions trade in', async () => {
    const { env } = await tableOf(afterSession());
    const live = { ...env, LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS' };
    const { code, stderr } = await opened().run(['ledger', 'verify'], live);
    expect(stderr).toBe(
      'There is no live portfolio generated-1 in the table keel: PORTFOLIO_ID or --portfolio ' +
        'names another.\n',
    );
    expect(code).toBe(1);
  });

  it('a .env of this machine says nothing about it, nor stands in the way', async () => {
    const { env } = await tableOf(afterSession());
    const elsewhere = opened();
    const mine =
      'LIVE_TRADING=I_UNDERSTAND_THE_RISKS\nCLOB_URL=http://127.0.0.1:9\nno assignment\n';
    writeFileSync(join(elsewhere.folder, '.env'), mine);
    const { code, stdout, stderr } = await elsewhere.run(['status', '--json'], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ standing: { mode: 'paper' } });
  });

  it('session reset resets there, under its switch and none of this machine', async () => {
    const { env, ssm } = await tableOf(afterSession());
    const elsewhere = opened();
    mkdirSync(join(elsewhere.folder, 'data'));
    writeFileSync(join(elsewhere.folder, 'data/KILL'), '');
    ssm.parameters = { [SWITCH]: { Type: 'String', Value: 'halt' } };
    const halted = await elsewhere.run(['session', 'reset'], env);
    expect(halted.stderr).toContain('kill switch says halt');
    ssm.parameters = { [SWITCH]: { Type: 'String', Value: 'off' } };
    const { code, stdout } = await elsewhere.run(['session', 'reset'], env);
    expect(stdout).toContain("The session's peak is");
    expect(code).toBe(0);
  });

  it('the doctor looks at its lock', async () => {
    const { env } = await tableOf(afterSession());
    const elsewhere = opened();
    const told = await doctorIn(elsewhere, { ...env, ...(await healthyVenue()) });
    expect(told.line('store and lock')).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('cycles saved; the lock is free') as unknown,
    });
    expect(existsSync(join(elsewhere.folder, 'data'))).toBe(false);
  });

  it('the doctor does not know a table that is not there', async () => {
    const { env } = await tableOf(afterSession());
    const around = { ...env, ...(await healthyVenue()), TABLE_NAME: 'Another' };
    expect((await doctorIn(opened(), around)).line('store and lock')).toMatchObject({
      cause: expect.stringContaining('ResourceNotFoundException') as unknown,
    });
  });

  it.each([[['kill']], [['resume', '--yes']]])('%j turns its switch alone', async (verb) => {
    const [before, after] = verb[0] === 'kill' ? ['off', 'halt'] : ['halt', 'off'];
    const { env, ssm } = await switchSaying(before);
    const place = opened();
    const { code, stdout } = await place.run(verb, { ...AWS_ENV, ...env, TABLE_NAME: 'Keel' });
    expect(stdout).toMatch(new RegExp(`^${SWITCH} says ${after}\\n`));
    expect([code, ssm.parameters[SWITCH]?.Value]).toEqual([0, after]);
    expect([stdout.includes('data/KILL'), existsSync(join(place.folder, 'data'))]).toEqual([
      false,
      false,
    ]);
  });

  it.each([[['kill']], [['resume', '--yes']], [['status']], [['session', 'reset']], [['doctor']]])(
    '%j refuses to look at a file in the place of a switch that nobody names',
    async (verb) => {
      const place = opened();
      const { code, stdout, stderr } = await place.run(verb, { TABLE_NAME: 'Keel' });
      expect(stdout + stderr).toContain('KILL_SWITCH_PARAM: missing; TABLE_NAME is set');
      expect(code).not.toBe(0);
      expect(existsSync(join(place.folder, 'data'))).toBe(false);
    },
  );

  it.each([[['start']], [['start', '--until', '1 cycles']]])('%j refuses', async (args) => {
    const place = opened();
    const { code, stdout, stderr } = await place.run(args, { TABLE_NAME: 'Keel' });
    expect(stderr).toContain('the function runs the cycles');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(existsSync(join(place.folder, 'data'))).toBe(false);
  });

  it.each([[['ledger', 'verify']], [['session', 'reset']], [['doctor']]])(
    '%j refuses a folder beside it',
    async (verb) => {
      const args = [...verb, '--state', 'data/state'];
      const env = { TABLE_NAME: 'Keel', KILL_SWITCH_PARAM: SWITCH };
      const { code, stdout, stderr } = await opened().run(args, env);
      expect(stdout + stderr).toContain('is of this machine, and TABLE_NAME is set');
      expect(code).not.toBe(0);
    },
  );

  it.each(['ab', 'a b', 'ke/el', ''])('%j is refused as its name', (name) => {
    const place = statePlaceOf({ TABLE_NAME: name }, undefined);
    expect(place).toMatchObject({ ok: false });
  });

  it.each(['abc', 'a'.repeat(255), 'Keel-Table.1_x'])('%j is its name', (table) => {
    expect(statePlaceOf({ TABLE_NAME: table }, undefined)).toEqual({
      ok: true,
      value: { kind: 'table', table },
    });
  });

  it('the clearance goes where the function finds it for its own settings', async () => {
    const place = opened();
    const { env, store } = await tableOf(place);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    await ensureTable(store.client, 'keel');
    const laptop = liveOf({ ...liveEnv, TABLE_NAME: 'keel', KILL_SWITCH_PARAM: '/keel/a/b' });
    const names = {
      PRIVATE_KEY_PARAM: '/keel/a/key',
      RPC_URL_PARAM: '/keel/a/node',
      KILL_SWITCH_PARAM: '/keel/a/b',
    };
    const secrets = { RPC_URL: 'https://another.node.example/v2/anotherKey' };
    const onAws = { ...without(liveEnv, 'PRIVATE_KEY', 'RPC_URL'), ...names };
    const lambda = liveOf(onAws, 'aws', secrets);
    const { wallet, configHash } = subjectOf(laptop, SIGNER);
    expect(subjectOf(lambda, SIGNER)).toEqual({ wallet, configHash });
    const identity = liveIdentity(laptop.portfolio, wallet);
    const record = {
      wallet,
      signer: SIGNER.address,
      chainId: 137,
      configHash,
      at: NOON,
      verdict: 'green',
    } as const;
    expect(await keepRecord({ kind: 'table', table: 'keel' }, identity, record)).toMatchObject({
      ok: true,
    });
    vi.unstubAllEnvs();
    const found = await dynamoStore({
      client: store.client,
      table: 'keel',
      identity,
    }).readClearance();
    expect(found).toEqual({ ok: true, value: record });
  });
});
