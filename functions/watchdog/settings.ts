// What the stack tells a watchdog: the same variables as its cycle, and how long is too long.

import { readOr } from '../../lib/config/variable.ts';
import { VARIABLES } from '../../lib/config/variables.ts';
import { err, ok } from '../../lib/units/result.ts';
import { minutes } from '../../lib/units/time.ts';
import { configureWithoutSecrets } from '../../lib/wiring/configure.ts';
import type { Config } from '../../lib/config/config.ts';
import type { Environment } from '../../lib/config/variable.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { Result } from '../../lib/units/result.ts';

/** What a watchdog knows before it looks. */
export type WatchdogSettings = {
  readonly config: Config;
  readonly table: string;
  readonly silenceMax: DurationMs;
};

const NAME = 'WATCHDOG_MINUTES';

/**
 * How long no cycle may be saved. Where cycles do not run at all, the venue removes what they left
 * 150 s after it was posted, before any of these times is over: for them the silence is a second
 * safety. It is there for cycles that still place and cannot save, whose orders are always young.
 */
const DEFAULT_MINUTES = 5;
// Cycles come every minute, and one may take most of it: at 2 a single one that failed would cancel
// everything, and gain less than half a minute on the expiry.
const MINUTES_MIN = 3;
const MINUTES_MAX = 60;

const silenceIn = (env: Environment): Result<DurationMs, string> => {
  const text = env[NAME] ?? String(DEFAULT_MINUTES);
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  return count >= MINUTES_MIN && count <= MINUTES_MAX
    ? ok(minutes(count))
    : err(`${NAME}: not whole minutes from ${String(MINUTES_MIN)} to ${String(MINUTES_MAX)}`);
};

/**
 * Reads the settings. The secrets beside the key are left where they are, since a watchdog that
 * cannot read one of them has no need of it.
 */
export const watchdogSettings = (env: Environment): Result<WatchdogSettings, readonly string[]> => {
  const config = configureWithoutSecrets(env, 'aws');
  const table = readOr(env, VARIABLES.tableName, undefined);
  const silence = silenceIn(env);
  if (config.ok && table !== undefined && silence.ok)
    return ok({ config: config.value, table, silenceMax: silence.value });
  return err([
    ...(config.ok ? [] : config.error),
    ...(table === undefined ? [`${VARIABLES.tableName.name}: missing`] : []),
    ...(silence.ok ? [] : [silence.error]),
  ]);
};
