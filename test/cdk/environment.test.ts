// What the stack tells a function is what the function accepts: one schema judges both, and nothing
// is deployed that would refuse to start.

import { beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../lib/config/parse-config.ts';
import { standInsFor } from '../../lib/config/secret-parameters.ts';
import { deploymentOf, resourcesOf, templateOf, THREE } from './scene.ts';
import { textOf } from './statements.ts';
import type { Json, Template } from './scene.ts';

let template: Template;
beforeAll(async () => {
  template = await templateOf({ portfolios: THREE });
});

// A reference to the table becomes its name.
const resolved = (value: Json): string =>
  textOf(value).replace(/^<(.*)>$/, (_, id: string) =>
    textOf(template.Resources[id]?.Properties['TableName'] ?? ''),
  );

const variablesOf = (name: string): Readonly<Record<string, string>> => {
  const [found] = resourcesOf(template, 'AWS::Lambda::Function').filter(
    ({ Properties }) => Properties['FunctionName'] === name,
  );
  const { Variables } = found?.Properties['Environment'] as {
    readonly Variables: Readonly<Record<string, Json>>;
  };
  return Object.fromEntries(
    Object.entries(Variables).map(([variable, value]) => [variable, resolved(value)]),
  );
};

describe.each(Object.keys(THREE))('the functions of %s', (id) => {
  it.each(['cycle', 'watchdog', 'widget'])('%s start with what they are told', (name) => {
    const variables = variablesOf(`keel-${id}-${name}`);
    const config = parseConfig(variables, 'aws', standInsFor(variables));
    expect(config.ok ? [] : config.error).toEqual([]);
  });

  it('run what was checked at synthesis, on the switch of their portfolio', () => {
    const variables = variablesOf(`keel-${id}-cycle`);
    const config = parseConfig(variables, 'aws', standInsFor(variables));
    const checked = deploymentOf({ portfolios: THREE }).portfolios.find((one) => one.id === id);
    if (!config.ok || checked === undefined) throw new Error('both are there');
    const { killSwitches, ...rest } = config.value;
    const { killSwitches: _, ...expected } = checked.config;
    expect(JSON.stringify(rest, bigints)).toBe(JSON.stringify(expected, bigints));
    expect(killSwitches).toEqual([{ kind: 'parameter', name: `/keel/${id}/kill-switch` }]);
  });
});

const bigints = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value;
