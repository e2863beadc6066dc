// The ports of a live portfolio: the venue over HTTP, the chain through its node, and the clocks of
// this machine. Whoever opens them, on a laptop or in a function, trades through the same parts.

import { systemClock } from '../adapters/local/system-clock.ts';
import { uniqueName } from '../adapters/local/process-name.ts';
import { describeLeftOut } from '../adapters/polymarket/left-out.ts';
import { createLiveVenue } from '../adapters/polymarket/live-venue.ts';
import { liveWrites } from '../adapters/polymarket/live-writes.ts';
import { UNHURRIED } from '../cycle/lease-length.ts';
import { REQUEST_TIMEOUT } from '../cycle/settings.ts';
import { POLYGON } from '../domain/contracts.ts';
import { invocationId } from '../units/ids.ts';
import { ok } from '../units/result.ts';
import { VERSION } from './version.ts';
import type { Lifetime } from '../adapters/polymarket/lifetime.ts';
import type { LiveConfig } from '../config/config.ts';
import type { Ports } from '../cycle/ports.ts';
import type { ChainPort } from '../ports/chain.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { Signer } from '../ports/signer.ts';
import type { StateStore } from '../ports/state-store.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Venue } from '../ports/venue.ts';

/** What a live venue is made of. */
export type VenueParts = {
  readonly config: LiveConfig;
  readonly signer: Signer;
  readonly telemetry: Pick<Telemetry, 'log'>;
  /** Markets that are always read, such as those that the portfolio is in. */
  readonly pinned: () => readonly string[];
  readonly lifetime: Lifetime;
};

/** What live ports are made of. */
export type LiveParts = VenueParts & {
  readonly chain: ChainPort;
  readonly store: StateStore;
  readonly killSwitch: KillSwitchPort;
  readonly telemetry: Telemetry;
};

/** Opens the venue. Nothing is asked before the first read, nothing sent before the first write. */
export const openLiveVenue = ({
  config,
  signer,
  pinned,
  telemetry,
  lifetime,
}: VenueParts): Venue => {
  const { wallet, endpoints, parameters } = config;
  const { key: _key, ...holder } = wallet;
  const trader = { signer, holder, chain: POLYGON };
  const clock = systemClock;
  return createLiveVenue({
    endpoints,
    clock,
    version: VERSION,
    pinned: () => [...parameters.markets.only, ...pinned()],
    printMin: parameters.ff.whale,
    lagMax: parameters.ff.dataLagMax,
    report: (leftOut) =>
      telemetry.log({
        level: 'warn',
        message: `[Live] ${describeLeftOut(leftOut)}`,
        fields: {},
      }),
    lifetime,
    trader,
    writes: liveWrites({ trader, clock, deadline: REQUEST_TIMEOUT }),
  });
};

/** Opens the ports. Nothing is asked or sent before the first cycle. */
export const livePorts = (parts: LiveParts): Ports => {
  const { chain, store, killSwitch, telemetry } = parts;
  const name = uniqueName();
  let invocations = 0;
  return {
    venue: openLiveVenue(parts),
    chain,
    store,
    killSwitch,
    clock: systemClock,
    leaseClock: systemClock,
    timeLeft: UNHURRIED,
    telemetry,
    newInvocation: () => {
      invocations += 1;
      return invocationId(`${name}-${String(invocations)}`);
    },
    beforeSave: () => Promise.resolve(ok(null)),
  };
};
