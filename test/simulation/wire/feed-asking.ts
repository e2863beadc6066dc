// Short ways to read the Data API of a wire server.

import { applyToServer } from '../../../lib/simulation/wire/server.ts';
import { walletAddress } from '../../../lib/units/ids.ts';
import { after, seconds } from '../../../lib/units/time.ts';
import { NOON } from '../../loopback/clocks.ts';
import { ask } from './asking.ts';
import { openWire, PLAIN, THIRD, tradeEvent } from './markets.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';

/** A row of a feed. */
export type Row = Readonly<Record<string, unknown>>;
/** A page of a feed. */
export type Page = {
  readonly data: readonly Row[];
  readonly pagination: { readonly next_cursor: string | null; readonly has_more: boolean };
};

/** Noon in seconds. */
export const NOON_SECONDS = 1_795_348_800;
/** Who trades. */
export const TRADER = `0x${'2'.repeat(40)}`;

/** Reads a page. */
export const page = (server: WireServer, path: string): Page => ask(server, { path }).body as Page;
/** Reads the rows of a page. */
export const rows = (server: WireServer, path: string): readonly Row[] => page(server, path).data;

/** Somebody buys 10 YES some seconds after noon. */
export const trade = (
  server: WireServer,
  second: number,
  row: { readonly price: string; readonly market?: Market },
): void =>
  applyToServer(
    server,
    tradeEvent(row.market ?? PLAIN, after(NOON, seconds(second)), {
      taker: 'BUY',
      price: row.price,
      size: '10',
    }),
  );

/** Somebody buys YES at several prices with one order. */
export const sweep = (
  server: WireServer,
  fills: readonly (readonly [price: string, size: string])[],
  address = walletAddress(TRADER),
): void => {
  for (const [price, size] of fills)
    applyToServer(server, {
      ...tradeEvent(PLAIN, NOON, { taker: 'BUY', price, size }),
      wallet: { kind: 'known', address },
      transaction: `0x${'5'.repeat(64)}`,
    });
};

/** Three trades in three seconds, the last one on another market. */
export const traded = (): WireServer => {
  const server = openWire();
  trade(server, 1, { price: '0.52' });
  trade(server, 2, { price: '0.53' });
  trade(server, 3, { price: '0.51', market: THIRD });
  return server;
};

/** The seconds after noon of rows. */
export const times = (found: readonly Row[]): readonly number[] =>
  found.map(({ timestamp }) => Number(timestamp) - NOON_SECONDS);
