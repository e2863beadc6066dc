// Which alarms ring in a world, and when.

import { monitoringTemplate } from './watched-stack.ts';
import { alarmsIn, compositesIn, statesOver } from './template-alarms.ts';
import type { Template } from 'aws-cdk-lib/assertions';
import type { AlarmState } from './evaluator.ts';
import type { Series } from './series.ts';
import type { World } from './world.ts';

/** When an alarm was first in alarm, and whether it still is; minutes of the world. */
export type Ringing = { readonly from: number; readonly still: boolean };

type States = ReadonlyMap<string, readonly AlarmState[]>;

const statesIn = (template: Template, series: Series, minutes: number): States => {
  const single = new Map(
    alarmsIn(template).map((alarm) => [alarm.name, statesOver(alarm, series, minutes)]),
  );
  const over = compositesIn(template).map(({ name, anyOf }): [string, readonly AlarmState[]] => [
    name,
    Array.from({ length: minutes }, (_, minute) =>
      anyOf.some((one) => single.get(one)?.[minute] === 'ALARM') ? 'ALARM' : 'OK',
    ),
  ]);
  return new Map([...single, ...over]);
};

const templates = new Map<string, Template>();

const templateFor = (env: Readonly<Record<string, string>>): Template => {
  const key = JSON.stringify(env);
  const template = templates.get(key) ?? monitoringTemplate({ env });
  templates.set(key, template);
  return template;
};

/** The alarms that rang on series, by their names without that of the portfolio. */
export const ringingOn = (
  series: Series,
  minutes: number,
  env: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, Ringing> =>
  new Map(
    [...statesIn(templateFor(env), series, minutes)].flatMap(([name, states]) => {
      const from = states.indexOf('ALARM');
      if (from < 0) return [];
      return [[name.replace('keel-main-', ''), { from, still: states.at(-1) === 'ALARM' }]];
    }),
  );

/** The alarms that rang in a world. */
export const ringing = (
  world: World,
  env: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, Ringing> => ringingOn(world.series(), world.minutes(), env);
