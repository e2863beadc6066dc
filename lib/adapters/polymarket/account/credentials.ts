// API credentials, kept for the life of the process. The venue may refuse them: after a change of
// ours, of theirs, or because a clock is off. They are asked for once more then, never in a loop.

import { minutes } from '../../../units/time.ts';
import { plus } from '../../../units/quantity.ts';
import { ok } from '../../../units/result.ts';
import { logIn } from './login.ts';
import type { VenueError } from '../../../domain/venue-outcome.ts';
import type { DurationMs } from '../../../units/quantity.ts';
import type { Result } from '../../../units/result.ts';
import type { ApiCredentials } from '../signing/login-headers.ts';
import type { LoginSource } from './login.ts';

/**
 * How long after one renewal there is no other. As long as the global cooldown after a 401: whoever
 * is refused twice within it is refused for a reason that asking again does not remove.
 */
export const RENEWAL_PAUSE: DurationMs = minutes(5);

/** The credentials of a key. */
export type Credentials = {
  /** Those that are kept, or new ones. Callers at the same time share one login. */
  readonly current: () => Promise<Result<ApiCredentials, VenueError>>;
  /** Says that the venue refused these, so that they are asked for anew when that is due. */
  readonly doubt: (refused: ApiCredentials) => void;
  /** The newest ones that a login gave. */
  readonly kept: () => ApiCredentials | null;
};

/** What credentials are made of. */
export type CredentialsSource = LoginSource & {
  /** Asks the venue for its time, which a refused login may have had wrong. */
  readonly checkClock: () => Promise<unknown>;
};

/** Makes credentials that are asked for when they are first needed. */
export const createCredentials = (source: CredentialsSource): Credentials => {
  const { clock } = source;
  let kept: ApiCredentials | null = null;
  let isDoubted = false;
  let running: Promise<Result<ApiCredentials, VenueError>> | null = null;
  let mayRenewAt = clock.monotonic();

  const mayRenew = (): boolean => clock.monotonic() >= mayRenewAt;
  const renew = async () => {
    mayRenewAt = plus(clock.monotonic(), RENEWAL_PAUSE);
    await source.checkClock();
    return logIn(source);
  };
  const obtain = async () => {
    if (kept !== null) return renew();
    const first = await logIn(source);
    return first.ok || first.error.kind !== 'UNAUTHORIZED' || !mayRenew() ? first : renew();
  };
  const keep = async (): Promise<Result<ApiCredentials, VenueError>> => {
    const got = await obtain();
    if (!got.ok) return got;
    kept = got.value;
    isDoubted = false;
    return got;
  };
  return {
    current: () => {
      if (running !== null) return running;
      if (kept !== null && !(isDoubted && mayRenew())) return Promise.resolve(ok(kept));
      running = keep().finally(() => {
        running = null;
      });
      return running;
    },
    doubt: (refused) => {
      if (refused === kept) isDoubted = true;
    },
    kept: () => kept,
  };
};
