// What is asked of the log, in the charts and in the runbook: by names that the language of queries
// reads as names, and for single values, since an object has no column.

import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorld } from './alarms/world.ts';
import { rejectingAs } from './alarms/failures.ts';
import { resourcesOf, templateOf } from './scene.ts';
import { textOf } from './statements.ts';

// Source: CloudWatch Logs Insights query syntax, commands and the words between them.
const WORDS_OF_THE_LANGUAGE = new Set(
  (
    'and anomaly as asc avg between bin by count dedup desc diff display earliest fields filter ' +
    'filterIndex in is join latest like limit lookup max min not or parse pattern pct regex sort ' +
    'SOURCE sortsFirst sortsLast stats stddev sum unmask unnest where'
  )
    .toLowerCase()
    .split(' '),
);

const RUNBOOK = new URL('../../docs/runbook/', import.meta.url);

const runbook = (): string =>
  readdirSync(RUNBOOK)
    .map((page) => readFileSync(new URL(page, RUNBOOK), 'utf8'))
    .join('\n');

const isClean = (path: string): boolean =>
  path.split('.').every((part) => !WORDS_OF_THE_LANGUAGE.has(part.toLowerCase()));

// The paths of all values of a line, and those of the objects that hold them.
const pathsIn = (value: unknown, path: string): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        pathsIn(inner, path === '' ? key : `${path}.${key}`),
      )
    : [path];

let charts: string;
let told: readonly string[];
beforeAll(async () => {
  const [dashboard] = resourcesOf(await templateOf(), 'AWS::CloudWatch::Dashboard');
  const body = JSON.parse(textOf(dashboard?.Properties['DashboardBody'] ?? '')) as {
    readonly widgets: readonly { readonly properties: { readonly query?: string } }[];
  };
  charts = body.widgets.map(({ properties }) => properties.query ?? '').join('\n');
  const world = openWorld();
  await world.passMany(2);
  await world.passMany(2, rejectingAs('funds'));
  await world.pass();
  told = [...new Set(world.lines.flatMap((line) => pathsIn(JSON.parse(line), '')))];
});

describe('a field of the metric line', () => {
  it('has no word of the language of queries in its path', () => {
    expect(told.length).toBeGreaterThan(40);
    expect(told.filter((path) => !isClean(path))).toEqual([]);
  });
});

describe('a query of the dashboard', () => {
  it('names what it asks for, and what it shows, by no word of the language', () => {
    const fields = [...charts.matchAll(/coalesce\(([\w.]+),/g)].map(([, field = '']) => field);
    const columns = [...charts.matchAll(/ as (\w+)/g)].map(([, column = '']) => column);
    expect(fields.length).toBeGreaterThan(40);
    expect(columns.length).toBeGreaterThan(fields.length);
    expect([...fields, ...columns].filter((name) => !isClean(name))).toEqual([]);
  });
});

describe('the runbook', () => {
  it('asks for single values, all of which a cycle tells', () => {
    const asked = [...runbook().matchAll(/\| fields @timestamp, (.*)/g)].flatMap(([, list = '']) =>
      list.split(', '),
    );
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter((field) => !told.includes(field))).toEqual([]);
  });

  it('names parts down to their last word', () => {
    const named = [...runbook().matchAll(/`(parts\.[\w.]+)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => path.split('.').length !== 3)).toEqual([]);
  });
});
