// Everything outside of the function in a simulated world: the venue with chain and relayer, the
// table, the parameters, and the network between them and whoever asks.

import { DEFAULT_SETTINGS } from '../../../lib/simulation/core.ts';
import { handleWire } from '../../../lib/simulation/wire/handle.ts';
import { advanceServer, createWireServer } from '../../../lib/simulation/wire/server.ts';
import { epochMs, later, msOfDuration } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { createDynamoApi } from '../aws/dynamo-api.ts';
import { createKmsApi } from '../aws/kms-api.ts';
import { createSsmApi } from '../aws/ssm-api.ts';
import { createRelayer, RELAYER_PATH } from '../relayer/relayer.ts';
import { KEY, putParameters, TABLE } from './account.ts';
import type { Universe } from '../../../lib/domain/market.ts';
import type { SettlementDelays } from '../../../lib/simulation/settlement.ts';
import type { WireAccount } from '../../../lib/simulation/wire/account.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { EpochMs } from '../../../lib/units/time.ts';
import type { DynamoApi } from '../aws/dynamo-api.ts';
import type { KmsApi } from '../aws/kms-api.ts';
import type { SsmApi } from '../aws/ssm-api.ts';
import type { Relayer } from '../relayer/relayer.ts';
import type { AwsNetwork, ServiceFate } from './aws-network.ts';
import type { Instant, Timeline } from './timeline.ts';
import type { VenueNetwork, WayFate } from './venue-network.ts';

/** The services of a world. */
export type Services = {
  readonly server: WireServer;
  readonly relayer: Relayer;
  readonly dynamo: DynamoApi;
  readonly ssm: SsmApi;
  readonly kms: KmsApi;
};

/** A true time of the simulation as the venue tells it. */
export const venueTime = (instant: Instant): EpochMs => epochMs(BigInt(Math.floor(instant)));

/** Moves the venue to the true time; its own stands still between what happens to it. */
export const advanceVenue = (timeline: Timeline, server: WireServer): void =>
  advanceServer(server, later(venueTime(timeline.now()), server.venue.now()));

/** What the services begin with. */
export type ServiceSetup = {
  readonly universe: Universe;
  readonly account: WireAccount;
  readonly cash: string;
  readonly delays: SettlementDelays;
};

/** Starts the services, with a wallet that holds cash and nothing else. */
export const startServices = (
  timeline: Timeline,
  { universe, account, cash, delays }: ServiceSetup,
): Services => {
  const start = venueTime(timeline.now());
  const dynamo = createDynamoApi();
  dynamo.call('CreateTable', { TableName: TABLE });
  const ssm = createSsmApi();
  putParameters(ssm);
  const server = createWireServer({
    venue: { universe, start, cash: usdc(cash), settings: { ...DEFAULT_SETTINGS, delays } },
    chain: 137,
    account,
    tape: [],
  });
  const plan = (ms: number, act: () => void): void => {
    timeline.at(timeline.now() + ms, () => {
      advanceVenue(timeline, server);
      act();
    });
  };
  const relayer = createRelayer({ server, later: plan });
  return { server, relayer, dynamo, ssm, kms: createKmsApi(KEY) };
};

/** Decides what becomes of each request, and how long it travels. */
export type Weather = {
  readonly venue: {
    readonly travel: VenueNetwork['travel'];
    readonly fateOf: VenueNetwork['fateOf'];
  };
  readonly aws: {
    readonly travel: AwsNetwork['travel'];
    readonly fateOf: AwsNetwork['fateOf'];
  };
};

const ARRIVES: WayFate = { kind: 'arrives' };
const CARRIED_OUT: ServiceFate = { kind: 'carried-out' };

/** Everything arrives: 50 ms to the venue and back, 6 ms to a service of the same region. */
export const FAIR: Weather = {
  venue: { travel: () => ({ there: 25, back: 25 }), fateOf: () => ARRIVES },
  aws: { travel: () => ({ there: 3, back: 3 }), fateOf: () => CARRIED_OUT },
};

/** The network to the venue. Its time is the true one, and never goes back. */
export const venueNetwork = (
  timeline: Timeline,
  { server, relayer }: Services,
  { venue }: Weather,
): Omit<VenueNetwork, 'witness'> => ({
  answer: (call) =>
    call.path.startsWith(RELAYER_PATH) ? relayer.handle(call) : handleWire(server, call),
  slowness: () => Number(msOfDuration(server.switches.get().latency)),
  advance: () => advanceVenue(timeline, server),
  travel: venue.travel,
  fateOf: venue.fateOf,
});

/** The network to AWS. */
export const awsNetwork = (
  { dynamo, ssm, kms }: Services,
  { aws }: Weather,
): Omit<AwsNetwork, 'witness'> => ({
  services: { DynamoDB_20120810: dynamo.call, AmazonSSM: ssm.call, TrentService: kms.call },
  travel: aws.travel,
  fateOf: aws.fateOf,
});
