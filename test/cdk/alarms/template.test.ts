// What the template says of the alarms: numbers from the configuration, a page for each, somebody
// who is told, and nothing that costs more than it must.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ALARM_IDS } from '../../../cdk/monitoring/alarm-spec.ts';
import { NAMESPACE, SERIES } from '../../../lib/adapters/telemetry/series.ts';
import { PRESET_NAMES } from '../../../lib/config/presets.ts';
import { alarmsIn, compositesIn } from './template-alarms.ts';
import { monitoringTemplate } from './watched-stack.ts';

const PAGES = [...ALARM_IDS, 'trading-unhealthy'];
const FOLDER = 'docs/runbook';

const WARNINGS = ['cycle-slow', 'dead-letters', 'drawdown', 'exposure', 'state-size'];

const template = monitoringTemplate();
const alarms = alarmsIn(template);
const named = (id: string): string => `keel-main-${id}`;

describe('the alarms of a portfolio', () => {
  it('are at least twelve, one for each id', () => {
    expect(alarms.length).toBeGreaterThanOrEqual(12);
    expect(alarms.map(({ name }) => name).toSorted()).toEqual(ALARM_IDS.map(named).toSorted());
  });

  it('read own metrics from the closed list alone', () => {
    const own = alarms.filter(({ key }) => key.startsWith(`${NAMESPACE} `));
    expect(own.length).toBeGreaterThan(0);
    const known = Object.keys(SERIES).map((name) => `${NAMESPACE} ${name} portfolio=main`);
    for (const { key } of own) expect(known).toContain(key);
  });

  it('are of standard resolution, on one metric each', () => {
    for (const { periodSeconds } of alarms) expect(periodSeconds).toBe(60);
  });

  it('tell the topic, and the one over them also when it is over', () => {
    const topic = { Ref: Match.stringLikeRegexp('^Alarms') };
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [topic] });
    template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmActions: [topic],
      OKActions: [topic],
    });
  });

  it('ring together what is unhealthy, and leave warnings out', () => {
    const [over, ...others] = compositesIn(template);
    expect(others).toEqual([]);
    expect(over?.name).toBe(named('trading-unhealthy'));
    expect(over?.anyOf.toSorted()).toEqual(
      ALARM_IDS.filter((id) => !WARNINGS.includes(id))
        .map(named)
        .toSorted(),
    );
  });

  it.each([
    ['no-cycle', 'breaching'],
    ['watchdog-silent', 'breaching'],
    ['cycle-errors', 'notBreaching'],
    ['cycle-throttled', 'notBreaching'],
    ['dead-letters', 'notBreaching'],
    ['breaker-drawdown', 'ignore'],
    ['exposure', 'ignore'],
    ['invariant-broken', 'ignore'],
  ])('count missing data as they should: %s as %s', (id, missing) => {
    expect(alarms.find(({ name }) => name === named(id))?.missing).toBe(missing);
  });

  it('take silence for nothing, rather than look for older data', () => {
    const filled = alarms.filter(({ filledWith }) => filledWith !== null);
    expect(filled.map(({ name, filledWith }) => [name, filledWith])).toEqual([
      [named('no-cycle'), 0],
      [named('watchdog-silent'), 0],
    ]);
  });
});

describe('thresholds', () => {
  const thresholdOf = (env: Readonly<Record<string, string>>, id: string): number | undefined =>
    alarmsIn(monitoringTemplate({ env })).find(({ name }) => name === named(id))?.threshold;

  it.each([
    ['conservative', 8, 190],
    ['balanced', 12, 475],
    ['aggressive', 20, 1_900],
    ['aggressive_enterprise', 20, 1_900],
  ] as const)('of %s are %d %% of drawdown and $%d of exposure', (preset, drawdown, exposure) => {
    expect(PRESET_NAMES).toContain(preset);
    expect(thresholdOf({ STRATEGY_PRESET: preset }, 'drawdown')).toBe(drawdown);
    expect(thresholdOf({ STRATEGY_PRESET: preset }, 'exposure')).toBe(exposure);
  });

  it('follow overrides', () => {
    const env = { MAX_DRAWDOWN_PCT: '7.5', MAX_EXPOSURE_USD: '123.45' };
    expect(thresholdOf(env, 'drawdown')).toBe(6);
    expect(thresholdOf(env, 'exposure')).toBe(117.28);
  });

  it.each([
    ['60', 36_000],
    ['59', 44_000],
    ['50', 40_000],
    ['49', 39_200],
    ['5', 4_000],
  ])('of a slow cycle with one every %s s are %d ms', (every, ms) => {
    expect(thresholdOf({ CYCLE_SECONDS: every }, 'cycle-slow')).toBe(ms);
  });
});

describe('the runbook', () => {
  const descriptions = (runbookUrl?: string): ReadonlyMap<string, string> => {
    const made = monitoringTemplate(runbookUrl === undefined ? {} : { runbookUrl });
    const over = Object.values(made.findResources('AWS::CloudWatch::CompositeAlarm'));
    const composite = (
      over as { Properties: { AlarmName: string; AlarmDescription: string } }[]
    ).find(({ Properties }) => Properties.AlarmName.startsWith('keel-main-'));
    return new Map([
      ...alarmsIn(made).map(({ name, description }) => [name, description] as const),
      [composite?.Properties.AlarmName ?? '', composite?.Properties.AlarmDescription ?? ''],
    ]);
  };

  it.each(PAGES)('has a page on %s with all that is needed at night', (id) => {
    const page = readFileSync(`${FOLDER}/${id}.md`, 'utf8');
    expect(page).toContain(`keel-<portfolio>-${id}`);
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([
      'What it means',
      'What the system does by itself',
      'What to look at',
      'What to do',
      'When it ends',
    ]);
  });

  it('has no page of an alarm that does not exist, and lists each in its index', () => {
    const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md');
    const ids: readonly string[] = [...PAGES, 'refusals'];
    expect(pages.toSorted()).toEqual(ids.map((id) => `${id}.md`).toSorted());
    const index = readFileSync(`${FOLDER}/README.md`, 'utf8');
    const linked = [...index.matchAll(/\]\(([a-z-]+\.md)\)/g)].map(([, page = '']) => page);
    expect(linked.toSorted()).toEqual(pages.toSorted());
    for (const [, warning] of index.matchAll(/^\| \[([a-z-]+)\].* warning \|$/gm))
      expect(WARNINGS).toContain(warning);
  });

  it.each(PAGES)('is named by the description of %s, as a path and under its address', (id) => {
    const path = `${FOLDER}/${id}.md`;
    expect(existsSync(path)).toBe(true);
    expect(descriptions().get(named(id))).toMatch(new RegExp(`^[A-Z].{40,} Runbook: ${path}$`));
    for (const url of ['https://example.org/keel/runbook', 'https://example.org/keel/runbook/'])
      expect(descriptions(url).get(named(id))).toContain(
        ` Runbook: https://example.org/keel/runbook/${id}.md`,
      );
  });

  it('is short enough for a description, with a long address too', () => {
    const url = `https://example.org/${'x'.repeat(400)}`;
    for (const text of descriptions(url).values()) expect(text.length).toBeLessThan(1_024);
  });
});
