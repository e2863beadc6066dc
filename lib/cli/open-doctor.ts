// Puts together by what means a doctor looks, mends and keeps records. What this build cannot reach
// is not known, and so never in order.

import { dynamoStore } from '../adapters/dynamo/dynamo-store.ts';
import { systemClock } from '../adapters/local/system-clock.ts';
import { uniqueName } from '../adapters/local/process-name.ts';
import { fetchHttp } from '../adapters/polymarket/fetch-http.ts';
import { ANSWER_BYTES_MAX, READ_DEADLINE } from '../adapters/polymarket/public-venue.ts';
import { createTransport } from '../adapters/polymarket/transport.ts';
import { createVenueProbes } from '../adapters/polymarket/venue-probes.ts';
import { notProbed, probed } from '../domain/doctor-facts.ts';
import { err } from '../units/result.ts';
import { visitStore } from './doctor-store.ts';
import { openPublic } from './live-market.ts';
import { openKillSwitch } from './open-kill-switch.ts';
import { openSigner } from './open-signer.ts';
import { POLYGON, TABLE, paperIdentity, paperStore } from './paper-session.ts';
import { VERSION } from './version.ts';
import type { VenueProbes } from '../adapters/polymarket/venue-probes.ts';
import type { Config, LiveConfig } from '../config/config.ts';
import type { Probed } from '../domain/doctor-facts.ts';
import type { PortfolioIdentity } from '../domain/portfolio-state.ts';
import type {
  AccountProbes,
  ChainProbes,
  ClearanceKeeper,
  CommonProbes,
  DoctorFixes,
  OpenedKey,
} from '../ports/doctor.ts';
import type { StoreVisit } from './doctor-store.ts';
import type { Patient } from './examine.ts';

const NOT_HERE = 'this version of keel cannot look at it yet';
const notHere = () => Promise.resolve(notProbed<never>(NOT_HERE));

/** The chain's part: what RPC_URL knows of a wallet. */
const openChain = (_config: LiveConfig): ChainProbes => ({
  code: notHere,
  collateral: notHere,
  bridged: notHere,
  gasWei: notHere,
  approvals: notHere,
});

/** The venue's part: what a login tells. */
const openAccount = (_config: LiveConfig): AccountProbes => ({ login: notHere, maker: notHere });

/** What mends: approvals and wrapping on chain. */
const openFixes = (_config: LiveConfig): DoctorFixes => ({
  apply: () => Promise.resolve({ kind: 'unsupported', detail: NOT_HERE }),
});

/** Where the record of a green live run goes. */
const openClearance =
  (_config: LiveConfig): ClearanceKeeper =>
  () =>
    Promise.resolve(err('this version of keel cannot keep it yet'));

const openVenue = (config: Config, complain: (line: string) => void): VenueProbes => {
  const send = fetchHttp({ version: VERSION, bytesMax: ANSWER_BYTES_MAX });
  const { reads } = openPublic(config, systemClock, complain);
  return createVenueProbes({
    transport: createTransport({ send, clock: systemClock, deadline: READ_DEADLINE }),
    clock: systemClock,
    endpoints: config.endpoints,
    fetchUniverse: reads.fetchUniverse,
  });
};

const liveIdentity = ({ portfolio }: LiveConfig, funder: string): PortfolioIdentity => ({
  portfolio,
  mode: 'live',
  chainId: POLYGON,
  funder,
});

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
    return { identity, open: (client) => paperStore(client, { folder, identity }) };
  }
  const identity = liveIdentity(config, funder);
  return {
    identity,
    open: (client) => Promise.resolve(dynamoStore({ client, table: TABLE, identity })),
  };
};

const commonProbes = (
  config: Config,
  folder: string,
  complain: (line: string) => void,
): CommonProbes & VenueProbes => {
  const visit = { folder, clock: systemClock, name: uniqueName() };
  return {
    ...openVenue(config, complain),
    killSwitch: openKillSwitch(config.killSwitches).read,
    store: (funder) => visitStore({ ...visit, ...storeOf(config, folder, funder) }),
  };
};

/** Opens what a configuration is examined by. Nothing is asked yet. */
export const openDoctor = (
  config: Config,
  folder: string,
  complain: (line: string) => void,
): Patient => {
  const probes = commonProbes(config, folder, complain);
  if (config.mode === 'paper') return { mode: 'paper', config, probes };
  return {
    mode: 'live',
    config,
    probes: {
      ...probes,
      key: () => openKey(config),
      chain: openChain(config),
      account: openAccount(config),
    },
    fixes: openFixes(config),
    keepClearance: openClearance(config),
  };
};
