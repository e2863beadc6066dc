// The simulated venue between sessions: kept as text beside the state, with the tape it belongs to
// and the cash it opened with, since a venue put on another tape would hold positions that market
// never had, and another opening cash would make up profits.

import * as z from 'zod/mini';
import { createSimulatedVenue } from '../simulation/venue.ts';
import { DEFAULT_SETTINGS } from '../simulation/core.ts';
import { PESSIMISTIC } from '../simulation/fill-model.ts';
import { restoreSimulatedVenue } from '../simulation/restore.ts';
import { err, ok } from '../units/result.ts';
import { formatDollars, formatUsdc, parseUsdc } from '../units/usdc.ts';
import type { NeededPast } from '../domain/needed-past.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

/** A venue at the beginning of its tape, or where an earlier session left it. */
export type OpenedVenue = {
  readonly venue: SimulatedVenue;
  readonly origin: 'new' | 'resumed';
  readonly openingCash: UsdcMicros;
};

/** The cash that a new portfolio opens with: what was asked for, or what nobody has chosen. */
export type OpeningCash = {
  readonly amount: UsdcMicros;
  readonly origin: 'asked-for' | 'standard';
};

const kept = z.strictObject({
  tape: z.string(),
  identity: z.string(),
  openingCash: z.string(),
  venue: z.string(),
});

type Kept = Omit<z.infer<typeof kept>, 'openingCash'> & { readonly openingCash: UsdcMicros };

/** Writes a venue down with its tape and its opening cash, and what of its past is needed. */
export const keepVenue = (
  tape: Tape,
  { venue, openingCash }: OpenedVenue,
  past: NeededPast,
): string =>
  JSON.stringify({
    tape: tape.name,
    identity: tape.identity,
    openingCash: formatUsdc(openingCash),
    venue: venue.checkpoint(past),
  });

/** What an earlier session kept, if any, and what its owner can do where it is of no use. */
export type StoredVenue = {
  readonly text: string | null;
  /** A way out that is open where the venue is stored: a request in words. */
  readonly wayOut: string;
};

const DAMAGED = 'the stored paper venue is damaged, or of another version';

const parsed = (text: string): Result<Kept, string> => {
  try {
    const read = z.safeParse(kept, JSON.parse(text));
    const cash = parseUsdc(read.data?.openingCash ?? '');
    return read.success && cash.ok ? ok({ ...read.data, openingCash: cash.value }) : err(DAMAGED);
  } catch {
    return err('the stored paper venue is not JSON');
  }
};

/** The name and the digest of a tape. */
export type BoundTape = Pick<Tape, 'name' | 'identity'>;

/** The tape that a kept venue is bound to. */
export const tapeOfVenue = (text: string): Result<BoundTape, string> => {
  const read = parsed(text);
  return read.ok ? ok({ name: read.value.tape, identity: read.value.identity }) : read;
};

const mismatch = (tape: Tape, cash: OpeningCash, stored: Kept): string | null => {
  if (stored.tape !== tape.name)
    return `this portfolio was started on "${stored.tape}", not on "${tape.name}"`;
  if (stored.identity !== tape.identity)
    return (
      `this portfolio was started on "${stored.tape}" with other files, another --assume or ` +
      'another version of keel; give the same again, or else'
    );
  if (cash.origin === 'asked-for' && cash.amount !== stored.openingCash)
    return (
      `this portfolio opened with ${formatDollars(stored.openingCash)}, and PAPER_BALANCE_USD ` +
      `asks for ${formatDollars(cash.amount)}; unset it, or else`
    );
  return null;
};

/** Opens the venue of a tape. Refuses: one that was kept and does not fit, and says a way out. */
export const openVenue = (
  tape: Tape,
  cash: OpeningCash,
  { text, wayOut }: StoredVenue,
): Result<OpenedVenue, string> => {
  const { universe, start } = tape;
  const settings = { ...DEFAULT_SETTINGS, fillModel: PESSIMISTIC };
  const setup = { universe, start, cash: cash.amount, settings };
  if (text === null)
    return ok({ venue: createSimulatedVenue(setup), origin: 'new', openingCash: cash.amount });
  const read = parsed(text);
  if (!read.ok) return err(`${read.error}: ${wayOut}`);
  const refusal = mismatch(tape, cash, read.value);
  if (refusal !== null) return err(`${refusal}: ${wayOut}`);
  const { openingCash } = read.value;
  const venue = restoreSimulatedVenue({ ...setup, cash: openingCash }, read.value.venue);
  return venue.ok
    ? ok({ venue: venue.value, origin: 'resumed', openingCash })
    : err(`the stored paper venue cannot be restored (${JSON.stringify(venue.error)}): ${wayOut}`);
};
