// What people and machines of ours write: variables, a `.env` file, what is said of a tape, the
// events of AWS, numbers and addresses.

import { parseScheduleEvent } from '../../../functions/cycle/schedule-event.ts';
import { parseWidgetEvent } from '../../../functions/widget/widget-event.ts';
import { publicPoint, signatureHalves } from '../../../lib/adapters/kms/der.ts';
import { parseRetryAfter } from '../../../lib/adapters/polymarket/http-error.ts';
import { parseUtc } from '../../../lib/adapters/polymarket/wire.ts';
import { parseAddress } from '../../../lib/config/address.ts';
import { parseDotEnv } from '../../../lib/config/dot-env.ts';
import { parseConfig } from '../../../lib/config/parse-config.ts';
import { parseAssume } from '../../../lib/tape/assume.ts';
import { formatPrice, parsePrice, parseTick } from '../../../lib/units/price.ts';
import { formatRatio, parseRatio } from '../../../lib/units/ratio.ts';
import { formatShares, parseShares } from '../../../lib/units/shares.ts';
import { formatTime } from '../../../lib/units/time.ts';
import { formatUsdc, parseUsdc } from '../../../lib/units/usdc.ts';
import { liveEnv } from '../../config/environments.ts';
import { NOON } from '../../loopback/clocks.ts';
import { claim, jsonTarget, verdictOf } from '../target.ts';
import { text } from './words.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Target, Verdict } from '../target.ts';

// Variables are texts, whatever else stands in an input.
const environmentOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(Object(value) as object).flatMap(([name, one]) =>
      typeof one === 'string' ? [[name, one]] : [],
    ),
  );

const config = jsonTarget({
  name: 'configuration',
  seeds: [
    JSON.stringify(liveEnv),
    JSON.stringify({ STRATEGY_PRESET: 'conservative', PAPER_BALANCE_USD: '1000' }),
    '{}',
  ],
  required: Object.keys(liveEnv).filter((name) => !/^(LIVE_TRADING|TARGET)/.test(name)),
  run: (value) => {
    const env = environmentOf(value);
    const read = parseConfig(env, 'local');
    const isLive = read.ok && read.value.mode === 'live';
    claim(!isLive || env['LIVE_TRADING'] === liveEnv.LIVE_TRADING, 'nothing is live by accident');
    return read.ok
      ? { kind: 'accepted', value: { ...read.value } }
      : { kind: 'refused', reason: JSON.stringify(read.error) };
  },
});

const dotEnv = text(
  '.env file',
  [
    'A=1\nexport B="two words" # comment\n# nothing\nC=\'x\'\n',
    `${Object.entries(liveEnv)
      .map(([name, value]) => `${name}=${value}`)
      .join('\r\n')}\n`,
  ],
  (input) => {
    const read = parseDotEnv(input);
    if (!read.ok) return { kind: 'refused', reason: read.error.map(({ kind }) => kind).join() };
    for (const name of Object.keys(read.value)) claim(/^\w+$/.test(name), 'a name is one');
    return { kind: 'accepted', value: read.value };
  },
);

const assume = text(
  'what is assumed of a tape',
  ['end=+48h,volume24h=100000', 'gameStart=none,category=sports,feeRate=0.05,tick=0.01,minSize=5'],
  (input) => verdictOf(parseAssume(input)),
);

const same = <T>(
  name: string,
  seeds: readonly [string, ...string[]],
  parts: {
    readonly parse: (text: string) => Result<T, unknown>;
    readonly format: (value: T) => string;
  },
): Target =>
  text(name, seeds, (input) => {
    const read = parts.parse(input);
    if (!read.ok) return { kind: 'refused', reason: 'no number' };
    const again = parts.parse(parts.format(read.value));
    claim(again.ok && again.value === read.value, 'what is written is read as it was');
    const [plain, written] = [Number(input), Number(parts.format(read.value))];
    claim(Math.abs(plain - written) <= Math.abs(plain) * 1e-9, 'the number is the one in the text');
    return { kind: 'accepted', value: read.value };
  });

// These refusals quote the whole input, which tells nothing new of the parser.
const plainly = (read: Result<unknown, unknown>): Verdict =>
  read.ok ? verdictOf(read) : { kind: 'refused', reason: 'not understood' };

const NUMBERS = ['0.43', '1', '25.123456', '-0.000001'] as const;

const numbers: readonly Target[] = [
  same('dollars', NUMBERS, { parse: parseUsdc, format: formatUsdc }),
  same('shares', NUMBERS, { parse: parseShares, format: formatShares }),
  same('ratio', NUMBERS, { parse: parseRatio, format: formatRatio }),
  same('price', ['0.43', '0.999999', '0.0025'], { parse: parsePrice, format: formatPrice }),
  text('tick', ['0.01', '0.001', '0.0025'], (input) => plainly(parseTick(input))),
  text('address', [liveEnv.FUNDER_ADDRESS, liveEnv.FUNDER_ADDRESS.toLowerCase()], (input) => {
    const read = parseAddress(input);
    if (read.ok) claim(read.value.toLowerCase() === input.toLowerCase(), 'an address stays one');
    return plainly(read);
  }),
  text('time of Gamma', ['2026-10-01T09:30:00.123456Z', '2026-10-01 09:30:00+00'], (input) => {
    const read = parseUtc(input);
    if (read.ok)
      claim(formatTime(read.value).slice(0, 10) === input.slice(0, 10), 'a day is the one written');
    return plainly(read);
  }),
  text('retry-after', ['30', 'Sun, 22 Nov 2026 12:00:05 GMT'], (input) => ({
    kind: 'accepted',
    value: parseRetryAfter(input, NOON),
  })),
];

const bytesOf = (input: string): Uint8Array => Buffer.from(input, 'latin1');

const SIGNATURE = Buffer.from(`3044${`0220${'5a'.repeat(32)}`.repeat(2)}`, 'hex').toString(
  'latin1',
);
const POINT = Buffer.from(
  `3056301006072a8648ce3d020106052b8104000a03420004${'5a'.repeat(64)}`,
  'hex',
).toString('latin1');

const kms: readonly Target[] = [
  text('signature of KMS', [SIGNATURE], (input) => verdictOf(signatureHalves(bytesOf(input)))),
  text('public key of KMS', [POINT], (input) => verdictOf(publicPoint(bytesOf(input)))),
];

const schedule = jsonTarget({
  name: 'event of the schedule',
  seeds: ['{"portfolio":"default","scheduledAt":"2026-11-22T12:00:00Z"}'],
  required: ['portfolio', 'scheduledAt'],
  run: (value) => {
    const read = parseScheduleEvent(value, 'default');
    if (read.ok) claim(!Number.isNaN(Date.parse(read.value.scheduledAt)), 'its time is one');
    return verdictOf(read);
  },
});

const widget = jsonTarget({
  name: 'event of the widget',
  seeds: ['{"portfolio":"default","set":"halt","widgetContext":{"a":1}}', '{"describe":true}'],
  required: [],
  run: (value) => {
    const read = parseWidgetEvent(value, 'default');
    const sets = read.ok && read.value.kind === 'set';
    claim(!sets || (value as { portfolio?: unknown }).portfolio === 'default', 'it names whom');
    return verdictOf(read);
  },
});

/** What people and our machines write. */
export const TYPED: readonly Target[] = [
  config,
  dotEnv,
  assume,
  ...numbers,
  ...kms,
  schedule,
  widget,
];
