import { describe, expect, it } from 'vitest';
import { minutes } from '../../lib/units/time.ts';
import { bookOf, marketNamed, universeWith } from '../backtest/markets.ts';
import { openSession, settingsFrom } from '../backtest/session.ts';
import { QUIET, held } from './scene.ts';
import type { Ports } from '../../lib/cycle/ports.ts';
import type { SignedOrder } from '../../lib/domain/order.ts';
import type { PlaceOutcome } from '../../lib/domain/venue-outcome.ts';
import type { SavedCycle, Session } from '../backtest/session.ts';

const MARKETS = Array.from({ length: 9 }, (_, index) => marketNamed(`m${String(index)}`));

const showBooks = ({ venue }: Session, second: number): void => {
  for (const market of MARKETS) venue.apply(bookOf(market, second, QUIET));
};

type Answer = (order: SignedOrder) => PlaceOutcome;

type Scene = {
  readonly session: Session;
  readonly sizes: readonly number[];
  readonly end: SavedCycle;
};

// A session that wants 18 quotes, in whose first trading cycle the venue gives this answer to the
// first batch; null lets the batch through.
const answering = async (answer: Answer | null): Promise<Scene> => {
  const settings = settingsFrom({ STRATEGY_PRESET: 'aggressive' });
  const session = openSession({ universe: universeWith(...MARKETS), settings });
  showBooks(session, 0);
  held(session, await session.saved());
  session.leaseClock.pass(minutes(1));
  showBooks(session, 60);
  const sizes: number[] = [];
  const { ports } = session;
  const postOrder: Ports['venue']['postOrder'] = (orders) => {
    sizes.push(orders.length);
    return answer === null || sizes.length > 1
      ? ports.venue.postOrder(orders)
      : Promise.resolve(orders.map(answer));
  };
  const end = await session.cycle({ ...ports, venue: { ...ports.venue, postOrder } });
  if (end.kind !== 'saved') throw new Error(end.kind);
  return { session, sizes, end: held(session, end) };
};

const retryAfter = { kind: 'unspecified' } as const;

const rejectedAs =
  (rejection: 'region' | 'approval'): Answer =>
  ({ id }) => ({ id, kind: 'rejected', class: rejection, message: 'no', retryAfter });

describe('eighteen wanted quotes', () => {
  it('go in two batches where the venue takes them', async () => {
    const { sizes, end } = await answering(null);
    expect(sizes).toEqual([15, 3]);
    expect(end.record).toMatchObject({ placed: 18, wanted: 18 });
  });

  it.each([
    ['a refusal of the region', rejectedAs('region'), 'COOLDOWN_CACHED'],
    [
      'a restart',
      ({ id }: SignedOrder) => ({ id, kind: 'not-sent', cause: 'restarting', retryAfter }) as const,
      'COOLDOWN_CACHED',
    ],
    ['fifteen rejections in a row', rejectedAs('approval'), 'CIRCUIT_BREAKER: CONSECUTIVE_REJECTS'],
  ])('end with the first batch after %s', async (_what, answer, code) => {
    const { sizes, end } = await answering(answer);
    expect(sizes).toEqual([15]);
    const rest = end.record.orders.slice(15).map(({ result }) => result);
    expect(rest).toHaveLength(3);
    for (const result of rest) expect(result).toMatch(new RegExp(`^refused .*${code}`));
  });
});
