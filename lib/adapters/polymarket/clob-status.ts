// The venue's clock, and whether it trades at all.

import { known, unknown } from '../../domain/observed.ts';
import { plainError } from './http-error.ts';
import { readWire, secondsWire } from './wire.ts';
import * as z from 'zod/mini';
import type { Observed } from '../../domain/observed.ts';
import type { VenueError, VenueMode } from '../../domain/venue-outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Api } from './api.ts';

// Protocol versions whose orders we know how to make: 2 is current, 3 is announced.
const versionWire = z.object({ version: z.union([z.literal(2), z.literal(3)]) });

// What the venue says when it is up and does not trade as usual.
// Source: the venue's error catalogue, read 2026-11-22.
const MODES: readonly (readonly [RegExp, VenueMode])[] = [
  [/post[- _]only/i, 'post-only'],
  [/cancel[- _]only/i, 'cancel-only'],
  [/trading is (currently )?disabled/i, 'disabled'],
];

/** The mode that a text of the venue tells of, if it tells of one. */
export const modeInText = (text: string): VenueMode | undefined =>
  MODES.find(([words]) => words.test(text))?.[1];

/** The mode that an error tells of, if it tells of one. */
export const modeIn = ({ kind, detail }: VenueError): VenueMode | undefined =>
  kind === 'UNAVAILABLE' ? modeInText(detail) : undefined;

/** Reads the venue's clock, which counts whole seconds. */
export const fetchTime = async (clob: Api, clock: Clock): Promise<Observed<EpochMs>> => {
  const answer = await clob.get('/time', []);
  if (!answer.ok) return unknown(answer.error);
  const time = readWire(secondsWire, answer.value);
  return time.ok
    ? known(time.value, clock.now())
    : unknown(plainError('MALFORMED', 'GET /time', time.error));
};

/**
 * Reads the venue's mode. There is no call for it: a version that we know means that the venue is
 * up, an error may name another mode. A version that we do not know is no mode at all, so that
 * nothing is sent.
 */
export const fetchMode = async (clob: Api, clock: Clock): Promise<Observed<VenueMode>> => {
  const answer = await clob.get('/version', []);
  if (!answer.ok) {
    const mode = modeIn(answer.error);
    return mode === undefined ? unknown(answer.error) : known(mode, clock.now());
  }
  const version = readWire(versionWire, answer.value);
  return version.ok
    ? known('normal', clock.now())
    : unknown(plainError('MALFORMED', 'GET /version', 'the API version is not one of 2 and 3'));
};
