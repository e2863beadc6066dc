// What an operator sees: every chart says in its title what it shows and in which unit, limits are
// lines, and what is asked of the log is what the log says.

import { describe, expect, it } from 'vitest';
import { SERIES } from '../../lib/adapters/telemetry/series.ts';
import { openWorld } from './alarms/world.ts';
import { rejectingAs } from './alarms/failures.ts';
import { monitoringTemplate } from './alarms/watched-stack.ts';
import type { Template } from 'aws-cdk-lib/assertions';

type Line = { readonly value: number; readonly label: string };

type Widget = {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly query?: string;
    readonly endpoint?: string;
    readonly params?: unknown;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
    readonly annotations?: { readonly horizontal: readonly Line[] };
  };
};

type Reference = { readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly [string, string] };
type Body = { readonly 'Fn::Join': readonly [string, readonly (string | Reference)[]] };
type Named = { readonly Properties?: { readonly FunctionName?: string } };

// Functions are told by their names; other references stand for what only a deployment knows.
const toldBy =
  (resources: Readonly<Record<string, Named>>) =>
  (part: string | Reference): string => {
    if (typeof part === 'string') return part;
    const id = part.Ref ?? part['Fn::GetAtt']?.[0] ?? '';
    return resources[id]?.Properties?.FunctionName ?? 'reference';
  };

const widgetsOf = (template: Template): readonly Widget[] => {
  const [dashboard] = Object.values(
    template.findResources('AWS::CloudWatch::Dashboard', {
      Properties: { DashboardName: 'Keel-main' },
    }),
  );
  const { Properties } = dashboard as { Properties: { DashboardBody: Body } };
  const { Resources } = template.toJSON() as { Resources: Record<string, Named> };
  const text = Properties.DashboardBody['Fn::Join'][1].map(toldBy(Resources)).join('');
  return (JSON.parse(text) as { widgets: Widget[] }).widgets;
};

const widgets = widgetsOf(monitoringTemplate());
const titled = (start: string): Widget | undefined =>
  widgets.find(({ properties }) => properties.title?.startsWith(start) === true);
const limitsOf = (start: string): readonly number[] =>
  titled(start)?.properties.annotations?.horizontal.map(({ value }) => value) ?? [];

describe('the dashboard', () => {
  it.each([
    'Equity ($)',
    'Drawdown from the session peak (%)',
    'Net PnL by strategy ($)',
    'Exposure: worst-case loss ($)',
    'Exposure by category ($',
    'Orders and fills (count',
    'Orders refused by code (count',
    'Breakers, block',
    'Kill switch (0 off',
    'Cycle duration (ms)',
    'Age of the cycle before',
    'Venue latency by call (ms',
    'Venue errors by call (count',
    'State item (bytes)',
    'Cost: function time (s',
    'Cost: table units (count',
    'Kill switch, latest cycles, open positions',
    'Latest warnings and errors',
  ])('shows %s', (title) => {
    expect(titled(title)?.properties.title).toContain(title);
  });

  it('gives every chart a title of its own', () => {
    const titles = widgets.flatMap(({ properties }) => properties.title ?? []);
    expect(titles).toHaveLength(widgets.length - 1);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('shows every series but the ones that another chart sums up', () => {
    const text = JSON.stringify(widgets);
    const absent = Object.keys(SERIES).filter((name) => !text.includes(`"Keel","${name}"`));
    expect(absent).toEqual(['VenueErrors']);
    expect(titled('Venue errors by call')?.properties.title).toMatch(/^Venue errors/);
  });

  it('draws the limits of the configuration as lines', () => {
    expect(limitsOf('Drawdown')).toEqual([15, 12]);
    expect(limitsOf('Exposure: ')).toEqual([500, 475]);
    expect(limitsOf('Cycle duration')).toEqual([45_000, 36_000]);
    expect(limitsOf('State item')).toEqual([16_384]);
    expect(titled('Exposure by category')?.properties.title).toContain('cap of each $200');
    const byCategory = titled('Exposure by category')?.properties.query;
    expect(byCategory).toContain('max(CycleSaved * 0 + 200) as cap_of_each');
  });

  it('shows the state of every alarm, the one over all first', () => {
    expect(titled('Alarms')?.properties.alarms).toHaveLength(20);
  });

  it('leaves tables and button to the function that it is given', () => {
    const { endpoint, params } = titled('Kill switch, latest')?.properties ?? {};
    expect(endpoint).toBe('keel-main-widget');
    expect(params).toEqual({ portfolio: 'main' });
  });

  it('lets no two charts overlap, nor one reach beyond the edge', () => {
    const taken = new Set<string>();
    for (const { x, y, width, height } of widgets) {
      expect(x + width).toBeLessThanOrEqual(24);
      for (let column = x; column < x + width; column += 1)
        for (let row = y; row < y + height; row += 1) {
          expect(taken).not.toContain(`${String(column)} ${String(row)}`);
          taken.add(`${String(column)} ${String(row)}`);
        }
    }
  });
});

// The paths of all values of a line, as a query names them.
const pathsOf = (value: unknown, path: string): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        pathsOf(inner, path === '' ? key : `${path}.${key}`),
      )
    : [path];

describe('the queries', () => {
  it('ask for fields that the lines of cycles have', async () => {
    const world = openWorld();
    await world.passMany(2);
    await world.passMany(2, rejectingAs('funds'));
    await world.pass();
    const told = new Set(world.lines.flatMap((line) => pathsOf(JSON.parse(line), '')));
    const asked = widgets
      .flatMap(({ properties }) => [
        ...(properties.query ?? '').matchAll(/parts\.\w+\.\w+|CycleAge|Orders\w+|Fills/g),
      ])
      .map(([field]) => field);
    const metrics = [
      'parts.VenueLatency.',
      'parts.VenueErrors.',
      'CycleAge',
      'parts.DataLag.',
      'Orders',
      'Fills',
    ];
    const always = asked.filter((field) => metrics.some((start) => field.startsWith(start)));
    expect(always.length).toBeGreaterThan(20);
    for (const field of always) expect(told).toContain(field);
    // Codes and categories are there when they occur.
    expect(asked).toContain('parts.Exposure.politics');
    const refused = [...told].filter((path) => path.startsWith('parts.OrdersRefused.'));
    expect(refused.length).toBeGreaterThan(0);
    for (const field of refused) expect(asked).toContain(field);
  });
});
