// `keel record`: what the venue shows anybody, as a tape.

import { systemClock } from '../adapters/local/system-clock.ts';
import { waitUnless } from '../adapters/local/waiting.ts';
import { describeLeftOut } from '../adapters/polymarket/left-out.ts';
import { createPublicVenue } from '../adapters/polymarket/public-venue.ts';
import { record as recordMarkets } from '../backtest/record.ts';
import { startRecord } from '../backtest/record-feed.ts';
import { lengthText, marketsText } from '../tape/quality-text.ts';
import { after, elapsed, formatTime, hours, later, msOfDuration, seconds } from '../units/time.ts';
import { ZERO_USDC } from '../units/usdc.ts';
import { VERSION } from '../wiring/version.ts';
import { readConfigWithoutSecrets } from './environment.ts';
import { interruptions } from './interruptions.ts';
import { leftText } from './long-work.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, note, print } from './output.ts';
import { parseRecordOptions, RECORD_HELP } from './record-options.ts';
import { askedMarkets, openRecordedTape } from './recorded-tape.ts';
import { fileAt, refusedPlaces } from './result-file.ts';
import type { PublicEndpoints, PublicVenue } from '../adapters/polymarket/public-venue.ts';
import type { RecordLook } from '../backtest/record.ts';
import type { VenueError } from '../domain/venue-outcome.ts';
import type { TapeEvent } from '../domain/tape-event.ts';
import type { EpochMs } from '../units/time.ts';
import type { Interruptions } from './interruptions.ts';
import type { ExitCode } from './output.ts';
import type { RecordOptions } from './record-options.ts';
import type { RecordedTape } from './recorded-tape.ts';

// A recording without an end is one that somebody ends.
const SPAN = hours(24 * 365);
const SAID_EVERY = seconds(60);

const textOf = ({ endpoint, kind, detail }: VenueError): string => `${endpoint}: ${kind} ${detail}`;

const openReads = (endpoints: PublicEndpoints, markets: readonly string[]): PublicVenue =>
  createPublicVenue({
    endpoints,
    clock: systemClock,
    version: VERSION,
    pinned: () => markets,
    pagesMax: 0,
    printMin: ZERO_USDC,
    lagMax: hours(1),
    report: (leftOut) => note(`[Record] ${describeLeftOut(leftOut)}`),
  });

// Says how it goes once a minute, and an outage when it begins.
const reporter = (
  { writer }: RecordedTape,
  start: EpochMs,
  until: EpochMs | null,
): ((look: RecordLook) => void) => {
  let saidAt = start;
  let trouble = '';
  return ({ at, known, markets, errors }) => {
    const now = errors.map(textOf).join('; ');
    if (now !== trouble && now !== '') note(`[Record] not read: ${now}`);
    trouble = now;
    if (elapsed(saidAt, at) < SAID_EVERY) return;
    saidAt = at;
    const { rows, bytes } = writer.size();
    const since = lengthText(Number(msOfDuration(elapsed(start, at))));
    const left = until === null ? '' : leftText(Number(msOfDuration(elapsed(at, until))));
    note(
      `[Record] ${since}${left}: ${String(rows)} events, ${String(bytes)} bytes; ` +
        `${String(known)} of ${String(markets)} books known`,
    );
  };
};

// The time between two recordings is not known, and the first one may have had no time to say so.
const gapsBefore = ({ universe, last, origin }: RecordedTape): readonly TapeEvent[] =>
  origin === 'new'
    ? []
    : Array.from(universe.markets.values(), ({ yes }) => ({
        kind: 'gap',
        at: last,
        token: yes,
        cause: 'the recording was interrupted',
      }));

const untilOf = ({ span }: RecordOptions, start: EpochMs): EpochMs =>
  after(start, span.kind === 'for' ? span.length : SPAN);

const recordTo = async (
  tape: RecordedTape,
  { options, reads, stop }: Opened,
): Promise<ExitCode> => {
  const { writer, universe, last } = tape;
  const start = later(systemClock.now(), last);
  const until = untilOf(options, start);
  const endKnown = options.span.kind === 'for' ? until : null;
  await writer.write(gapsBefore(tape));
  const end = await recordMarkets(
    {
      reads,
      clock: systemClock,
      sink: writer,
      every: options.every,
      until,
      wait: (ms) => waitUnless(stop.requested, ms),
      shouldStop: stop.requested,
      looked: reporter(tape, start, endKnown),
    },
    startRecord(universe, start),
  );
  const ended = await writer.close(later(systemClock.now(), start));
  const { bytes } = writer.size();
  const { out } = options;
  const said = { file: out, ended: end, end: formatTime(ended.end), bytes, rows: ended.rows };
  const { books, trades } = ended.rows;
  if (options.json) print(JSON.stringify(said));
  else print(`${out}: ${String(books)} books, ${String(trades)} trades, ${String(bytes)} bytes`);
  return EXIT.done;
};

type Opened = {
  readonly options: RecordOptions;
  readonly reads: PublicVenue;
  readonly stop: Interruptions;
};

const start = async (options: RecordOptions): Promise<ExitCode> => {
  const configured = await readConfigWithoutSecrets({});
  if (!configured.ok) {
    complain(...configured.error);
    return EXIT.usage;
  }
  const refusals = await refusedPlaces(fileAt('--out', options.out));
  if (refusals.length > 0) {
    complain(...refusals);
    return EXIT.usage;
  }
  const { endpoints } = configured.value.config;
  const reads = openReads(endpoints, options.markets);
  const universe = await reads.fetchUniverse();
  if (universe.kind === 'unknown')
    return failed(`${options.markets.join(', ')} cannot be read: ${textOf(universe.error)}`);
  const asked = askedMarkets(universe.value, options.markets);
  if (!asked.ok) return failed(asked.error);
  const { every, out } = options;
  const now = systemClock.now();
  const recording = { universe: asked.value, source: endpoints.clob, every, start: now };
  const tape = await openRecordedTape(out, recording);
  if (!tape.ok) return failed(tape.error);
  const how = tape.value.origin === 'new' ? 'Recording' : 'Going on with';
  note(`[Record] ${how} ${out}: ${marketsText(asked.value.markets.size)}. Ctrl-C ends it.`);
  const stop = interruptions(() => note('[Record] Ending.'));
  try {
    return await recordTo(tape.value, { options, reads, stop });
  } catch (error) {
    await tape.value.writer.abandon().catch(() => undefined);
    return failed(`${out}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await tape.value.unlock();
    stop.forget();
  }
};

/** Runs the verb `record`. */
export const record = (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(RECORD_HELP);
    return Promise.resolve(EXIT.done);
  }
  const options = parseRecordOptions(args);
  if (options.ok) return start(options.value);
  complain(...options.error);
  return Promise.resolve(EXIT.usage);
};
