// How far the Data API is behind the chain. A feed that stands still looks exactly like a market in
// which nothing happens.

import * as z from 'zod/mini';
import { err, ok } from '../../units/result.ts';
import { durationMs, msOfDuration } from '../../units/time.ts';
import { plainError } from './http-error.ts';
import { readWire } from './wire.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { Api } from './api.ts';

const PATH = '/v2/status';

// The venue is no thousand years old: whoever is further behind says only that he is.
const LAG_SECONDS_MAX = 31_536_000_000;

const statusWire = z.object({
  data: z.object({ serving: z.object({ lag_seconds: z.number().check(z.gte(0)) }) }),
});

/** Reads the lag. Refuses: one that is longer than allowed. */
export const fetchLag = async (
  data: Api,
  lagMax: DurationMs,
): Promise<Result<DurationMs, VenueError>> => {
  const answer = await data.get(PATH, []);
  if (!answer.ok) return answer;
  const status = readWire(statusWire, answer.value);
  if (!status.ok) return err(plainError('MALFORMED', `GET ${PATH}`, status.error));
  const behind = Math.min(status.value.data.serving.lag_seconds, LAG_SECONDS_MAX);
  const lag = durationMs(BigInt(Math.ceil(behind * 1_000)));
  if (lag <= lagMax) return ok(lag);
  const detail = `the feed is ${msOfDuration(lag)} ms behind, ${msOfDuration(lagMax)} ms at most`;
  return err(plainError('UNAVAILABLE', `GET ${PATH}`, detail));
};
