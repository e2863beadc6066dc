import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, opened } from './command.ts';
import { writeRecording } from './recording.ts';

// Far behind the first cycle, beyond what a reader looks ahead.
const LATE = 1_000;

const PROBLEMS = 'data/state/problems-data-game.txt';

describe('the file of problems', { timeout: PATIENCE_MS }, () => {
  const FLAWS = [21, 41, 61, 81, 101];

  it('holds every problem, also those that the terminal does not show', async () => {
    const place = opened();
    const data = writeRecording(place, FLAWS);
    const { stderr } = await place.run(['start', '--data', data, '--until', '2 cycles']);
    const lines = readFileSync(join(place.folder, PROBLEMS), 'utf8').trimEnd().split('\n');
    for (const flaw of FLAWS)
      expect(lines.filter((line) => line.includes(`game.csv:${String(flaw)}: `))).toHaveLength(1);
    expect(stderr.match(/\[Tape\] malformed: game\.csv/g)).toHaveLength(3);
    expect(stderr).toContain(`[Tape] Every problem, with its file and line: ${PROBLEMS}`);
  });

  it('is gone after a session without problems', async () => {
    const place = opened();
    const play = ['start', '--data', writeRecording(place, FLAWS), '--until', '2 cycles'];
    await place.run(play);
    writeRecording(place);
    const { stderr } = await place.run([...play, '--fresh']);
    expect(stderr).toBe('');
    expect(existsSync(join(place.folder, PROBLEMS))).toBe(false);
  });

  it('that cannot be written fails no session', async () => {
    const place = opened();
    mkdirSync(join(place.folder, PROBLEMS), { recursive: true });
    const play = ['start', '--data', writeRecording(place, FLAWS), '--until', '2 cycles'];
    const { code, stdout, stderr } = await place.run(play);
    expect(stderr).toContain('[Tape] The problems could not be written: ');
    expect(stdout).toContain('=== PnL Summary ===');
    expect(code).toBe(0);
  });
});

describe('a recording with a damaged line', { timeout: PATIENCE_MS }, () => {
  it('is played to its end by itself', async () => {
    const place = opened();
    const data = writeRecording(place, [21]);
    const { code, stdout, stderr } = await place.run(['start', '--data', data]);
    expect(stderr).toContain('[Tape] malformed: game.csv:21: ');
    expect(stdout).not.toContain('Stopped at');
    expect(code).toBe(0);
  });

  it('ends the session there when it is told to stop, which is no success', async () => {
    const place = opened();
    const data = writeRecording(place, [LATE]);
    const run = await place.run(['start', '--data', data, '--on-problem', 'stop']);
    expect(run.stdout).toMatch(/Stopped at game\.csv:1000: malformed, .+\n/);
    expect(run.stdout).toContain('Kill switch is halt: all orders cancelled, none rests');
    expect(run.code).toBe(1);
  });

  it('is told as a JSON line with its place', async () => {
    const place = opened();
    const data = writeRecording(place, [LATE]);
    const run = await place.run(['start', '--data', data, '--on-problem', 'stop', '--json']);
    expect(run.stdout).toMatch(/"level":"error",.*"line":"1000".*"file":"game\.csv"/);
    expect(run.stdout.trimEnd()).toMatch(
      /\n.*"\[Keel\] Session ends".*\n\{"error":\{"code":"FAILED",.*$/,
    );
    expect(run.code).toBe(1);
  });

  it('is not what ended a session that was told to end before', async () => {
    const place = opened();
    const data = writeRecording(place, [LATE]);
    const stop = ['start', '--data', data, '--on-problem', 'stop'];
    const { code, stdout } = await place.run([...stop, '--until', '1 cycle']);
    expect(stdout).not.toContain('Stopped at');
    expect(code).toBe(0);
  });
});
