// What the system as a whole is told besides its portfolios. These settings stand in the context of
// `cdk.json` and are read like the variables of a run: strictly, all errors at once, in the same
// words.

import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ok } from '../lib/units/result.ts';
import { malformed, valueKind, wholeKind, wordKind } from '../lib/config/value-kind.ts';
import { publicUrl } from '../lib/config/web-address.ts';
import { OPEN_REGIONS, openRegion } from './regions.ts';
import type { Default, TextDefault, Variable } from '../lib/config/variable.ts';
import type { ValueKind } from '../lib/config/value-kind.ts';

const text = (value: string): TextDefault => ({ kind: 'text', text: value });
const none: Default = { kind: 'rule', words: '-' };

const region: ValueKind<string> = valueKind(`one of ${OPEN_REGIONS.join(', ')}`, (name) => {
  const open = openRegion(name);
  return open.ok ? open : malformed(name, open.error);
});

const email: ValueKind<string> = valueKind('an e-mail address', (address) =>
  /^[^\s@,<>"]{1,64}@[^\s@,<>"]+\.[^\s@,<>".]{2,}$/.test(address) && address.length <= 254
    ? ok(address)
    : malformed(address, 'is not an e-mail address'),
);

// Of the periods that CloudWatch Logs knows, those between a week and two years.
const RETENTIONS: ReadonlyMap<string, RetentionDays> = new Map([
  ['7', RetentionDays.ONE_WEEK],
  ['14', RetentionDays.TWO_WEEKS],
  ['30', RetentionDays.ONE_MONTH],
  ['60', RetentionDays.TWO_MONTHS],
  ['90', RetentionDays.THREE_MONTHS],
  ['180', RetentionDays.SIX_MONTHS],
  ['365', RetentionDays.ONE_YEAR],
  ['731', RetentionDays.TWO_YEARS],
]);

const retention: ValueKind<RetentionDays> = valueKind(
  `days, one of ${[...RETENTIONS.keys()].join(', ')}`,
  (days) => {
    const known = RETENTIONS.get(days);
    return known === undefined ? malformed(days, 'is none of them') : ok(known);
  },
);

/** The settings of the system, by the names that the context has for them. */
export const SYSTEM_SETTINGS = {
  region: {
    name: 'region',
    // The venue's engine stands in London, which is closed; Dublin is the nearest that is not.
    default: text('eu-west-1'),
    meaning: 'where everything stands; regions in countries that the venue closes are refused',
    value: region,
    usedBy: 'the stack',
  },
  alarmEmail: {
    name: 'alarmEmail',
    default: none,
    meaning: 'who is told of alarms; the address gets one mail to confirm',
    value: email,
    usedBy: 'the stack',
  },
  runbookUrl: {
    name: 'runbookUrl',
    default: none,
    meaning: 'where the pages of `docs/runbook` can be read; alarms name paths in it',
    value: publicUrl,
    usedBy: 'alarms',
  },
  reservedConcurrency: {
    name: 'reservedConcurrency',
    default: text('true'),
    meaning:
      '`true` reserves one execution for each cycle function, where the quota of the account has ' +
      '100 to spare beside them; the lease keeps cycles apart in any case',
    value: wordKind(['true', 'false']),
    usedBy: 'the stack',
  },
  logRetentionDays: {
    name: 'logRetentionDays',
    default: text('30'),
    meaning: 'how long logs are kept',
    value: retention,
    usedBy: 'the stack',
  },
  watchdogMinutes: {
    name: 'watchdogMinutes',
    default: text('5'),
    meaning: 'after how many minutes without a saved cycle the watchdog cancels all orders',
    // After fewer, one cycle that failed would cancel everything. What cycles that stopped left is
    // removed by the venue before that; this is for cycles that still place and cannot save.
    value: wholeKind('minutes', 3, 60),
    usedBy: 'the watchdog',
  },
  sweeps: {
    name: 'sweeps',
    default: text('false'),
    meaning:
      '`true` deploys a bucket and a state machine that makes the runs of sweeps; see ' +
      '`docs/sweeps.md`',
    value: wordKind(['true', 'false']),
    usedBy: 'the stack',
  },
} satisfies Record<string, Variable<unknown>>;

/** The settings in the order in which they are documented. */
export const ALL_SYSTEM_SETTINGS: readonly Variable<unknown>[] = Object.values(SYSTEM_SETTINGS);

/** The settings of the system, read. */
export type System = {
  readonly region: string;
  readonly alarmEmail: string | undefined;
  readonly runbookUrl: string | undefined;
  readonly reservedConcurrency: 'true' | 'false';
  readonly logRetention: RetentionDays;
  readonly watchdogMinutes: number;
  readonly sweeps: 'true' | 'false';
};
