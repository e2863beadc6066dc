import { describe, expect, it, onTestFinished } from 'vitest';
import { PATIENCE_MS, workplace } from './command.ts';
import { writeRecording } from './recording.ts';
import type { Workplace } from './command.ts';

const opened = (): Workplace => {
  const place = workplace();
  onTestFinished(place.remove);
  return place;
};

// Far behind the first cycle, beyond what a reader looks ahead.
const LATE = 1_000;

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
    expect(run.stdout.trimEnd()).toMatch(/\n.*"\[Keel\] Session ends".*$/);
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
