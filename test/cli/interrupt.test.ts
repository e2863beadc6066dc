import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, opened } from './command.ts';
import type { ChildProcess } from 'node:child_process';
import type { Home } from './command.ts';

// Ten cycles a second, over a tape that would last half a minute.
const SLOWLY = ['start', '--speed', '600'];

const lastCycleIn = (stdout: string): number =>
  Number([...stdout.matchAll(/Cycle #(\d+):/g)].at(-1)?.[1] ?? '0');

/** The store that a command has started, as the only child of its process. */
const storeOf = ({ pid }: ChildProcess): number => {
  const path = `/proc/${String(pid)}/task/${String(pid)}/children`;
  const child = Number(readFileSync(path, 'utf8').trim());
  if (!(child > 1)) throw new Error('the command has no store');
  return child;
};

const throwSwitch = ({ folder }: Home, content: string): void => {
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'data/KILL'), content);
};

describe('a session that is interrupted', { timeout: PATIENCE_MS }, () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'by %s ends after the running cycle, cancels every order and saves',
    async (signal) => {
      const place = opened();
      const { child, ended, printed } = place.start(SLOWLY);
      await printed('Cycle #4:');
      child.kill(signal);
      const { code, stdout } = await ended;
      expect(code).toBe(0);
      expect(stdout).toContain('[Keel] Ending after the running cycle');
      expect(stdout).toContain('Kill switch is halt: all orders cancelled, none rests');
      expect(stdout).toContain('=== PnL Summary ===');
      const again = await place.run(['start', '--until', '2 cycles']);
      expect(again.stdout).toContain(`Cycle #${String(lastCycleIn(stdout) + 1)}:`);
      expect(again.stdout).toContain('Believed and venue differed in 0 looks.');
    },
  );

  it('does not wait for the next cycle, however far away it is', async () => {
    const { child, ended, printed } = opened().start(['start', '--speed', '0.01']);
    await printed('Cycle #1:');
    child.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    expect(lastCycleIn(stdout)).toBe(2);
  });

  it('keeps its JSON lines clean', async () => {
    const { child, ended, printed } = opened().start([...SLOWLY, '--json']);
    await printed('Cycle #2:');
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
    expect(stderr).toContain('Ending after the running cycle');
    expect(code).toBe(0);
  });

  it('by the end of whoever read its log cancels every order and saves', async () => {
    const place = opened();
    const { child, ended, printed } = place.start([...SLOWLY, '--json']);
    await printed('Cycle #4:');
    child.stdout?.destroy();
    const { code, stderr } = await ended;
    expect(stderr).toMatch(
      /^view: http:\/\/127\.0\.0\.1:\d+\/\n\[Keel\] Ending after the running cycle.*\n$/,
    );
    expect(code).toBe(0);
    const again = await place.run(['start', '--until', '2 cycles']);
    expect(again.stdout).toContain('going on where it was');
    expect(again.stdout).toContain('Believed and venue differed in 0 looks.');
  });

  it('twice ends at once, although its store hangs', async () => {
    const { child, ended, printed } = opened().start(SLOWLY);
    await printed('Cycle #2:');
    const store = storeOf(child);
    process.kill(store, 'SIGSTOP');
    child.kill('SIGINT');
    await printed('Ending after the running cycle');
    child.kill('SIGINT');
    expect((await ended).code).toBe(1);
    process.kill(store, 'SIGKILL');
  });

  it('by a kill loses nothing: the next session finds its books and its lock free', async () => {
    const place = opened();
    const { child, ended, printed } = place.start(SLOWLY);
    await printed('Cycle #12:');
    child.kill('SIGKILL');
    const { stdout } = await ended;
    const again = await place.run(['start', '--until', '10 cycles']);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('going on where it was');
    expect(again.stdout).toContain('Believed and venue differed in 0 looks.');
    expect(lastCycleIn(again.stdout)).toBeGreaterThanOrEqual(lastCycleIn(stdout) + 10);
    expect((await place.run(['ledger', 'verify'])).code).toBe(0);
  });
});

describe('the kill file', { timeout: PATIENCE_MS }, () => {
  it('pitfall 17: is obeyed from the first cycle on, while no variable is set', async () => {
    const place = opened();
    throwSwitch(place, '');
    const { code, stdout } = await place.run(['start', '--until', '5 cycles']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('submitted');
    expect(stdout).toContain('Kill switch is halt: all orders cancelled, none rests');
  });

  it('is obeyed by a session that is running', async () => {
    const place = opened();
    const { child, ended, printed } = place.start(SLOWLY);
    await printed('Cycle #4:');
    throwSwitch(place, 'halt');
    await printed('Kill switch is halt');
    await printed(/Kill switch is halt[^]*Cycle #\d+: 0\/0[^]*Cycle #\d+: 0\/0/);
    child.kill('SIGINT');
    const { stdout } = await ended;
    const afterwards = stdout.slice(stdout.indexOf('Kill switch is halt'));
    expect(afterwards).not.toContain('submitted');
  });

  it('saying reduce-only lets nothing be bought by a session without positions', async () => {
    const place = opened();
    throwSwitch(place, 'reduce-only\n');
    const { stdout } = await place.run(['start', '--until', '5 cycles']);
    expect(stdout).not.toContain('submitted');
    expect(stdout).toContain('KILL_SWITCH');
  });

  it('that cannot be read lets nothing be sent, and alarms once after two cycles', async () => {
    const place = opened();
    mkdirSync(join(place.folder, 'data/KILL'), { recursive: true });
    const { code, stdout } = await place.run(['start', '--until', '5 cycles']);
    expect(code).toBe(0);
    expect(stdout).not.toContain('submitted');
    expect(stdout).toContain('❌ MM BUY failed: KILL_SWITCH: ');
    const [alarm, ...others] = stdout
      .split('\n')
      .filter((line) => line.includes('Kill switch unreadable'));
    expect(alarm).toMatch(
      /^\[RiskManager\] Kill switch unreadable for 2 cycles, nothing is sent: data\/KILL: EISDIR/,
    );
    expect(others).toEqual([]);
    const [before] = stdout.split('[RiskManager] Kill switch unreadable');
    expect(lastCycleIn(before ?? '')).toBe(1);
  });

  it('may lie elsewhere', async () => {
    const place = opened();
    writeFileSync(join(place.folder, 'STOP'), 'anything');
    const { stdout } = await place.run(['start', '--until', '3 cycles'], {
      KILL_SWITCH_FILE: 'STOP',
    });
    expect(stdout).not.toContain('submitted');
  });
});
