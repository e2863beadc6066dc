import { describe, expect, it } from 'vitest';
import { minutes } from '../../lib/units/time.ts';
import { BUSY_MINUTE, busySession, closeMinute, liveThrough, openMinute } from './busy-minute.ts';
import { booksOf } from './busy-minute.ts';
import { CRASH, mortal } from './crashes.ts';
import { orderInWords, placementsOf } from './placements.ts';
import { held } from './scene.ts';
import type { PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { Death } from './crashes.ts';

/** What came of a life in which one cycle of the busy minute died, or none. */
type Life = {
  readonly calls: readonly string[];
  /** What the venue took in the busy minute, before and after the death, and in the ones after. */
  readonly placed: readonly string[];
  readonly placedLater: readonly string[];
  readonly books: string;
  readonly afterDeath: PortfolioState;
  readonly last: PortfolioState;
};

const LAST_MINUTE = BUSY_MINUTE + 6;

// Lives up to the busy minute, dies in it where it is told to, comes back when the lease is over
// while the market stands still, and lives on. What is wanted needs no more than two cycles, so
// that a third one in the same minute finds nothing to do.
const live = async (death: Death | null): Promise<Life> => {
  const placements = placementsOf();
  const session = busySession({ watchVenue: placements.watch });
  await liveThrough(session, 0, BUSY_MINUTE - 1);
  placements.forget();
  openMinute(session, BUSY_MINUTE);
  const { ports, calls } = mortal(session.ports, death);
  if (death === null) await session.cycle(ports);
  else await expect(session.cycle(ports)).rejects.toThrow(CRASH);
  session.leaseClock.pass(minutes(2));
  const { state: afterDeath } = held(session, await session.saved());
  held(session, await session.saved());
  const placed = placements.forget();
  closeMinute(session, BUSY_MINUTE);
  const end = await liveThrough(session, BUSY_MINUTE + 1, LAST_MINUTE);
  const placedLater = placements.forget();
  return { calls, placed, placedLater, books: booksOf(end), afterDeath, last: end.state };
};

type NamedDeath = Death & { readonly name: string };

const deathsIn = (calls: readonly string[]): readonly NamedDeath[] =>
  calls.flatMap((name, call) =>
    (['before', 'after'] as const).map((when) => ({ call, when, name })),
  );

// Between the journal and the venue's answer an order is on paper but perhaps not at the venue.
const isInFlight = (calls: readonly string[], { call, when }: Death): boolean => {
  const done = calls.slice(0, when === 'after' ? call + 1 : call);
  const journal = done.lastIndexOf('store.journal');
  const post = journal < 0 ? -1 : calls.indexOf('venue.postOrder', journal);
  return journal >= 0 && (call < post || (call === post && when === 'before'));
};

const clean = await live(null);
const deaths = deathsIn(clean.calls);
const isUncertain = (death: Death): boolean => isInFlight(clean.calls, death);

describe('the busy minute', () => {
  it('holds all that a cycle may do', () => {
    expect(new Set(clean.calls)).toEqual(
      new Set([
        ...['killSwitch.read', 'store.acquire', 'venue.fetchUniverse', 'venue.fetchTime'],
        ...['venue.fetchMode', 'venue.fetchBooks', 'venue.fetchPrints', 'venue.fetchTargets'],
        ...['venue.fetchOpenOrders', 'venue.fetchActivity', 'venue.fetchBalances'],
        ...['venue.fetchFills', 'venue.fetchOrder', 'venue.cancelOrders', 'venue.sign'],
        ...['store.journal', 'venue.postOrder', 'chain.submit', 'store.putEntries'],
        ...['beforeSave', 'store.save', 'store.putSettled', 'store.putHistory'],
      ]),
    );
  });
});

describe('a crash, once the same minute is lived through again', () => {
  it.each(deaths.filter((death) => !isUncertain(death)))(
    '$when $name (call $call) leaves orders and books as if there had been none',
    async (death) => {
      const { placed, placedLater, books } = await live(death);
      expect({ placed, placedLater, books }).toEqual({
        placed: clean.placed,
        placedLater: clean.placedLater,
        books: clean.books,
      });
    },
  );
});

describe('a crash between the journal and the answer', () => {
  const uncertain = deaths.filter(isUncertain);

  it('has its place in both batches of the busy minute', () => {
    expect(uncertain.map(({ when, name }) => `${when} ${name}`)).toEqual([
      ...['after store.journal', 'before killSwitch.read'],
      ...['after killSwitch.read', 'before venue.postOrder'],
      ...['after store.journal', 'before killSwitch.read'],
      ...['after killSwitch.read', 'before venue.postOrder'],
    ]);
  });

  it.each(uncertain)(
    'pitfall 2: $when $name (call $call) places nothing in its stead while it may still appear',
    async (death) => {
      const { placed, afterDeath } = await live(death);
      const unknown = afterDeath.intents
        .filter(({ phase }) => phase.kind === 'unknown')
        .map(({ order }) => orderInWords(order));
      expect(unknown).not.toEqual([]);
      expect(clean.placed).toEqual(expect.arrayContaining([...placed, ...unknown]));
      expect(placed.filter((order) => unknown.includes(order))).toEqual([]);
    },
  );

  it.each(uncertain)(
    '$when $name (call $call) is over when its orders are proven absent',
    async (death) => {
      const { last } = await live(death);
      expect(last.intents.filter(({ phase }) => phase.kind === 'unknown')).toEqual([]);
      expect([...last.ledger.lots.values()].map(({ token }) => token)).not.toContain('rain-yes');
    },
  );
});
