import { afterAll, describe, expect, it } from 'vitest';
import { VERSION } from '../../lib/wiring/version.ts';
import { PATIENCE_MS, home } from './command.ts';

const place = home();
afterAll(place.remove);

describe('keel', { timeout: PATIENCE_MS }, () => {
  it.each([
    [
      ['--help'],
      ['start', 'doctor', 'status', 'kill', 'resume', 'key', 'ledger verify', 'session reset'],
    ],
    [
      ['kill', '--help'],
      ['--reduce-only', '--json', 'KILL_SWITCH_FILE', 'KILL_SWITCH_PARAM'],
    ],
    [
      ['resume', '-h'],
      ['--reduce-only', '--yes', '--json'],
    ],
    [
      ['cancel-all', '--help'],
      ['--yes', '--json', 'keel kill'],
    ],
    [
      ['status', '--help'],
      ['--portfolio', '--state', '--venue', '--json', 'TABLE_NAME'],
    ],
    [
      ['key', '--help'],
      ['store', '--param', '--secret', '--overwrite', 'create', 'import', '--alias', 'show'],
    ],
    [['help'], ['start', 'ledger verify']],
    [['-h'], ['start', 'ledger verify']],
    [
      ['help', 'backtest'],
      ['keel backtest', '--band'],
    ],
    [
      ['--help', 'ledger'],
      ['keel ledger verify', '--portfolio'],
    ],
    [['--version'], [VERSION]],
    [['start', '-h'], ['--data']],
    [
      ['start', '--help'],
      [
        ...['--data', '--source live', '--speed', '--preset', '--portfolio', '--until', '--seed'],
        ...['--fresh', '--assume', '--on-problem', '--state', '--json', 'Ctrl-C', 'data/KILL'],
      ],
    ],
    [
      ['doctor', '--help'],
      ['--fix', '--json', '--portfolio', '--state', 'APPROVALS_AUTO', '24 hours'],
    ],
    [
      ['ledger', 'verify', '--help'],
      ['--portfolio', '--state'],
    ],
    [
      ['session', 'reset', '--help'],
      ['--portfolio', '--state', 'halt'],
    ],
    [
      ['ledger', '--help'],
      ['--portfolio', '--state'],
    ],
  ])('%j explains itself and exits with 0', async (args, words) => {
    const { code, stdout, stderr } = await place.run(args);
    for (const word of words) expect(stdout).toContain(word);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    [[], 'Usage: keel <verb>'],
    [['trade'], 'trade is not a verb of keel'],
    [['backtset'], 'Did you mean backtest?'],
    [['help', 'trade'], 'trade is not a verb of keel'],
    [['ledger'], 'ledger: allowed is ledger verify'],
    [['ledger', 'burn'], 'ledger burn: allowed is ledger verify'],
    [['ledger', 'verify', '--nonsense'], "Unknown option '--nonsense'"],
    [['session'], 'session: allowed is session reset'],
    [['session', 'end'], 'session end: allowed is session reset'],
    [['session', 'reset', '--nonsense'], "Unknown option '--nonsense'"],
    [['session', 'reset', '--portfolio', 'a/b'], 'PORTFOLIO_ID'],
    [['start', '--nonsense'], "Unknown option '--nonsense'"],
    [['start', 'stray'], "Unexpected argument 'stray'"],
    [['start', '--speed', 'fast'], '--speed fast: allowed is max'],
    [['start', '--seed', 'x'], '--seed x: allowed is a whole number'],
    [['start', '--until', 'tomorrow'], '--until tomorrow: allowed is a time'],
    [['start', '--source', 'mars'], '--source mars: allowed is live'],
    [
      ['start', '--data', 'x', '--on-problem', 'guess'],
      '--on-problem guess: allowed is go-on or stop',
    ],
    [['start', '--data', 'x', '--assume', 'end=soon'], "--assume 'end=soon' is malformed"],
    [['start', '--on-problem', 'stop'], '--on-problem is for recordings'],
    [['start', '--source', 'live', '--speed', '60'], '--speed is for tapes'],
    [['start', '--until', '0 cycles'], '--until 0 cycles: allowed is'],
    [['start', '--preset', 'bold'], 'STRATEGY_PRESET'],
    [['start', '--portfolio', 'a/b'], 'PORTFOLIO_ID'],
    [['start', '--data', ''], '--data is empty'],
  ])('%j is used wrongly, is told so and exits with 2', async (args, words) => {
    const { code, stdout, stderr } = await place.run(args);
    expect(`${stdout}${stderr}`).toContain(words);
    expect(code).toBe(2);
  });

  it.each([[['--help']], [['start', '--help']], [['doctor', '-h']], [['ledger', '--help']]])(
    '%j fits into 80 columns',
    async (args) => {
      const { stdout } = await place.run(args);
      const lines = stdout.split('\n');
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
    },
  );

  it('refuses a wrong configuration, naming every mistake at once', async () => {
    const { code, stderr } = await place.run(['start'], {
      MAX_EXPOSURE_USD: '2,000x',
      MAX_DRAWDOWN_PCT: '100',
      MAX_EXPOSURE_USDC: '5',
    });
    for (const name of ['MAX_EXPOSURE_USD', 'MAX_DRAWDOWN_PCT', 'MAX_EXPOSURE_USDC'])
      expect(stderr).toContain(name);
    expect(code).toBe(2);
  });

  it('does not trade on paper where live trading is asked for', async () => {
    const { code, stdout } = await place.run(['start', '--until', '2 cycles'], {
      LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
    });
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  it('sends nothing where the kill switch is one that it cannot reach', async () => {
    const { code, stdout } = await place.run(['start', '--until', '3 cycles'], {
      KILL_SWITCH_PARAM: '/keel/kill',
      AWS_ENDPOINT_URL_SSM: 'http://127.0.0.1:1',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'nobody',
      AWS_SECRET_ACCESS_KEY: 'nothing',
    });
    expect(stdout).toContain('KILL_SWITCH');
    expect(stdout).not.toContain('submitted');
    expect(code).toBe(0);
  });
});
