// The mode in which we trade: what the venue is in, what its answers said of late, and whether our
// account may only close. The strictest holds.

import * as z from 'zod/mini';
import { known, mapObserved, unknown } from '../../../domain/observed.ts';
import { VENUE_MODES } from '../../../domain/venue-outcome.ts';
import { plus } from '../../../units/quantity.ts';
import { minutes } from '../../../units/time.ts';
import { fetchMode } from '../clob-status.ts';
import { plainError } from '../http-error.ts';
import { readWire } from '../wire.ts';
import type { Observed } from '../../../domain/observed.ts';
import type { VenueMode } from '../../../domain/venue-outcome.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { DurationMs } from '../../../units/quantity.ts';
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

/**
 * How long the last restriction that was read stands in for one that is not. Why 5 minutes: the
 * venue restricts an account rarely and says so in its answer to an order as well, while a read
 * fails often; five cycles ride out a blip of one endpoint. What it does not catch: an account
 * restricted within them, whose first adding order is rejected and pauses the others.
 */
export const RESTRICTION_KEPT: DurationMs = minutes(5);

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

// What the account may do for all we know. Where that is too long ago, only what holds either way.
const keepRestriction = (clock: Clock): ((read: Observed<VenueMode>) => VenueMode) => {
  let last: { readonly mode: VenueMode; readonly until: DurationMs } | null = null;
  return (read) => {
    if (read.kind === 'known')
      last = { mode: read.value, until: plus(clock.monotonic(), RESTRICTION_KEPT) };
    return last !== null && clock.monotonic() < last.until ? last.mode : 'closed-only';
  };
};

/**
 * Opens the reading of the mode. An API version that we do not know is no mode. A restriction that
 * is not read is the last one for a while, and then assumed: reducing orders go on either way.
 */
export const createAccountMode = (source: ModeSource): (() => Promise<Observed<VenueMode>>) => {
  const standing = keepRestriction(source.clock);
  return async () => {
    const [venue, read] = await Promise.all([
      fetchMode(source.clob, source.clock),
      fetchRestriction(source),
    ]);
    const restriction = standing(read);
    return mapObserved(venue, (mode) =>
      stricter(stricter(mode, source.memory.mode()), restriction),
    );
  };
};
