// What a backtest and a sweep say, and how they exit, where a band ended early or could not begin.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitOf, stopOf } from '../../lib/cli/backtest-end.ts';
import { PATIENCE_MS, opened } from './command.ts';
import { writeRecording } from './recording.ts';
import type { TapeProblem } from '../../lib/domain/tape-event.ts';

const PROBLEM: TapeProblem = { kind: 'malformed', rows: 1, file: 'a', line: 3, detail: 'cut' };
const PLAYED = { outcome: { failure: null, market: 'tape-ended' } } as const;
const CUT_SHORT = { outcome: { failure: null, market: 'until-reached' } } as const;
const FAILED = {
  outcome: { failure: { kind: 'UNAVAILABLE', detail: 'gone' }, market: 'stopped' },
} as const;
const recording = (onProblem: 'stop' | 'go-on') =>
  ({ kind: 'recording', path: 'a', assume: {}, onProblem }) as const;

describe('the end of a backtest', () => {
  it('is a failure where a cycle of any band failed', () => {
    expect(exitOf({ bands: [PLAYED, PLAYED] }, null)).toBe(0);
    expect(exitOf({ bands: [PLAYED, FAILED] }, null)).toBe(1);
    expect(exitOf({ bands: [PLAYED] }, PROBLEM)).toBe(1);
  });

  it('is a stop only where bands were told to stop and came to the damaged place', () => {
    expect(stopOf(recording('stop'), { bands: [CUT_SHORT, PLAYED] }, PROBLEM)).toBe(PROBLEM);
    expect(stopOf(recording('stop'), { bands: [CUT_SHORT] }, PROBLEM)).toBeNull();
    expect(stopOf(recording('stop'), { bands: [PLAYED] }, null)).toBeNull();
    expect(stopOf(recording('go-on'), { bands: [PLAYED] }, PROBLEM)).toBeNull();
    const generated = { kind: 'generated', seed: 1n, duration: null } as const;
    expect(stopOf(generated, { bands: [PLAYED] }, PROBLEM)).toBeNull();
  });
});

describe('a backtest of a damaged recording', { timeout: PATIENCE_MS }, () => {
  const args = (data: string, onProblem: string): readonly string[] => [
    ...['backtest', '--band', 'base', '--data', data],
    ...['--assume', 'end=+48h,gameStart=none,volume24h=100000', '--on-problem', onProblem],
  ];

  it('says where it stopped, and that this is no success', async () => {
    const place = opened();
    const data = writeRecording(place, [300]);
    const stopped = await place.run(args(data, 'stop'));
    expect(stopped.stdout).toMatch(/! Stopped at game\.csv:300: malformed/);
    expect(stopped.code).toBe(1);
    const document = await place.run([...args(data, 'stop'), '--json']);
    const { reports } = JSON.parse(document.stdout) as { reports: { warnings: string[] }[] };
    expect(reports[0]?.warnings).toContainEqual(
      expect.stringMatching(/^Stopped at game\.csv:300: /),
    );
    expect(document.code).toBe(1);
  });

  it('goes on to its end where it was told to', async () => {
    const place = opened();
    const data = writeRecording(place, [300]);
    const whole = await place.run(args(data, 'go-on'));
    expect(whole.stdout).not.toContain('Stopped at');
    expect(whole.code).toBe(0);
  });
});

const BEGINS = '2026-06-01T12:00:00.000Z';
const VARY = ['--vary', 'mm.gamma=0.1'];

describe('an --until', { timeout: PATIENCE_MS }, () => {
  it.each([
    ['backtest', []],
    ['backtest', ['--check-lookahead']],
    ['sweep', VARY],
  ])('of %s %j is refused before the tape begins and where it does', async (verb, more) => {
    for (const until of ['2026-06-01T11:59:59Z', '2026-06-01T12:00:00Z']) {
      const { code, stdout, stderr } = await opened().run([verb, ...more, '--until', until]);
      expect(stderr).toContain(
        `--until ${until.replace('Z', '.000Z')}: the tape begins at ${BEGINS} only; allowed is a ` +
          'time after that (it ends at 2026-06-01T17:00:00.000Z)',
      );
      expect(stdout).toBe('');
      expect(code).toBe(2);
    }
  });

  it('just after it is played', async () => {
    const args = ['backtest', '--band', 'base', '--until', '2026-06-01T12:00:01Z'];
    expect((await opened().run(args)).code).toBe(0);
  });
});

describe('a sweep with a run that ended early', { timeout: PATIENCE_MS }, () => {
  it('shows what it has, says which run and why, and is no success', async () => {
    const place = opened();
    const args = ['sweep', '--hours', '1', '--until', '2026-06-01T12:04:00Z', ...VARY];
    const kept = [...args, '--out', 'sweep.jsonl', '--json'];
    expect((await place.run(kept)).code).toBe(0);
    const path = join(place.folder, 'sweep.jsonl');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"failure":null', '"failure":"the store is gone"'));
    const { code, stdout, stderr } = await place.run(kept);
    expect(JSON.parse(stdout)).toMatchObject({
      trials: [{ net: { value: null, why: 'the run ended early: the store is gone' } }],
      warnings: [
        expect.stringMatching(/1 of 1 runs ended early.*mm\.gamma=0\.1 .*: the store is gone/),
        expect.stringContaining('Nothing was held out'),
      ],
    });
    expect(stderr).toMatch(/1 of 1 runs ended early.*mm\.gamma=0\.1 .*: the store is gone/);
    expect(code).toBe(1);
  });
});
