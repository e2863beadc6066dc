// What anybody can find out about the venue without an account, for those who want to know whether
// trading would work from here.

import * as z from 'zod/mini';
import { notProbed, probed } from '../../domain/doctor-facts.ts';
import { hours } from '../../units/time.ts';
import { createApi, urlOf } from './api.ts';
import { fetchClobTerms } from './clob-market.ts';
import { fetchTime } from './clob-status.ts';
import { fetchLag } from './feed-lag.ts';
import { errorOf, errorOfNoAnswer } from './json-answer.ts';
import { readWire } from './wire.ts';
import type { Probed, RegionStanding } from '../../domain/doctor-facts.ts';
import type { Market, Universe } from '../../domain/market.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Observed } from '../../domain/observed.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CommonProbes, LiveProbes } from '../../ports/doctor.ts';
import type { Transport } from './transport.ts';

/** Looks at the public side of the venue. */
export type VenueProbes = Pick<CommonProbes, 'clock' | 'apiVersion' | 'sample' | 'lag'> &
  Pick<LiveProbes, 'region'>;

/** What the probes are made of. */
export type VenueProbesOptions = {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly endpoints: { readonly clob: string; readonly data: string };
  readonly fetchUniverse: () => Promise<Observed<Universe>>;
};

/** Says what an error of the venue is. */
export const describeVenueError = ({ endpoint, kind, detail }: VenueError): string =>
  `${endpoint}: ${kind} ${detail}`;

const unknownBy = <V>(error: VenueError): Probed<V> => notProbed(describeVenueError(error));

const FORBIDDEN = 403;
// What the venue says to an order that it looked at: its region was not in the way.
const LOOKED_AT = [400, 401, 422];
const ENDPOINT = 'POST /order';

// An order without login and without content is nobody's order; where it comes from is checked
// before anything else of it. Source: the venue's geographic restrictions, read 2026-11-22.
const probeRegion = async ({
  transport,
  clock,
  endpoints,
}: VenueProbesOptions): Promise<Probed<RegionStanding>> => {
  const answered = await transport({
    endpoint: ENDPOINT,
    method: 'POST',
    url: urlOf(endpoints.clob, '/order', []),
    effect: 'read',
    headers: {},
    body: '{}',
  });
  if (!answered.ok) return unknownBy(errorOfNoAnswer(ENDPOINT, answered.error));
  const error = errorOf(ENDPOINT, answered.value, clock);
  if (answered.value.status === FORBIDDEN) return probed({ kind: 'blocked', detail: error.detail });
  return LOOKED_AT.includes(answered.value.status) ? probed({ kind: 'open' }) : unknownBy(error);
};

const versionWire = z.object({ version: z.number().check(z.int()) });

const acceptingIn = ({ markets }: Universe): Market | undefined =>
  [...markets.values()].find(({ status }) => status.kind === 'accepting');

// Any lag is told; who asks decides whether it is too long. No feed is a year behind.
const ANY_LAG = hours(24 * 365);

/** Opens the probes. Nothing is sent before the first one is asked. */
export const createVenueProbes = (options: VenueProbesOptions): VenueProbes => {
  const { transport, clock, endpoints, fetchUniverse } = options;
  const clob = createApi({ transport, clock, base: endpoints.clob });
  const data = createApi({ transport, clock, base: endpoints.data });
  return {
    region: () => probeRegion(options),
    clock: async () => {
      const askedAt = clock.now();
      const time = await fetchTime(clob, clock);
      return time.kind === 'known'
        ? probed({ venue: time.value, askedAt, answeredAt: clock.now() })
        : unknownBy(time.error);
    },
    apiVersion: async () => {
      const answer = await clob.get('/version', []);
      if (!answer.ok) return unknownBy(answer.error);
      const read = readWire(versionWire, answer.value);
      return read.ok ? probed(read.value.version) : notProbed(`GET /version: ${read.error}`);
    },
    lag: async () => {
      const lag = await fetchLag(data, ANY_LAG);
      return lag.ok ? probed(lag.value) : unknownBy(lag.error);
    },
    sample: async () => {
      const universe = await fetchUniverse();
      if (universe.kind === 'unknown') return unknownBy(universe.error);
      const market = acceptingIn(universe.value);
      if (market === undefined) return probed({ kind: 'none' });
      const terms = await fetchClobTerms(clob, market.condition);
      if (!terms.ok) return unknownBy(terms.error);
      const { slug, tick, sizeMin } = market;
      const versions = [...universe.value.markets.values()].map(({ version }) => version);
      return probed({
        kind: 'market',
        slug,
        listed: { tick, sizeMin },
        traded: { tick: terms.value.tick, sizeMin: terms.value.sizeMin },
        versions: [...new Set(versions)],
      });
    },
  };
};
