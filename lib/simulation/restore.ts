// Bringing a venue back from a checkpoint. Its tape is then read again from the start: what the
// venue had acted on already only rebuilds the recorded books.

import { err, ok } from '../units/result.ts';
import { readOwnSide, readStart } from './checkpoint-rows.ts';
import { CHECKPOINT_SCHEMA } from './checkpoint.ts';
import { readRecord } from './record-reader.ts';
import { runVenue } from './venue.ts';
import type { Result } from '../units/result.ts';
import type { VenueSetup } from './core.ts';
import type { SimulatedVenue } from './venue.ts';

/** Why a checkpoint was not used. */
export type CheckpointError =
  | { readonly kind: 'UNKNOWN_SCHEMA'; readonly found: string; readonly wanted: number }
  | { readonly kind: 'MALFORMED_CHECKPOINT'; readonly problems: readonly string[] };

// Ten times what the largest venue that keeps to its bounds writes.
const TEXT_MAX = 4_000_000;
const PROBLEMS_MAX = 20;

const malformed = (problems: readonly string[]): Result<never, CheckpointError> =>
  err({ kind: 'MALFORMED_CHECKPOINT', problems: problems.slice(0, PROBLEMS_MAX) });

const parseJson = (text: string): Result<unknown, CheckpointError> => {
  if (text.length > TEXT_MAX) return malformed([`checkpoint is over ${TEXT_MAX} characters`]);
  try {
    return ok(JSON.parse(text));
  } catch {
    return malformed(['checkpoint is not JSON']);
  }
};

/**
 * Restores a venue that continues exactly where the checkpoint was taken, once the events of the
 * tape up to there have been applied again. Cash and start of the setup play no part.
 */
export const restoreSimulatedVenue = (
  setup: VenueSetup,
  text: string,
): Result<SimulatedVenue, CheckpointError> => {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const problems: string[] = [];
  const reader = readRecord(parsed.value, 'checkpoint', problems);
  const schema = reader.count('schema');
  if (problems.length === 0 && schema !== CHECKPOINT_SCHEMA)
    return err({ kind: 'UNKNOWN_SCHEMA', found: `${schema}`, wanted: CHECKPOINT_SCHEMA });
  const own = readOwnSide(reader, setup.universe);
  const start = readStart(reader);
  reader.end();
  return problems.length > 0 ? malformed(problems) : ok(runVenue(setup, own, start));
};
