// The watchdog on AWS: a function beside the cycle's, on a schedule and with permissions of its
// own, so that it works when the cycle's is broken. What it is called with decides nothing: a
// schedule that went wrong must not keep it from looking.

import middy from '@middy/core';
import { dynamoClient } from '../../lib/adapters/dynamo/aws-client.ts';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { waitUnless } from '../../lib/adapters/local/waiting.ts';
import { emfTelemetry } from '../../lib/adapters/telemetry/emf.ts';
import { counted } from '../../lib/cycle/counted.ts';
import { ok } from '../../lib/units/result.ts';
import { portfolioId } from '../../lib/units/ids.ts';
import { lookedUpIdentity } from '../../lib/wiring/identities.ts';
import { openKeyedVenue } from '../../lib/wiring/keyed-venue.ts';
import { openKillSwitch } from '../../lib/wiring/open-kill-switch.ts';
import { redactionFor } from '../../lib/wiring/redaction.ts';
import { withinTime } from '../time-limit.ts';
import { writeLine } from '../write-line.ts';
import { LIMIT_MS, patientStore } from './patient-store.ts';
import { watchdogSettings } from './settings.ts';
import { watch } from './watch.ts';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LiveConfig } from '../../lib/config/config.ts';
import type { EmfTelemetry } from '../../lib/adapters/telemetry/emf.ts';
import type { Result } from '../../lib/units/result.ts';
import type { Invoked } from '../invoked.ts';
import type { WatchdogSettings } from './settings.ts';
import type { WatchEnd, Watched, WatchedVenue } from './watch.ts';

/** What a look came to, for whoever called. */
export type WatchdogAnswer = { readonly end: WatchEnd };

const VALUES: Readonly<Record<WatchEnd, number>> = {
  'nothing-to-do': 0,
  cancelled: 1,
  'could-not': 2,
};

const openTelemetry = ({ awsRequestId }: Invoked): EmfTelemetry => {
  const telemetry = emfTelemetry({
    portfolio: portfolioId(process.env['PORTFOLIO_ID'] ?? 'default'),
    write: writeLine,
    redact: redactionFor(process.env),
  });
  telemetry.invoked(awsRequestId);
  return telemetry;
};

// A new venue each time: what it remembers is of a run that may be hours ago.
const openVenue = async (
  config: LiveConfig,
  telemetry: EmfTelemetry,
  end: AbortSignal,
): Promise<Result<WatchedVenue, string>> => {
  const opened = await openKeyedVenue(config, { telemetry, lifetime: { kind: 'frozen', end } });
  return opened.ok ? ok(opened.value.venue) : opened;
};

type Invocation = {
  readonly telemetry: EmfTelemetry;
  readonly client: DynamoDBClient;
  readonly end: AbortSignal;
};

const watchedBy = (
  { config, table, silenceMax }: WatchdogSettings,
  { telemetry, client, end }: Invocation,
): Watched => {
  const identity = lookedUpIdentity(config.portfolio, config.mode);
  return {
    killSwitch: openKillSwitch(config.killSwitches),
    store: patientStore(dynamoStore({ client, table, identity }), {
      wait: (ms) => waitUnless(() => end.aborted, ms),
      limitMs: LIMIT_MS,
    }),
    outside:
      config.mode === 'paper'
        ? { kind: 'none' }
        : { kind: 'venue', open: () => openVenue(config, telemetry, end) },
    clock: systemClock,
    log: telemetry.log,
    silenceMax,
  };
};

const looked = async (invocation: Invocation): Promise<WatchEnd> => {
  const settings = watchdogSettings(process.env);
  if (settings.ok) return watch(watchedBy(settings.value, invocation));
  for (const message of settings.error)
    invocation.telemetry.log({ level: 'error', message: `[Watchdog] ${message}`, fields: {} });
  return 'could-not';
};

const safely = async (telemetry: EmfTelemetry, end: AbortSignal): Promise<WatchEnd> => {
  const client = dynamoClient();
  try {
    return await looked({ telemetry, client, end });
  } catch (error) {
    const detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    telemetry.log({ level: 'error', message: `[Watchdog] broke: ${detail}`, fields: {} });
    return 'could-not';
  } finally {
    client.destroy();
  }
};

const run = async (_event: unknown, context: Invoked): Promise<WatchdogAnswer> => {
  const telemetry = openTelemetry(context);
  const leftMs = context.getRemainingTimeInMillis();
  const end = await withinTime<WatchEnd>({ leftMs, late: 'could-not' }, (signal) =>
    safely(telemetry, signal),
  );
  telemetry.metric(counted('Watchdog', VALUES[end]));
  telemetry.flush();
  return { end };
};

/** Looks whether orders rest that nobody minds, once an invocation. */
export const handler = middy<unknown, WatchdogAnswer>().handler(run);
