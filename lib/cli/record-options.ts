// The options of `keel record`, parsed strictly: every mistake at once, each with what is allowed.

import { parseArgs } from 'node:util';
import { minutes, seconds, hours } from '../units/time.ts';
import { times } from '../units/quantity.ts';
import { err, ok } from '../units/result.ts';
import { errorsOf, refused, understood } from './option-parts.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Part } from './option-parts.ts';

/** How long a recording lasts. */
export type Span =
  | { readonly kind: 'until-stopped' }
  | { readonly kind: 'for'; readonly length: DurationMs };

/** What `keel record` was asked for. */
export type RecordOptions = {
  /** Slugs and condition ids. */
  readonly markets: readonly string[];
  readonly out: string;
  readonly span: Span;
  readonly every: DurationMs;
  readonly json: boolean;
};

/** The most markets of one recording: two requests for books and one for trades a poll. */
export const MARKETS_MAX = 100;

/** The help of the verb. */
export const RECORD_HELP = `keel record: record markets as they are now into a compact tape, which
backtests and paper sessions play; only public endpoints are read

  --markets LIST     slugs or condition ids, with commas between (at most ${String(MARKETS_MAX)})
  --out FILE         the tape; one of the same markets is continued, with a gap
                     for the time in between
  --for LENGTH       how long, like 90s, 30m, 2h or 3d (default: until Ctrl-C)
  --every LENGTH     the time between two looks, from 1s to 60s (default 2s)
  --json             print one JSON document at the end

Books of both tokens are read and must mirror each other; what cannot be read is
a gap. A recording that is killed stays readable but for its last seconds.
CLOB_URL, GAMMA_URL and DATA_URL lead it elsewhere.

Exit code 0: recorded. 1: it failed. 2: used wrongly.`;

const OPTIONS = {
  markets: { type: 'string' },
  out: { type: 'string' },
  for: { type: 'string' },
  every: { type: 'string', default: '2s' },
  json: { type: 'boolean', default: false },
} as const;

const UNITS: Readonly<Record<string, DurationMs>> = {
  s: seconds(1),
  m: minutes(1),
  h: hours(1),
  d: hours(24),
};
const LENGTH = /^(\d{1,5})([smhd])$/;

const lengthIn = (text: string): DurationMs | undefined => {
  const [, count = '0', unit = 's'] = LENGTH.exec(text) ?? [];
  const one = UNITS[unit];
  return one === undefined || Number(count) === 0 ? undefined : times(one, BigInt(count));
};

const marketsOf = (text = ''): Part<readonly string[]> => {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) return refused('--markets is missing: give slugs or condition ids');
  const unique = [...new Set(names)];
  return unique.length > MARKETS_MAX
    ? refused(`--markets names ${String(unique.length)}: allowed are ${String(MARKETS_MAX)}`)
    : ok(unique);
};

const outOf = (out = ''): Part<string> =>
  out === '' ? refused('--out is missing: give the file of the tape') : ok(out);

const spanOf = (text?: string): Part<Span> => {
  if (text === undefined) return ok({ kind: 'until-stopped' });
  const length = lengthIn(text);
  return length === undefined
    ? refused(`--for ${text}: allowed is a length like 90s, 30m, 2h or 3d`)
    : ok({ kind: 'for', length });
};

const everyOf = (text: string): Part<DurationMs> => {
  const length = lengthIn(text);
  return length === undefined || length < seconds(1) || length > seconds(60)
    ? refused(`--every ${text}: allowed is from 1s to 60s`)
    : ok(length);
};

/** Parses the arguments after `keel record`. */
export const parseRecordOptions = (args: readonly string[]): Part<RecordOptions> =>
  understood(() => {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
    const [markets, out] = [marketsOf(values.markets), outOf(values.out)];
    const [span, every] = [spanOf(values.for), everyOf(values.every)];
    if (!markets.ok || !out.ok || !span.ok || !every.ok)
      return err(errorsOf(markets, out, span, every));
    return ok({
      markets: markets.value,
      out: out.value,
      span: span.value,
      every: every.value,
      json: values.json,
    });
  });
