// The tables of the CloudWatch user guide, row by row: the evaluator is only worth what it is like.

import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluator.ts';
import type { AlarmState, Datapoints, Missing, Rule } from './evaluator.ts';

const MISSING: readonly Missing[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

// `0` is within the threshold, `X` is not, `-` is missing; the latest stands on the right.
const points = (text: string): Datapoints =>
  text.split(' ').map((sign) => (sign === '-' ? null : sign === 'X' ? 1 : 0));

const stateOf = (text: string, rule: Partial<Rule>, before: AlarmState): AlarmState =>
  evaluate(
    {
      threshold: 1,
      comparison: 'GreaterThanOrEqualToThreshold',
      datapointsToAlarm: 3,
      evaluationPeriods: 3,
      missing: 'missing',
      ...rule,
    },
    points(text),
    before,
  );

type Row = readonly [text: string, ...states: readonly (AlarmState | 'retained')[]];

const THREE_OF_THREE: readonly Row[] = [
  ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
  ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
  ['- - - - -', 'INSUFFICIENT_DATA', 'retained', 'ALARM', 'OK'],
  ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['- - X - -', 'ALARM', 'retained', 'ALARM', 'OK'],
];

const TWO_OF_THREE: readonly Row[] = [
  ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
  ['- - - X -', 'ALARM', 'retained', 'ALARM', 'OK'],
];

const cases = [
  ...THREE_OF_THREE.map((row) => ({ row, datapointsToAlarm: 3 })),
  ...TWO_OF_THREE.map((row) => ({ row, datapointsToAlarm: 2 })),
].flatMap(({ row: [text, ...states], datapointsToAlarm }) =>
  MISSING.map((missing, index) => ({
    text,
    datapointsToAlarm,
    missing,
    state: states[index] ?? 'OK',
  })),
);

describe('the evaluator, as the user guide has it', () => {
  it.each(cases)(
    'says of $text with $datapointsToAlarm of 3 and $missing: $state',
    ({ text, datapointsToAlarm, missing, state }) => {
      for (const before of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const)
        expect(stateOf(text, { datapointsToAlarm, missing }, before)).toBe(
          state === 'retained' ? before : state,
        );
    },
  );

  it.each([
    ['- - - - X', 'OK'],
    ['- - - X -', 'OK'],
  ])('does not ring too early on %s', (text, state) => {
    expect(stateOf(text, {}, 'OK')).toBe(state);
  });

  it.each([
    ['GreaterThanOrEqualToThreshold', 9, 'OK'],
    ['GreaterThanOrEqualToThreshold', 10, 'ALARM'],
    ['GreaterThanThreshold', 10, 'OK'],
    ['GreaterThanThreshold', 11, 'ALARM'],
    ['LessThanThreshold', 9, 'ALARM'],
    ['LessThanThreshold', 10, 'OK'],
  ] as const)('compares by %s: %i with 10 is %s', (comparison, value, state) => {
    const once = { datapointsToAlarm: 1, evaluationPeriods: 1, missing: 'ignore' } as const;
    expect(evaluate({ threshold: 10, comparison, ...once }, [value], 'OK')).toBe(state);
  });
});
