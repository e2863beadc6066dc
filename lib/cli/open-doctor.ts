// Puts together by what means a doctor looks, mends and keeps records. What cannot be reached is
// not known, and so never in order.

import { dynamoStore } from '../adapters/dynamo/dynamo-store.ts';
import { systemClock } from '../adapters/local/system-clock.ts';
import { uniqueName } from '../adapters/local/process-name.ts';
import { fetchHttp } from '../adapters/polymarket/fetch-http.ts';
import { ANSWER_BYTES_MAX, READ_DEADLINE } from '../adapters/polymarket/public-venue.ts';
import { LASTING } from '../adapters/polymarket/lifetime.ts';
import { createTransport } from '../adapters/polymarket/transport.ts';
import { createAccountProbes } from '../adapters/polymarket/account-probes.ts';
import { createVenueProbes } from '../adapters/polymarket/venue-probes.ts';
import { digestOfConfig } from '../config/config-hash.ts';
import { POLYGON } from '../domain/contracts.ts';
import { notProbed, probed } from '../domain/doctor-facts.ts';
import { liveIdentity, paperIdentity } from '../wiring/identities.ts';
import { openPublic } from '../wiring/live-market.ts';
import { openRpc } from '../wiring/open-chain.ts';
import { openKillSwitch } from '../wiring/open-kill-switch.ts';
import { openSigner } from '../wiring/open-signer.ts';
import { VERSION } from '../wiring/version.ts';
import { chainProbes } from './chain-probes.ts';
import { lookAtStore, visitStore } from './doctor-store.ts';
import { keepRecord } from './live-home.ts';
import { moneyFixes } from './money-moves.ts';
import { TABLE, portfolioStore } from './paper-session.ts';
import { withTable } from './state-place.ts';
import type { Transport } from '../adapters/polymarket/transport.ts';
import type { VenueProbes } from '../adapters/polymarket/venue-probes.ts';
import type { Config, LiveConfig } from '../config/config.ts';
import type { Probed, StoreStanding } from '../domain/doctor-facts.ts';
import type { ClearanceKeeper, CommonProbes, OpenedKey } from '../ports/doctor.ts';
import type { StoreVisit } from './doctor-store.ts';
import type { Patient } from './examine.ts';
import type { StatePlace } from './state-place.ts';

/** Where the record of a green live run goes. */
const openClearance =
  (config: LiveConfig, place: StatePlace): ClearanceKeeper =>
  ({ wallet, signer }) => {
    const account = { wallet, signer, chainId: POLYGON };
    return keepRecord(place, liveIdentity(config.portfolio, wallet), {
      ...account,
      configHash: digestOfConfig(config, account),
      at: systemClock.now(),
      verdict: 'green',
    });
  };

const openTransport = (): Transport => {
  const send = fetchHttp({ version: VERSION, bytesMax: ANSWER_BYTES_MAX });
  return createTransport({ send, clock: systemClock, deadline: READ_DEADLINE });
};

/** Opens the looks at the public side of the venue. */
export const openVenueProbes = (config: Config, complain: (line: string) => void): VenueProbes => {
  const { reads } = openPublic({ config, clock: systemClock, complain, lifetime: LASTING });
  return createVenueProbes({
    transport: openTransport(),
    clock: systemClock,
    endpoints: config.endpoints,
    fetchUniverse: reads.fetchUniverse,
  });
};

const openKey = async ({ wallet }: LiveConfig): Promise<Probed<OpenedKey>> => {
  const signer = await openSigner(wallet.key);
  if (signer.ok) {
    const { address } = signer.value;
    return probed({ standing: { kind: 'opened', address }, signer: signer.value });
  }
  const { kind, detail } = signer.error;
  return kind === 'SIGNER_REFUSED'
    ? probed({ standing: { kind: 'refused', detail }, signer: null })
    : notProbed(detail);
};

const storeOf = (
  config: Config,
  folder: string,
  funder: string,
): Pick<StoreVisit, 'identity' | 'open'> => {
  if (config.mode === 'paper') {
    const identity = paperIdentity(config.portfolio);
    return { identity, open: (client) => portfolioStore(client, { folder, identity }) };
  }
  const identity = liveIdentity(config.portfolio, funder);
  return {
    identity,
    open: (client) => Promise.resolve(dynamoStore({ client, table: TABLE, identity })),
  };
};

const visitPlace = (
  config: Config,
  place: StatePlace,
  funder: string,
): Promise<Probed<StoreStanding>> => {
  const look = { clock: systemClock, name: uniqueName() };
  if (place.kind === 'folder') {
    const { folder } = place;
    return visitStore({ ...look, folder, ...storeOf(config, folder, funder) });
  }
  const { portfolio, mode } = config;
  const identity = mode === 'paper' ? paperIdentity(portfolio) : liveIdentity(portfolio, funder);
  return withTable(place, identity, (store) => lookAtStore(store, { ...look, identity }));
};

const commonProbes = (
  config: Config,
  place: StatePlace,
  complain: (line: string) => void,
): CommonProbes & VenueProbes => ({
  ...openVenueProbes(config, complain),
  killSwitch: openKillSwitch(config.killSwitches).read,
  store: (funder) => visitPlace(config, place, funder),
});

/** Opens what a configuration is examined by. Nothing is asked yet. */
export const openDoctor = (
  config: Config,
  place: StatePlace,
  complain: (line: string) => void,
): Patient => {
  const probes = commonProbes(config, place, complain);
  if (config.mode === 'paper') return { mode: 'paper', config, probes };
  return {
    mode: 'live',
    config,
    probes: {
      ...probes,
      key: () => openKey(config),
      chain: chainProbes({ rpc: openRpc(config), clock: systemClock }),
      account: createAccountProbes({
        transport: openTransport(),
        clock: systemClock,
        base: config.endpoints.clob,
        chain: POLYGON,
        holder: config.wallet.kind,
      }),
    },
    fixes: moneyFixes(config),
    keepClearance: openClearance(config, place),
  };
};
