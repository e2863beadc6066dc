// What the role of a function allows by the template, taken apart into single actions on single
// resources, and whether a call is among it.

import { resourcesOf } from '../cdk/scene.ts';
import { statementsOf, textOf } from '../cdk/statements.ts';
import type { Json, Template } from '../cdk/scene.ts';
import type { Call } from './aws-calls.ts';

/** One action on one resource, in partitions that a pattern matches; null where there is none. */
export type Allowance = {
  readonly action: string;
  readonly resource: string;
  readonly partitions: { readonly operator: string; readonly patterns: readonly string[] } | null;
};

const LEADING_KEYS = 'dynamodb:LeadingKeys';

// A condition of any other form would be one that this test does not understand.
const partitionsOf = (condition: Json | undefined): Allowance['partitions'] => {
  if (condition === undefined) return null;
  const [[operator, about] = ['', undefined], ...others] = Object.entries(condition as object) as [
    string,
    Readonly<Record<string, readonly string[]>>,
  ][];
  const patterns = about?.[LEADING_KEYS];
  if (others.length > 0 || patterns === undefined || Object.keys(about ?? {}).length > 1)
    throw new Error(`unknown condition ${JSON.stringify(condition)}`);
  return { operator, patterns };
};

const roleOf = (template: Template, name: string): string => {
  const [found] = resourcesOf(template, 'AWS::Lambda::Function').filter(
    ({ Properties }) => Properties['FunctionName'] === name,
  );
  return textOf(found?.Properties['Role'] ?? '').replace(/^<(.*)\.Arn>$/, '$1');
};

/** Lists what a function may do. */
export const allowancesOf = (template: Template, name: string): readonly Allowance[] =>
  statementsOf(template)
    .filter(({ of, principal }) => of === roleOf(template, name) && principal === undefined)
    .flatMap(({ effect, actions, resources, condition }) => {
      if (effect !== 'Allow') throw new Error(`${name} is denied something`);
      const partitions = partitionsOf(condition);
      return actions.flatMap((action) =>
        resources.map((resource) => ({ action, resource, partitions })),
      );
    });

const isUnder =
  ({ operator, patterns }: NonNullable<Allowance['partitions']>) =>
  (partition: string): boolean => {
    if (operator === 'ForAllValues:StringEquals') return patterns.includes(partition);
    if (operator !== 'ForAllValues:StringLike') throw new Error(`unknown operator ${operator}`);
    return patterns.some((pattern) => {
      const [start = '', ...rest] = pattern.split('*');
      if (rest.join('') !== '') throw new Error(`unknown pattern ${pattern}`);
      return rest.length > 0 ? partition.startsWith(start) : partition === start;
    });
  };

/** Whether a call, whose resource is one of the template's, is allowed by this. */
export const covers =
  ({ action, resource, partitions }: Allowance) =>
  (call: Call): boolean =>
    action === call.action &&
    resource === call.resource &&
    (partitions === null || call.partitions.every(isUnder(partitions)));

/** Writes an allowance as one line. */
export const toldAllowance = ({ action, resource, partitions }: Allowance): string =>
  `${action} on ${resource}${partitions === null ? '' : ` in ${partitions.patterns.join(', ')}`}`;
