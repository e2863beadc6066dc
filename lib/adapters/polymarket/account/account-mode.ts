// The mode in which we trade: what the venue is in, what its answers said of late, and whether our
// account may only close. The strictest holds.

import * as z from 'zod/mini';
import { known, unknown } from '../../../domain/observed.ts';
import { VENUE_MODES } from '../../../domain/venue-outcome.ts';
import { fetchMode } from '../clob-status.ts';
import { plainError } from '../http-error.ts';
import { readWire } from '../wire.ts';
import type { Observed } from '../../../domain/observed.ts';
import type { VenueMode } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Api } from '../api.ts';
import type { ModeMemory } from './mode-memory.ts';
import type { PrivateApi } from './private-api.ts';

/** Where the mode is read from. */
export type ModeSource = {
  readonly clob: Api;
  readonly account: PrivateApi;
  readonly clock: Clock;
  readonly memory: ModeMemory;
};

const CLOSED_ONLY = '/auth/ban-status/closed-only';
const closedOnlyWire = z.object({ closed_only: z.boolean() });

/** Reads whether the account may only close what it holds. */
export const fetchRestriction = async ({
  account,
  clock,
}: Pick<ModeSource, 'account' | 'clock'>): Promise<Observed<VenueMode>> => {
  const answer = await account.get(CLOSED_ONLY, []);
  if (!answer.ok) return unknown(answer.error);
  const read = readWire(closedOnlyWire, answer.value);
  return read.ok
    ? known(read.value.closed_only ? 'closed-only' : 'normal', clock.now())
    : unknown(plainError('MALFORMED', `GET ${CLOSED_ONLY}`, read.error));
};

const stricter = (a: VenueMode, b: VenueMode): VenueMode =>
  VENUE_MODES.indexOf(a) > VENUE_MODES.indexOf(b) ? a : b;

/** Reads the mode. An API version that we do not know, or an unread restriction, is no mode. */
export const fetchAccountMode = async (source: ModeSource): Promise<Observed<VenueMode>> => {
  const [venue, restriction] = await Promise.all([
    fetchMode(source.clob, source.clock),
    fetchRestriction(source),
  ]);
  if (venue.kind === 'unknown') return venue;
  const told = stricter(venue.value, source.memory.mode());
  if (restriction.kind === 'known') return known(stricter(told, restriction.value), restriction.at);
  // Where nothing may be placed at all, a restriction would change nothing.
  return stricter(told, 'closed-only') === 'closed-only' ? restriction : known(told, venue.at);
};
