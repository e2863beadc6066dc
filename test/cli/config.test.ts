import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { opened, PATIENCE_MS } from './command.ts';

const KEY = `0x${'ab'.repeat(32)}`;

describe('keel config check', { timeout: PATIENCE_MS }, () => {
  it('says what is set, by the environment and by .env', async () => {
    const place = opened();
    writeFileSync(join(place.folder, '.env'), 'MAX_EXPOSURE_USD=300\n');
    const ended = await place.run(['config', 'check'], { STRATEGY_PRESET: 'conservative' });
    expect(ended.stdout).toBe(
      'Accepted: paper trading, preset conservative, portfolio generated-1\n' +
        '  STRATEGY_PRESET   set      conservative\n' +
        '  MAX_EXPOSURE_USD  set      300\n',
    );
    expect(ended.code).toBe(0);
  });

  it('names the portfolio that the other verbs mean, in words and for programs', async () => {
    const place = opened();
    for (const env of [{}, { PORTFOLIO_ID: 'mine' }]) {
      const { stdout } = await place.run(['config', 'check', '--json'], env);
      const { portfolio } = JSON.parse(stdout) as { portfolio: string };
      expect((await place.run(['config', 'check'], env)).stdout).toContain(
        `portfolio ${portfolio}`,
      );
      const doctor = await place.run(['doctor'], { ...env, CLOB_URL: 'http://127.0.0.1:1' });
      expect(doctor.stdout).toContain(`portfolio ${portfolio},`);
    }
  });

  it('says every mistake at once, and that it would not be accepted', async () => {
    const env = { MAX_EXPOSURE: '1', CYCLE_SECONDS: 'often' };
    const ended = await opened().run(['config', 'check'], env);
    expect(ended.stderr).toContain('MAX_EXPOSURE: there is no such variable');
    expect(ended.stderr).toContain('CYCLE_SECONDS: "often"');
    expect([ended.code, ended.stdout]).toEqual([1, '']);
  });

  it('gives one object for programs, with every variable when asked', async () => {
    const { stdout } = await opened().run(['config', 'check', '--all', '--json']);
    const read: unknown = JSON.parse(stdout);
    expect(read).toMatchObject({ accepted: true, mode: 'paper', preset: 'balanced' });
    expect(stdout).toContain('{"name":"MAX_EXPOSURE_USD","origin":"preset","value":"500"}');
    const refused = await opened().run(['config', 'check', '--json'], { CYCLE_SECONDS: 'often' });
    expect(JSON.parse(refused.stdout)).toMatchObject({ accepted: false });
  });

  it('never shows a secret', async () => {
    const env = {
      LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
      STRATEGY_PRESET: 'conservative',
      PRIVATE_KEY: KEY,
      SIGNATURE_TYPE: '0',
      RPC_URL: 'https://rpc.example/secret-token',
    };
    const ended = await opened().run(['config', 'check', '--all'], env);
    expect(ended.stdout).toContain('Accepted: LIVE trading with real money');
    expect(ended.stdout).toMatch(/PRIVATE_KEY +set +\(not shown\)/);
    expect(ended.stdout + ended.stderr).not.toContain(KEY.slice(2));
    expect(ended.stdout + ended.stderr).not.toContain('secret-token');
  });

  it.each([
    ['config', 'config: allowed is config check'],
    ['config chekc', 'config chekc: allowed is config check'],
  ])('is used with the word check, and not as %s', async (command, words) => {
    const ended = await opened().run(command.split(' '));
    expect([ended.code, ended.stderr.split('\n')[0]]).toEqual([2, words]);
  });
});
