import { describe, expect, it } from 'vitest';
import { cyclesIn, opened, PATIENCE_MS } from './command.ts';
import { writeRecording } from './recording.ts';

const upTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

// An order remembers when the lease of its sender ends, by the clock of the machine, which is
// compressed with the rest to a few bytes more or less.
const unsized = (lines: string): string =>
  lines.replaceAll(/("metric":"StateSize","value":)"\d+"/g, '$1"-"');

describe('keel start', { timeout: PATIENCE_MS }, () => {
  it('plays generated markets and ends with a report', async () => {
    const { code, stdout, stderr } = await opened().run(['start', '--until', '20 cycles']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(cyclesIn(stdout)).toEqual(upTo(21));
    for (const words of [
      '[Keel] Paper trading, preset balanced, portfolio generated-1',
      '=== PnL Summary ===',
      'Strategy  Wanted  Placed  Refused  Failed  Fills',
      'By strategy, in this session:',
      'By market, in all sessions:',
      'Refused orders, in this session:',
      'Cycles: 20 in this session and one to close it, 21 in all',
      'Believed and venue differed in 0 looks.',
      'State: data/state',
    ])
      expect(stdout).toContain(words);
  });

  it('leaves no order behind', async () => {
    const { stdout } = await opened().run(['start', '--until', '20 cycles']);
    expect(stdout).toContain('[RiskManager] Kill switch is halt: all orders cancelled, none rests');
    expect(stdout).toContain('Cycle #21: 0/0 orders successful');
  });

  it('goes on where it was when it is started again', async () => {
    const place = opened();
    await place.run(['start', '--until', '5 cycles']);
    const { code, stdout } = await place.run(['start', '--until', '5 cycles']);
    expect(code).toBe(0);
    expect(stdout).toContain('going on where it was');
    expect(cyclesIn(stdout)).toEqual([7, 8, 9, 10, 11, 12]);
    expect(stdout).toContain('Cycles: 5 in this session and one to close it, 12 in all');
  });

  it('begins anew with --fresh', async () => {
    const place = opened();
    await place.run(['start', '--until', '5 cycles']);
    const { stdout } = await place.run(['start', '--until', '5 cycles', '--fresh']);
    expect(stdout).not.toContain('going on where it was');
    expect(cyclesIn(stdout)).toEqual(upTo(6));
  });

  it.each([
    ['2020-01-01T00:00:00Z', 'Nothing was left to play before the time that --until names.'],
    ['2026-06-01T12:00:00Z', 'Nothing was left to play before the time that --until names.'],
    ['2026-06-01T12:01:30Z', null],
  ])('says so when it plays nothing until %s', async (until, words) => {
    const { code, stdout } = await opened().run(['start', '--until', until]);
    if (words === null) expect(stdout).not.toContain('Nothing was left to play');
    else expect(stdout).toContain(words);
    expect(code).toBe(0);
  });

  it('says so when its tape was played to the end before', async () => {
    const place = opened();
    const play = ['start', '--data', writeRecording(place)];
    expect((await place.run(play)).stdout).not.toContain('Nothing was left to play');
    const again = await place.run(play);
    expect(again.stdout).toContain(
      'Nothing was left to play on this tape: --fresh starts it over.',
    );
    expect(again.code).toBe(0);
  });

  it('keeps the portfolios of one store apart', async () => {
    const place = opened();
    await place.run(['start', '--until', '3 cycles']);
    const { stdout } = await place.run(['start', '--until', '3 cycles', '--seed', '2']);
    expect(stdout).toContain('portfolio generated-2');
    expect(cyclesIn(stdout)).toEqual(upTo(4));
  });

  it('refuses to play another tape with a portfolio that has its own', async () => {
    const place = opened();
    const mine = ['start', '--until', '3 cycles', '--portfolio', 'mine'];
    await place.run(mine);
    const { code, stdout, stderr } = await place.run([...mine, '--seed', '2']);
    expect(code).toBe(1);
    expect(stderr).toContain('was started on "generated markets, seed 1"');
    expect(stderr).toContain('--fresh');
    expect(cyclesIn(stdout)).toEqual([]);
    expect((await place.run(['ledger', 'verify', '--portfolio', 'mine'])).code).toBe(0);
  });

  it('reads its configuration from .env, which the environment overrides', async () => {
    const place = opened();
    await place.shell('printf "STRATEGY_PRESET=aggressive\\nPORTFOLIO_ID=from-file\\n" > .env');
    const { stdout } = await place.run(['start', '--until', '2 cycles'], {
      PORTFOLIO_ID: 'from-environment',
    });
    expect(stdout).toContain('preset aggressive, portfolio from-environment');
  });

  it('ends at the time it is told to', async () => {
    const { stdout } = await opened().run(['start', '--until', '2026-06-01T12:05:30Z']);
    expect(cyclesIn(stdout)).toEqual(upTo(7));
  });

  it('writes the same bytes as JSON lines every time', async () => {
    const args = ['start', '--until', '40 cycles', '--json', '--seed', '9', '--no-view'];
    const [one, other] = [await opened().run(args), await opened().run(args)];
    // How far it is goes to standard error, where it takes long enough.
    const others = one.stderr.split('\n').filter((line) => !line.includes(' % · playing'));
    expect({ ...one, stdout: unsized(one.stdout), stderr: others.join('\n') }).toEqual({
      code: 0,
      stderr: '',
      stdout: unsized(other.stdout),
    });
    const lines = one.stdout.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1_000);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('time');
  });

  it('says in JSON lines what it trades on, and what came of it', async () => {
    const args = ['start', '--until', '20 cycles', '--json', '--seed', '9'];
    const { stdout } = await opened().run(args);
    const lines = stdout.trimEnd().split('\n');
    const saying = (message: string): readonly string[] =>
      lines.filter((line) => line.includes(`"message":"${message}`));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      message: '[Keel] Session begins',
      preset: 'balanced',
      portfolio: 'generated-9',
      origin: 'new',
      openingCash: '10000',
      tape: 'generated markets, seed 9',
      start: '2026-06-01T12:00:00.000Z',
      end: '2026-06-01T17:00:00.000Z',
      markets: '10',
    });
    expect(JSON.parse(saying('[Keel] Metadata')[0] ?? '')).toMatchObject({
      field: 'ids',
      origin: 'assumed',
      value: 'generated',
    });
    expect(saying('[Keel] Market')).not.toHaveLength(0);
    expect(saying('[Keel] Strategy, in this session')[0]).toMatch(/"strategy":"MM","wanted":"\d+"/);
    const last: unknown = JSON.parse(lines.at(-1) ?? '');
    expect(last).toMatchObject({ message: '[Keel] Session ends', cycles: '21', cyclesInAll: '21' });
    for (const name of ['realized', 'unrealized', 'fees', 'net', 'equity'])
      expect(last).toHaveProperty(name, expect.stringMatching(/^-?\d+(\.\d+)?$/));
  });
});
