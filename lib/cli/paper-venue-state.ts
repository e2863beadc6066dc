// The simulated venue between sessions: kept as text beside the state, with the name of the tape it
// belongs to, since a venue put on another tape would hold positions that market never had.

import * as z from 'zod/mini';
import { createSimulatedVenue } from '../simulation/venue.ts';
import { DEFAULT_SETTINGS } from '../simulation/core.ts';
import { restoreSimulatedVenue } from '../simulation/restore.ts';
import { err, ok } from '../units/result.ts';
import type { Tape } from '../domain/tape-event.ts';
import type { SimulatedVenue } from '../simulation/venue.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

/** A venue at the beginning of its tape, or where an earlier session left it. */
export type OpenedVenue = {
  readonly venue: SimulatedVenue;
  readonly origin: 'new' | 'resumed';
};

const kept = z.strictObject({ tape: z.string(), venue: z.string() });

/** Writes a venue down with the name of its tape. */
export const keepVenue = (tape: Pick<Tape, 'name'>, venue: SimulatedVenue): string =>
  JSON.stringify({ tape: tape.name, venue: venue.checkpoint() });

const parsed = (text: string): Result<z.infer<typeof kept>, string> => {
  try {
    const read = z.safeParse(kept, JSON.parse(text));
    return read.success ? ok(read.data) : err('the stored paper venue is damaged');
  } catch {
    return err('the stored paper venue is not JSON');
  }
};

/** Opens the venue of a tape; `stored` is what an earlier session kept, if any. */
export const openVenue = (
  tape: Tape,
  cash: UsdcMicros,
  stored: string | null,
): Result<OpenedVenue, string> => {
  const { universe, start } = tape;
  const setup = { universe, start, cash, settings: DEFAULT_SETTINGS };
  if (stored === null) return ok({ venue: createSimulatedVenue(setup), origin: 'new' });
  const read = parsed(stored);
  if (!read.ok) return read;
  if (read.value.tape !== tape.name)
    return err(
      `this portfolio was started on "${read.value.tape}", not on "${tape.name}": ` +
        'give another --portfolio, or --fresh to forget it',
    );
  const venue = restoreSimulatedVenue(setup, read.value.venue);
  return venue.ok
    ? ok({ venue: venue.value, origin: 'resumed' })
    : err(`the stored paper venue cannot be restored: ${JSON.stringify(venue.error)}`);
};
