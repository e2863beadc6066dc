// Every verb under --json, as a program calls it: what comes on standard output parses, and is all
// that comes there.

import { describe, expect, it } from 'vitest';
import { opened, PATIENCE_MS } from './command.ts';
import { finishedSession } from './finished-session.ts';

const afterSession = finishedSession('5 cycles');

const KEY = `0x${'11'.repeat(32)}`;
const ADDRESS = '0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A';
const NOWHERE = 'http://127.0.0.1:1';

const linesOf = (stdout: string): readonly unknown[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

describe('keel under --json', { timeout: PATIENCE_MS }, () => {
  it.each([
    ['status', {}, { standing: { portfolio: 'generated-1' } }],
    ['explain last', {}, { kind: 'cycle', cycle: 6 }],
    ['report', {}, { kind: 'paper' }],
    ['ledger verify', {}, { portfolio: 'generated-1', same: true }],
    ['session reset', {}, { portfolio: 'generated-1' }],
    ['config check', {}, { accepted: true }],
    ['kill --reduce-only', {}, { wanted: 'reduce-only' }],
    ['resume --yes', {}, { wanted: 'off' }],
    ['flatten --preview', {}, { portfolio: 'generated-1' }],
    ['backtest --hours 1 --band pessimistic', {}, { reports: [{ kind: 'backtest' }] }],
    ['tape convert --seed 3 --hours 1 --out a.keeltape', {}, { file: 'a.keeltape' }],
    ['key show', { PRIVATE_KEY: KEY }, { address: ADDRESS }],
  ])('%s prints one document', async (command, env, shape) => {
    const { code, stdout } = await afterSession().run([...command.split(' '), '--json'], env);
    expect(linesOf(stdout)).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject(shape);
    expect(code).toBe(0);
  });

  it('export prints one list', async () => {
    const { code, stdout } = await afterSession().run(['export', '--json']);
    expect(JSON.parse(stdout)).toBeInstanceOf(Array);
    expect(code).toBe(0);
  });

  it('doctor prints one document, whatever it finds', async () => {
    const env = { CLOB_URL: NOWHERE, GAMMA_URL: NOWHERE, DATA_URL: NOWHERE, GEOBLOCK_URL: NOWHERE };
    const { stdout } = await afterSession().run(['doctor', '--json'], env);
    expect(JSON.parse(stdout)).toHaveProperty('verdict');
  });

  it('start prints lines, and tells how far it is on standard error only', async () => {
    const { code, stdout, stderr } = await opened().run(['start', '--until', '3 cycles', '--json']);
    expect(linesOf(stdout).length).toBeGreaterThan(5);
    expect(stderr).not.toContain('{');
    expect(code).toBe(0);
  });

  it('venue prints where it listens, and nothing when it ends', async () => {
    const running = opened().start(['venue', '--wallet', ADDRESS, '--json']);
    await running.printed('RPC_URL');
    running.child.kill('SIGTERM');
    const { stdout } = await running.ended;
    expect(JSON.parse(stdout)).toMatchObject({
      signer: ADDRESS,
      variables: { SIGNATURE_TYPE: '0' },
    });
  });

  it.each([
    ['status --portfolio nobody', 1, 'There is no paper portfolio nobody in data/state'],
    ['explain nothing-like-it', 1, 'There is no market nothing-like-it'],
    ['ledger verify --portfolio nobody', 1, 'There is no paper portfolio nobody in data/state'],
    ['session reset --portfolio nobody', 1, 'There is no paper portfolio nobody in data/state'],
    ['export --portfolio nobody', 1, 'There is no paper portfolio nobody in data/state'],
    ['report --portfolio nobody', 1, 'There is no paper portfolio nobody in data/state'],
    ['tape check nowhere', 1, 'nowhere'],
    ['tape convert --data nowhere --out b.keeltape', 1, 'nowhere'],
    ['backtest --data nowhere', 1, 'nowhere'],
    ['start --data nowhere', 1, 'nowhere'],
    ['cancel-all --yes', 2, 'LIVE_TRADING is not set'],
    ['flatten', 2, '--json needs'],
    ['resume', 2, 'nobody to ask'],
    ['key store --param /a/b', 1, 'private key'],
  ])('%s says in a document why it was not done', async (command, exitCode, words) => {
    const { code, stdout } = await afterSession().run([...command.split(' '), '--json']);
    expect(code).toBe(exitCode);
    const last = linesOf(stdout).at(-1);
    if (!command.startsWith('status'))
      expect(last).toMatchObject({
        error: { exitCode, messages: [expect.stringContaining(words)] },
      });
  });

  it('record says in a document that the venue cannot be read', async () => {
    const env = { CLOB_URL: NOWHERE, GAMMA_URL: NOWHERE, DATA_URL: NOWHERE };
    const args = ['record', '--markets', 'a', '--out', 'a.keeltape', '--json'];
    const { code, stdout } = await opened().run(args, env);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'FAILED', exitCode: 1 } });
    expect(code).toBe(1);
  });
});
