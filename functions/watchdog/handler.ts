// The watchdog on AWS: a function beside the cycle's, on a schedule and with permissions of its
// own, so that it works when the cycle's is broken. What it is called with decides nothing: a
// schedule that went wrong must not keep it from looking.

import middy from '@middy/core';
import { dynamoClient } from '../../lib/adapters/dynamo/aws-client.ts';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { waitUnless } from '../../lib/adapters/local/waiting.ts';
import { emfTelemetry } from '../../lib/adapters/telemetry/emf.ts';
import { err, ok } from '../../lib/units/result.ts';
import { portfolioId } from '../../lib/units/ids.ts';
import { paperIdentity } from '../../lib/wiring/identities.ts';
import { openLiveVenue } from '../../lib/wiring/live-ports.ts';
import { openKillSwitch } from '../../lib/wiring/open-kill-switch.ts';
import { openSigner } from '../../lib/wiring/open-signer.ts';
import { redactionFor } from '../../lib/wiring/redaction.ts';
import { withinTime } from '../time-limit.ts';
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
    write: (line) => process.stdout.write(`${line}\n`),
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
  const signer = await openSigner(config.wallet.key);
  if (!signer.ok) return err(`the key cannot be used: ${signer.error.detail}`);
  const venue = openLiveVenue({
    config,
    signer: signer.value,
    telemetry,
    pinned: () => [],
    lifetime: { kind: 'frozen', end },
  });
  // A login goes by the venue's clock.
  await venue.fetchTime();
  return ok(venue);
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
  // Whose wallet it is does not matter to a look: the state is found by its mode and its name.
  const identity = { ...paperIdentity(config.portfolio), mode: config.mode };
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
  const value = { kind: 'count', count: VALUES[end] } as const;
  telemetry.metric({ name: 'Watchdog', value, detail: null });
  telemetry.flush();
  return { end };
};

/** Looks whether orders rest that nobody minds, once an invocation. */
export const handler = middy<unknown, WatchdogAnswer>().handler(run);
