// The venue that built functions talk to: the wire server on a socket of this machine. Either a
// tape is played in real time, or nothing moves but what the caller shows.

import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { waitUnless } from '../../lib/adapters/local/waiting.ts';
import { idleInRealTime, playInRealTime } from '../../lib/cli/venue-drive.ts';
import { retimed } from '../../lib/cli/venue-tape.ts';
import { WHOLE } from '../../lib/domain/tape-event.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import { startWireServer } from '../../lib/simulation/wire/face.ts';
import { applyToServer, createWireServer } from '../../lib/simulation/wire/server.ts';
import { walletAddress } from '../../lib/units/ids.ts';
import { price } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { after, formatTime, hours } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { PLAIN, universeWith } from '../simulation/wire/markets.ts';
import type { Market, Side, Universe } from '../../lib/domain/market.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { WireServer } from '../../lib/simulation/wire/server.ts';
import type { EpochMs } from '../../lib/units/time.ts';
import type { Later } from './lambda.ts';

/** The wallet that the venue keeps; its key holds the funds itself. */
export const WALLET = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');

/** A venue that listens. */
export type RunningVenue = { readonly server: WireServer; readonly url: string };

const CASH = usdc('50000');

const serverOf = (universe: Universe, start: EpochMs): WireServer =>
  createWireServer({
    venue: { universe, start, cash: CASH, settings: DEFAULT_SETTINGS },
    chain: 137,
    account: ownAccount(WALLET),
    tape: [],
  });

/** A market, and how much faster than real time it moves. */
export type Playing = { readonly tape: Tape; readonly speed: number; readonly later: Later };

/** Starts a venue on which a tape is played from now on. */
export const playedVenue = async ({
  tape: asked,
  speed,
  later,
}: Playing): Promise<RunningVenue> => {
  const tape = retimed(asked, { start: systemClock.now(), speed });
  const server = serverOf(tape.universe, tape.start);
  const running = await startWireServer(server);
  let isOver = false;
  const shouldStop = (): boolean => isOver;
  const wait = (ms: number): Promise<void> => waitUnless(shouldStop, ms);
  const drive = { now: systemClock.now, wait, shouldStop };
  const played = playInRealTime(server, tape, drive).then(() => idleInRealTime(server, drive));
  later(async () => {
    isOver = true;
    await played;
    await running.stop();
  });
  return { server, url: running.url };
};

/** A venue with one market, whose clock stands until a book is shown. */
export type ShownVenue = RunningVenue & {
  readonly market: Market;
  /** Shows a book with these best prices, in cents, at a time. */
  readonly show: (at: EpochMs, best: readonly [bid: number, ask: number]) => void;
  /** Lets somebody take at a price, in cents, more than rests there. */
  readonly trade: (at: EpochMs, taker: Side, cents: number) => void;
};

const centsOf = (count: number) => price((count / 100).toFixed(2));

const levels = (best: number, step: number) =>
  [0, 1, 2, 3, 4].map((index) => ({ price: centsOf(best + step * index), size: shares('4000') }));

/** Starts a venue on which nothing moves by itself. */
export const shownVenue = async (start: EpochMs, later: Later): Promise<ShownVenue> => {
  const end = { kind: 'at', at: after(start, hours(24 * 100)) } as const;
  const market: Market = { ...PLAIN, fee: { kind: 'free' }, end };
  const server = serverOf(universeWith([market]), start);
  const running = await startWireServer(server);
  later(running.stop);
  return {
    server,
    url: running.url,
    market,
    show: (at, [bid, ask]) =>
      applyToServer(server, {
        ...{ kind: 'book', at, token: market.yes, depth: WHOLE },
        ...{ bids: levels(bid, -1), asks: levels(ask, 1) },
      }),
    trade: (at, takerSide, cents) =>
      applyToServer(server, {
        ...{ kind: 'trade', at, token: market.yes, takerSide, price: centsOf(cents) },
        ...{
          size: shares('6000'),
          wallet: { kind: 'not-recorded' },
          transaction: `0x${formatTime(at)}`,
        },
      }),
  };
};
