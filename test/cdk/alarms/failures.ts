// What goes wrong in a minute, each failure by itself.

import { unknown } from '../../../lib/domain/observed.ts';
import { invariant } from '../../../lib/units/invariant.ts';
import { plus } from '../../../lib/units/quantity.ts';
import { err, ok } from '../../../lib/units/result.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { virtualClock } from '../../backtest/session.ts';
import type { Ports } from '../../../lib/cycle/ports.ts';
import type { RejectClass, VenueError } from '../../../lib/domain/venue-outcome.ts';
import type { Venue } from '../../../lib/ports/venue.ts';
import type { Minute } from './world.ts';

const onVenue = (change: (venue: Venue) => Partial<Venue>): Minute => ({
  ports: (ports) => ({ ...ports, venue: { ...ports.venue, ...change(ports.venue) } }),
});

const onStore = (change: (store: Ports['store']) => Partial<Ports['store']>): Minute => ({
  ports: (ports) => ({ ...ports, store: { ...ports.store, ...change(ports.store) } }),
});

const silence = (kind: VenueError['kind']) => () =>
  Promise.resolve(
    unknown<never>({ kind, endpoint: 'any', detail: '', retryAfter: { kind: 'unspecified' } }),
  );

const AWAY = { kind: 'UNAVAILABLE', detail: 'the table is away' } as const;

export const UNSAVED = onStore(() => ({ save: () => Promise.resolve(err(AWAY)) }));

export const UNLOADED = onStore(() => ({ acquire: () => Promise.resolve(err(AWAY)) }));

/** A save that says how large the state has become. */
export const stateOf = (bytes: number): Minute =>
  onStore((store) => ({
    save: async (...args) => {
      const saved = await store.save(...args);
      return saved.ok ? ok({ ...saved.value, bytes }) : saved;
    },
  }));

/** A venue that answers after so many milliseconds. */
export const slowBy = (ms: number): Minute => ({
  ports: (ports) => {
    const clock = virtualClock(ports.clock.now());
    const fetchUniverse = () => {
      clock.pass(durationMs(BigInt(ms)));
      return ports.venue.fetchUniverse();
    };
    return { ...ports, clock, venue: { ...ports.venue, fetchUniverse } };
  },
});

/** A venue whose reads all fail with a kind of error. */
export const readsFailing = (kind: VenueError['kind']): Minute =>
  onVenue(() => ({
    fetchMode: silence(kind),
    fetchOpenOrders: silence(kind),
    fetchOrder: silence(kind),
    fetchFills: silence(kind),
    fetchBalances: silence(kind),
    fetchBooks: async (tokens) => {
      const one = await silence(kind)();
      return new Map(tokens.map((token) => [token, one]));
    },
  }));

/** A venue that rejects every order. */
export const rejectingAs = (rejection: RejectClass): Minute =>
  onVenue(() => ({
    postOrder: (orders) =>
      Promise.resolve(
        orders.map(({ id }) => {
          const retryAfter = { kind: 'unspecified' } as const;
          return { id, kind: 'rejected', class: rejection, message: 'no', retryAfter };
        }),
      ),
  }));

/** Orders that nobody can say anything of. */
export const UNANSWERED = onVenue(() => ({
  postOrder: (orders) =>
    Promise.resolve(
      orders.map(({ id }) => ({ kind: 'unknown', id, detail: 'no answer', reply: 'none' })),
    ),
}));

/** A venue that says of no order what became of it; everything else can be read. */
export const ORDERS_UNREAD = onVenue(() => ({
  fetchOpenOrders: silence('TIMEOUT'),
  fetchOrder: silence('TIMEOUT'),
}));

/** A venue at which there is more cash than we know of. */
export const MORE_CASH = onVenue((venue) => ({
  fetchBalances: async (...args) => {
    const read = await venue.fetchBalances(...args);
    if (read.kind === 'unknown') return read;
    return { ...read, value: { ...read.value, cash: plus(read.value.cash, usdc('10')) } };
  },
}));

export const BROKEN = onVenue((venue) => ({
  fetchMode: () => {
    invariant(false, 'nothing breaks');
    return venue.fetchMode();
  },
}));

/** The position of the kill switch from this minute on. */
export const switchedTo = (position: 'off' | 'halt' | 'reduce-only' | 'failed'): Minute => ({
  before: ({ killSwitch }) => {
    killSwitch.set(position);
  },
});
