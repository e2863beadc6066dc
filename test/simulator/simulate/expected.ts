// What happens in every long run: a storm from which something is gone unnoticed proves less than
// it says. What comes too seldom to be met each time is expected as a group.

import { ANYWHERE, windowsIn } from '../weather/wire-faults.ts';
import type { CampaignReport } from './campaign.ts';

/** Something that happens in every long run. */
export type Expected = {
  /** What is said of it where it is missing. */
  readonly name: string;
  readonly isMetBy: (happened: string) => boolean;
};

const exactly = (name: string): Expected => ({
  name,
  isMetBy: (happened) => happened === name,
});

const groupOf = (start: string): Expected => ({
  name: `${start} ...`,
  isMetBy: (happened) => happened.startsWith(`${start} `),
});

const REQUESTS = ['post', 'cancel', 'submit', 'relayer', 'read'] as const;

// With whatever request of the venue or the relayer it comes.
const anywhere = (name: string): Expected => ({
  name: `any request: ${name}`,
  isMetBy: (trouble) => REQUESTS.some((request) => trouble === `${request} ${name}`),
});

const anywhereWith = (start: string): Expected => ({
  name: `any request: ${start} ...`,
  isMetBy: (trouble) => REQUESTS.some((request) => trouble.startsWith(`${request} ${start}`)),
});

const atService = (name: string): Expected => ({
  name: `any service: ${name}`,
  isMetBy: (trouble) => /^(?:dynamo|ssm|kms) /.test(trouble) && trouble.endsWith(` ${name}`),
});

// Of these there are many, each of them rare.
const isCounted = ([name]: (typeof ANYWHERE)[number]): boolean => !name.startsWith('429');

const EXACT = [
  ...['way no connection', 'way broken before', 'way broken after', 'address banned'],
  ...['trade fails', 'trade reverts', 'trade retries', 'trade lingers'],
  ...['tick changes', 'book cleared', 'feed frozen', 'market closes'],
  ...['dynamo items sent back', 'travel aws held up', 'travel aws spike', 'travel venue spike'],
  ...['travel placing held up', 'process stands still', 'clock jumps'],
  ...[
    'process dies before a request is carried out',
    'process dies after a request is carried out',
  ],
  ...['schedule missed', 'schedule late', 'schedule twice', 'schedule twice at once'],
  ...['schedule as a lease ends', 'deploy', 'deploy newer schema', 'deploy rolled back'],
  ...['switch halt', 'switch missing', 'switch nonsense', 'switch reduce-only', 'every cycle dies'],
  ...['deposit', 'withdrawal', 'reward', 'rebate', 'yield'],
  ...['order by hand', 'purchase by hand'],
  ...['orders of MM', 'orders of FF', 'orders of ICC', 'orders of Protect'],
  ...['wallet merge', 'wallet redemption', 'wallet failed fill'],
] as const;

const GROUPS = [
  ...['refusal 400', 'refusal each', 'batch', 'transaction', 'dynamo GetItem'],
  ...['dynamo UpdateItem', 'dynamo BatchWriteItem', 'ssm GetParameter', 'kms Sign', ...REQUESTS],
] as const;

const SELDOM = ['refusal 404', 'shut', 'dynamo PutItem', 'kms GetPublicKey'] as const;

const AT_SERVICES = [
  ...['lost before', 'lost after', '500', '500 after', '503', '503 after', 'throttled'],
  ...['denied', 'token expired'],
] as const;

/** What happens in every run of so many cycles: the rarest of it comes some ten times then. */
export const EXPECTED: readonly Expected[] = [
  ...EXACT.map(exactly),
  ...windowsIn('virtual').map(([name]) => exactly(`window ${name}`)),
  ...GROUPS.map(groupOf),
  ...ANYWHERE.filter(isCounted).map(([name]) => anywhere(name)),
  ...['425', '429', 'taken, remaining', '429 remaining'].map(anywhereWith),
  ...AT_SERVICES.map(atService),
];

/** The same of runs that are three times as long. */
export const EXPECTED_SELDOM: readonly Expected[] = [
  exactly('doubled balance at first'),
  exactly('sale by hand'),
  ...SELDOM.map(groupOf),
];

const CYCLES_ENOUGH = 20_000;
const CYCLES_ENOUGH_FOR_ALL = 60_000;

const expectedIn = (cycles: number): readonly Expected[] => {
  if (cycles < CYCLES_ENOUGH) return [];
  return cycles < CYCLES_ENOUGH_FOR_ALL ? EXPECTED : [...EXPECTED, ...EXPECTED_SELDOM];
};

type Happened = Pick<CampaignReport, 'cycles' | 'troubles' | 'strategies' | 'moves'>;

/** What a run of so many cycles should have met and has not, in a sentence. */
export const neverHappened = ({
  cycles,
  troubles,
  strategies,
  moves,
}: Happened): readonly string[] => {
  const met = [
    ...troubles.keys(),
    ...[...strategies.keys()].map((name) => `orders of ${name}`),
    ...[...moves.keys()].map((name) => `wallet ${name}`),
  ];
  const missing = expectedIn(cycles).filter(({ isMetBy }) => !met.some(isMetBy));
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name);
  return [`NEVER HAPPENED in ${String(cycles)} cycles: ${names.join(', ')}`];
};
