import { beforeAll, describe, expect, it } from 'vitest';
import { resourcesOf, templateOf, THREE } from './scene.ts';
import { statementsOf } from './statements.ts';
import type { Json, Template } from './scene.ts';
import type { Statement } from './statements.ts';

let template: Template;
let statements: readonly Statement[];
beforeAll(async () => {
  template = await templateOf({ portfolios: THREE });
  statements = statementsOf(template);
});

// The one table of wildcards: where each stands, and why it may.
const REASONS: readonly {
  readonly in: string;
  readonly effect: string;
  readonly text: string;
  readonly why: string;
}[] = [
  {
    in: 'AWS::SQS::QueuePolicy',
    effect: 'Deny',
    text: 'sqs:*',
    why: 'denies everything to whoever comes over an open line',
  },
  {
    in: 'AWS::IAM::Role',
    effect: 'Allow',
    text: 'FUNDER#137#*',
    why: 'a key that holds the funds itself has an address that only its first use tells',
  },
];

const hasReason = (statement: Statement, text: string): boolean =>
  REASONS.some(
    (one) => one.in === statement.type && one.effect === statement.effect && one.text === text,
  );

const textsIn = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const partsWithStars = (statement: Statement): readonly string[] =>
  [...statement.actions, ...statement.resources, ...textsIn(statement.condition)].filter((text) =>
    /[*?]/.test(text),
  );

describe('every policy', () => {
  it('is seen', () => {
    const types = new Set(statements.map(({ type }) => type));
    expect([...types].sort()).toEqual([
      'AWS::IAM::Role',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
    ]);
    expect(statements.length).toBeGreaterThanOrEqual(50);
  });

  it('has no wildcard without a reason', () => {
    const without = statements.flatMap((statement) =>
      partsWithStars(statement)
        .filter((text) => !hasReason(statement, text))
        .map((text) => `${statement.of}: ${text}`),
    );
    expect(without).toEqual([]);
  });

  it('uses every reason that is written down', () => {
    const used = REASONS.filter((reason) =>
      statements.some(
        (statement) =>
          statement.type === reason.in && partsWithStars(statement).includes(reason.text),
      ),
    );
    expect(used).toEqual(REASONS);
  });

  it('says what, never what not', () => {
    expect(JSON.stringify(template)).not.toMatch(/"Not(?:Action|Resource|Principal)"/);
  });

  it('is written into its role, and none comes from AWS', () => {
    expect(resourcesOf(template, 'AWS::IAM::Policy')).toEqual([]);
    expect(resourcesOf(template, 'AWS::IAM::ManagedPolicy')).toEqual([]);
    expect(JSON.stringify(template)).not.toContain('ManagedPolicyArns');
  });
});
