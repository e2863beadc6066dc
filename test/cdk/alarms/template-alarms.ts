// The alarms of a synthesised template as something that can be evaluated.

import { evaluate } from './evaluator.ts';
import { keyOf, statisticOf } from './series.ts';
import type { Template } from 'aws-cdk-lib/assertions';
import type { AlarmState, Comparison, Missing, Rule } from './evaluator.ts';
import type { Series, SeriesKey, Statistic } from './series.ts';

/** An alarm as the template has it. */
export type TemplateAlarm = Rule & {
  readonly name: string;
  readonly description: string;
  readonly key: SeriesKey;
  readonly statistic: Statistic;
  readonly periodSeconds: number;
  /** What a period without data counts as before the alarm sees it; null leaves it missing. */
  readonly filledWith: number | null;
};

type Value = string | Readonly<Record<string, unknown>>;

type Metric = {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: Value }[];
};

type Stat = { readonly Metric: Metric; readonly Period: number; readonly Stat: Statistic };

type Query = {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: Stat;
};

type Properties = Metric & {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Threshold: number;
  readonly ComparisonOperator: Comparison;
  readonly DatapointsToAlarm: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: Missing;
  readonly Period: number;
  readonly Statistic: Statistic;
  readonly Metrics?: readonly Query[];
};

type Resource = { readonly Properties: Readonly<Record<string, unknown>> };

// Functions and queues are known by the names that the template gives them.
const nameIn = (resources: Readonly<Record<string, Resource>>, value: Value): string => {
  if (typeof value === 'string') return value;
  const got = value['Fn::GetAtt'];
  const id = String(value['Ref'] ?? (Array.isArray(got) ? got[0] : ''));
  const { FunctionName, QueueName } = resources[id]?.Properties ?? {};
  const name = FunctionName ?? QueueName;
  if (typeof name !== 'string') throw new Error(`${id} has no name`);
  return name;
};

const FILL = /^FILL\((\w+), (-?[\d.]+)\)$/;

type Read = {
  readonly metric: Metric;
  readonly stat: Statistic;
  readonly period: number;
  readonly filled: number | null;
};

const readOf = (alarm: Properties): Read => {
  const { Metrics } = alarm;
  if (Metrics === undefined)
    return { metric: alarm, stat: alarm.Statistic, period: alarm.Period, filled: null };
  const [, id, filled] =
    Metrics.map(({ Expression }) => FILL.exec(Expression ?? '')).find((one) => one !== null) ?? [];
  const found = Metrics.find(({ Id }) => Id === id)?.MetricStat;
  if (found === undefined || Metrics.length !== 2) throw new Error(`${alarm.AlarmName}: no FILL`);
  return { metric: found.Metric, stat: found.Stat, period: found.Period, filled: Number(filled) };
};

// What watches the portfolio `main`; others may be deployed beside it.
const ofMain = (template: Template, type: string): readonly Resource['Properties'][] =>
  Object.values(template.findResources(type))
    .map((resource) => (resource as Resource).Properties)
    .filter(({ AlarmName }) => String(AlarmName).startsWith('keel-main-'));

/** Every metric alarm on the portfolio `main` of a template. */
export const alarmsIn = (template: Template): readonly TemplateAlarm[] => {
  const { Resources } = template.toJSON() as { Resources: Record<string, Resource> };
  return ofMain(template, 'AWS::CloudWatch::Alarm').map((properties) => {
    const alarm = properties as Properties;
    const { metric, stat, period, filled } = readOf(alarm);
    const dimensions = Object.fromEntries(
      metric.Dimensions.map(({ Name, Value }) => [Name, nameIn(Resources, Value)]),
    );
    return {
      name: alarm.AlarmName,
      description: alarm.AlarmDescription,
      key: keyOf(metric.Namespace, metric.MetricName, dimensions),
      statistic: stat,
      periodSeconds: period,
      filledWith: filled,
      threshold: alarm.Threshold,
      comparison: alarm.ComparisonOperator,
      datapointsToAlarm: alarm.DatapointsToAlarm,
      evaluationPeriods: alarm.EvaluationPeriods,
      missing: alarm.TreatMissingData,
    };
  });
};

/** The states of an alarm after each of so many periods, from its creation on. */
export const statesOver = (
  alarm: TemplateAlarm,
  series: Series,
  periods: number,
): readonly AlarmState[] => {
  const byPeriod = Map.groupBy(series.get(alarm.key) ?? [], ({ at }) =>
    Math.floor(at / alarm.periodSeconds),
  );
  const points: (number | null)[] = [];
  let state: AlarmState = 'INSUFFICIENT_DATA';
  return Array.from({ length: periods }, (_, period) => {
    const values = (byPeriod.get(period) ?? []).map(({ value }) => value);
    points.push(statisticOf(values, alarm.statistic) ?? alarm.filledWith);
    state = evaluate(alarm, points, state);
    return state;
  });
};

/** An alarm over others, by the names of those that it rings with. */
export type Composite = { readonly name: string; readonly anyOf: readonly string[] };

type Joined = { readonly 'Fn::Join': readonly [string, readonly Value[]] };

// The rule is text with references to alarms in it; anything but a list of ORs is not understood.
const membersOf = (resources: Readonly<Record<string, Resource>>, rule: Joined) => {
  const parts = rule['Fn::Join'][1];
  const words = parts.filter((part) => typeof part === 'string').join('*');
  if (!/^\((ALARM\("\*"\)( OR (?=A))?)+\)$/.test(words)) throw new Error(`not a list: ${words}`);
  return parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    const got = part['Fn::GetAtt'];
    const id = String(Array.isArray(got) ? got[0] : '');
    return [String(resources[id]?.Properties['AlarmName'])];
  });
};

type Over = { readonly AlarmName: string; readonly AlarmRule: Joined };

/** Every alarm over others on the portfolio `main` of a template. */
export const compositesIn = (template: Template): readonly Composite[] => {
  const { Resources } = template.toJSON() as { Resources: Record<string, Resource> };
  return ofMain(template, 'AWS::CloudWatch::CompositeAlarm').map((properties) => {
    const { AlarmName, AlarmRule } = properties as Over;
    return { name: AlarmName, anyOf: membersOf(Resources, AlarmRule) };
  });
};
