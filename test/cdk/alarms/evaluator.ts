// Evaluates an alarm over time series as CloudWatch does: the latest M of N datapoints, older ones
// in their place where some are missing, and the rule for missing data only where none are left.
//
// Source: CloudWatch user guide, "Configuring how CloudWatch alarms treat missing data", read
// 2026-11-28. The guide's evaluation range is 5 datapoints for 3 periods; that it is always two
// more than the periods is our reading.

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type Missing = 'breaching' | 'notBreaching' | 'ignore' | 'missing';

export type Comparison =
  | 'GreaterThanOrEqualToThreshold'
  | 'GreaterThanThreshold'
  | 'LessThanThreshold';

export type Rule = {
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
  readonly missing: Missing;
};

/** The value of each period, the latest one last; null where there is none. */
export type Datapoints = readonly (number | null)[];

const RANGE_BEYOND_PERIODS = 2;

const isBad = (value: number, { comparison, threshold }: Rule): boolean => {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
  }
};

// With less data than asked for, whatever is there is bad, and has been for long enough.
const isPrematurelyBad = (range: Datapoints, bads: readonly boolean[], rule: Rule): boolean => {
  const oldest = range.findIndex((value) => value !== null);
  return bads.length > 0 && bads.every(Boolean) && range.length - oldest >= rule.datapointsToAlarm;
};

const withTooFew = (
  range: Datapoints,
  { rule, before, bads }: { rule: Rule; before: AlarmState; bads: readonly boolean[] },
): AlarmState => {
  const { datapointsToAlarm, evaluationPeriods } = rule;
  const bad = bads.filter(Boolean).length;
  const filled = evaluationPeriods - bads.length;
  const state = (count: number): AlarmState => (count >= datapointsToAlarm ? 'ALARM' : 'OK');
  switch (rule.missing) {
    case 'breaching':
      return state(bad + filled);
    case 'notBreaching':
      return state(bad);
    case 'ignore':
      return bads.every(Boolean) && bad < datapointsToAlarm ? before : state(bad);
    case 'missing':
      if (bads.length === 0) return 'INSUFFICIENT_DATA';
      return isPrematurelyBad(range, bads, rule) ? 'ALARM' : state(bad);
  }
};

/** The state of an alarm after the latest datapoint. */
export const evaluate = (rule: Rule, points: Datapoints, before: AlarmState): AlarmState => {
  const { evaluationPeriods, datapointsToAlarm } = rule;
  const range = points.slice(-(evaluationPeriods + RANGE_BEYOND_PERIODS));
  const bads = range.flatMap((value) => (value === null ? [] : [isBad(value, rule)]));
  if (bads.length < evaluationPeriods) return withTooFew(range, { rule, before, bads });
  const latest = bads.slice(-evaluationPeriods);
  return latest.filter(Boolean).length >= datapointsToAlarm ? 'ALARM' : 'OK';
};
