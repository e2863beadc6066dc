// Trading with real money. Nothing is asked of the store before the kill switch was read: a halt
// must cancel even where no state can be had, so the wallet is claimed together with the lease.

import { claimFunder } from '../../lib/adapters/dynamo/claim-funder.ts';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { marketsOf } from '../../lib/backtest/live-feed.ts';
import { cancelEverything } from '../../lib/cycle/cancel.ts';
import { runCycle } from '../../lib/cycle/run-cycle.ts';
import { err, ok } from '../../lib/units/result.ts';
import { liveSettings } from '../../lib/wiring/cycle-settings.ts';
import { livePorts } from '../../lib/wiring/live-ports.ts';
import { openChain } from '../../lib/wiring/open-chain.ts';
import { openKillSwitch } from '../../lib/wiring/open-kill-switch.ts';
import { openSigner } from '../../lib/wiring/open-signer.ts';
import type { LiveConfig } from '../../lib/config/config.ts';
import type { PortfolioIdentity, PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { StateStore } from '../../lib/ports/state-store.ts';
import type { Result } from '../../lib/units/result.ts';
import type { Trading, TradingParts } from './trading.ts';

type Claimed = {
  readonly store: StateStore;
  /** What the lease was taken with last. */
  readonly loaded: () => PortfolioState | null;
};

const claimedStore = ({ client, table }: TradingParts, identity: PortfolioIdentity): Claimed => {
  const store = dynamoStore({ client, table, identity });
  let isClaimed = false;
  let loaded: PortfolioState | null = null;
  const acquire: StateStore['acquire'] = async (request) => {
    if (!isClaimed) {
      const claimed = await claimFunder({ client, table, identity });
      if (!claimed.ok) return claimed;
      isClaimed = true;
    }
    const acquired = await store.acquire(request);
    if (acquired.ok) loaded = acquired.value.state;
    return acquired;
  };
  return { store: { ...store, acquire }, loaded: () => loaded };
};

/** Opens a live portfolio. Refuses: a key that cannot be read or does not sign. */
export const openLiveTrading = async (
  config: LiveConfig,
  parts: TradingParts,
): Promise<Result<Trading, string>> => {
  const { telemetry, lifetime } = parts;
  const signer = await openSigner(config.wallet.key);
  if (!signer.ok) return err(`The key cannot be used: ${signer.error.detail}`);
  const settings = liveSettings(config, signer.value);
  const { store, loaded } = claimedStore(parts, settings.identity);
  const ports = livePorts({
    config,
    signer: signer.value,
    chain: openChain(config, signer.value, lifetime),
    store,
    killSwitch: openKillSwitch(config.killSwitches),
    telemetry,
    lifetime,
    pinned: () => {
      const state = loaded();
      return state === null ? [] : marketsOf(state);
    },
  });
  return ok({
    every: config.cycle,
    cycle: async (timeLeft) => ok(await runCycle({ ...ports, timeLeft }, settings)),
    cancelAll: () => cancelEverything(ports.venue),
  });
};
