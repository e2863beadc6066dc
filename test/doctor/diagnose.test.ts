// A report is green when everything was looked at and nothing failed; else it says what to do.

import { describe, expect, it } from 'vitest';
import { softened } from '../../lib/doctor/check-line.ts';
import { diagnose, reportOf } from '../../lib/doctor/diagnose.ts';
import { configurationMistake } from '../../lib/doctor/local-checks.ts';
import { probed } from '../../lib/domain/doctor-facts.ts';
import { durationMs, seconds } from '../../lib/units/time.ts';
import { APPROVAL_NAMES, EOA, LIVE, PAPER, UNKNOWN } from './facts.ts';
import type { LiveFacts } from '../../lib/domain/doctor-facts.ts';

const LIVE_NAMES = [
  'configuration',
  ...['key', 'wallet', 'venue login', 'maker address', 'collateral', 'gas'],
  ...APPROVAL_NAMES,
  ...['region', 'clock', 'API version', 'sample market', 'data lag'],
  ...['store and lock', 'kill switch'],
];
const PAPER_NAMES = [
  ...['configuration', 'store and lock', 'kill switch'],
  ...['clock', 'API version', 'sample market', 'data lag'],
];
const PROBED = [
  ...['clock', 'apiVersion', 'sample', 'lag', 'store', 'key', 'login', 'maker', 'code'],
  ...['collateral', 'bridged', 'approvals', 'region'],
] as const satisfies readonly (keyof LiveFacts)[];

const statusesOf = (facts: Parameters<typeof diagnose>[0]): readonly string[] =>
  diagnose(facts)
    .lines.filter(({ status }) => status !== 'ok')
    .map(({ name, status }) => `${name}: ${status}`);

describe('a report', () => {
  it.each([
    ['a deposit wallet', LIVE],
    ['paper', PAPER],
  ])('of %s in good order is green and has no cause and no remedy', (_what, facts) => {
    const { verdict, lines } = diagnose(facts);
    expect(verdict).toBe('green');
    expect(lines.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(lines.every(({ cause, remedy }) => cause === '' && remedy === '')).toBe(true);
  });

  it('of a key that holds its own funds is green', () => {
    expect(diagnose(EOA).verdict).toBe('green');
  });

  it('has a line for each thing that a live run needs', () => {
    expect(diagnose(LIVE).lines.map(({ name }) => name)).toEqual(LIVE_NAMES);
  });

  it('has a line for each thing that a paper run needs', () => {
    expect(diagnose(PAPER).lines.map(({ name }) => name)).toEqual(PAPER_NAMES);
  });

  it.each(PROBED)('is not green while nobody knows %s, and says why and what to do', (fact) => {
    const { verdict, lines } = diagnose({ ...LIVE, [fact]: UNKNOWN });
    expect(verdict).toBe('not-green');
    const unknown = lines.filter(({ status }) => status === 'unknown');
    expect(unknown).toHaveLength(1);
    expect(unknown[0]).toMatchObject({ found: 'not known', cause: 'nobody answered' });
    expect(unknown[0]?.remedy).not.toBe('');
  });

  it('is not green while nobody knows what an account has for gas', () => {
    expect(statusesOf({ ...EOA, gasWei: UNKNOWN })).toEqual(['gas: unknown']);
    expect(diagnose({ ...EOA, gasWei: UNKNOWN }).verdict).toBe('not-green');
  });

  it('is not green while the kill switch cannot be read', () => {
    const killSwitch = { kind: 'failed', source: '/keel/kill', detail: 'throttled' } as const;
    const { verdict, lines } = diagnose({ ...LIVE, killSwitch });
    expect(verdict).toBe('not-green');
    expect(lines.at(-1)).toMatchObject({ status: 'unknown', cause: '/keel/kill: throttled' });
  });

  it('is green with warnings', () => {
    const killSwitch = { kind: 'read', position: 'halt', source: 'data/KILL' } as const;
    expect(statusesOf({ ...LIVE, killSwitch })).toEqual(['kill switch: warning']);
    expect(diagnose({ ...LIVE, killSwitch }).verdict).toBe('green');
  });

  it('of nothing is not green', () => {
    expect(reportOf([]).verdict).toBe('not-green');
  });

  it('of a mistake in the configuration is not green, and names it', () => {
    const report = reportOf([configurationMistake('CYCLE_SECONDS: is "4". Allowed: 5 to 60.')]);
    expect(report).toMatchObject({
      verdict: 'not-green',
      lines: [{ name: 'configuration', status: 'failed', found: /CYCLE_SECONDS/ }].map(
        (line): unknown => ({ ...line, found: expect.stringMatching(line.found) as unknown }),
      ),
    });
  });
});

describe('a report of a paper run', () => {
  it('only warns of what generated markets do without', () => {
    const alone = { clock: UNKNOWN, apiVersion: UNKNOWN, sample: UNKNOWN, lag: UNKNOWN };
    expect(statusesOf({ ...PAPER, ...alone })).toEqual([
      'clock: warning',
      'API version: warning',
      'sample market: warning',
      'data lag: warning',
    ]);
    expect(diagnose({ ...PAPER, ...alone }).verdict).toBe('green');
    expect(diagnose({ ...PAPER, ...alone }).lines.at(-1)?.cause).toMatch(/--source live/);
  });

  it('is not green without its store', () => {
    expect(diagnose({ ...PAPER, store: UNKNOWN }).verdict).toBe('not-green');
  });
});

describe('a lag', () => {
  it.each([
    [89_999n, 'yes', 'ok'],
    [90_000n, 'yes', 'ok'],
    [90_001n, 'yes', 'failed'],
    [90_001n, 'no', 'warning'],
  ] as const)('of %d ms where flow is followed: %s, is %s', (ms, followsFlow, status) => {
    const facts = { ...LIVE, followsFlow, lag: probed(durationMs(ms)) };
    expect(diagnose(facts).lines.find(({ name }) => name === 'data lag')?.status).toBe(status);
  });

  it('that nobody knows stays unknown where nobody is followed', () => {
    expect(statusesOf({ ...LIVE, followsFlow: 'no', lag: UNKNOWN })).toEqual(['data lag: unknown']);
  });

  it('is no worse for who follows nobody', () => {
    const line = { name: 'x', status: 'ok', found: 'y', cause: '', remedy: '' } as const;
    expect(softened(line, 'z')).toEqual(line);
    expect(seconds(90)).toEqual(LIVE.lagMax);
  });
});
