// The adapter's way to a server of this machine: real sockets, the real transport.

import { createApi } from '../../lib/adapters/polymarket/api.ts';
import { fetchHttp } from '../../lib/adapters/polymarket/fetch-http.ts';
import { createTransport } from '../../lib/adapters/polymarket/transport.ts';
import { seconds } from '../../lib/units/time.ts';
import type { Api } from '../../lib/adapters/polymarket/api.ts';
import type { Transport } from '../../lib/adapters/polymarket/transport.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';

/** How a test reaches a server. */
export type Reach = {
  readonly clock: Clock;
  readonly deadline?: DurationMs;
  readonly bytesMax?: number;
};

/** Opens the way. */
export const openTransport = ({
  clock,
  deadline = seconds(5),
  bytesMax = 5_000_000,
}: Reach): Transport =>
  createTransport({ send: fetchHttp({ version: '0.1.0', bytesMax }), clock, deadline });

/** Opens an API at an address. */
export const openApi = (base: string, reach: Reach): Api =>
  createApi({ transport: openTransport(reach), clock: reach.clock, base });
