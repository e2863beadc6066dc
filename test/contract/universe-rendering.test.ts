// Whatever markets there are: rendered by the wire server and read by our adapter, they are the
// same markets.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../lib/adapters/polymarket/api.ts';
import { createTransport } from '../../lib/adapters/polymarket/transport.ts';
import { readUniverse } from '../../lib/adapters/polymarket/universe.ts';
import { CATEGORIES } from '../../lib/domain/category.ts';
import { universeOf } from '../../lib/domain/market.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { ownAccount } from '../../lib/simulation/wire/account.ts';
import { createWireServer } from '../../lib/simulation/wire/server.ts';
import { conditionId, eventId, tokenId } from '../../lib/units/ids.ts';
import { priceOffset, tick, TICKS } from '../../lib/units/price.ts';
import { ratio, ratioPpm } from '../../lib/units/ratio.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { epochMs, seconds } from '../../lib/units/time.ts';
import { usdc, usdcMicros } from '../../lib/units/usdc.ts';
import { manualClock, NOON } from '../loopback/clocks.ts';
import { sendTo } from '../loopback/in-process.ts';
import { SIGNER } from '../simulation/wire/markets.ts';
import { comparable } from './comparable.ts';
import type { EventGroup, Market, Universe } from '../../lib/domain/market.ts';
import type { VenueError } from '../../lib/domain/venue-outcome.ts';
import type { Result } from '../../lib/units/result.ts';

const micros = (max: bigint) => fc.bigInt({ min: 1n, max });
const wholeSeconds = fc
  .integer({ min: 1_600_000_000, max: 1_900_000_000 })
  .map((count) => ({ kind: 'at', at: epochMs(BigInt(count) * 1_000n) }) as const);

const status = fc.oneof(
  fc.constantFrom({ kind: 'accepting' } as const, { kind: 'paused' } as const),
  fc.constant({ kind: 'closed' } as const),
  fc
    .constantFrom(ratio('0'), ratio('1'), ratio('0.5'))
    .map((yesPayout) => ({ kind: 'resolved', yesPayout }) as const),
);

const fee = fc.oneof(
  fc.constant({ kind: 'free' } as const),
  fc.record({
    kind: fc.constant('taker' as const),
    rate: micros(1_000_000n).map((ppm) => ratioPpm(ppm)),
    exponent: fc.constantFrom(1 as const, 2 as const),
  }),
);

const rewards = fc.oneof(
  fc.constant({ kind: 'none' } as const),
  fc.record({
    kind: fc.constant('paid' as const),
    sizeMin: micros(100_000n).map((cents) => shareMicros(cents * 10_000n)),
    spreadMax: micros(1_000_000n).map((offset) => priceOffset(offset)),
    dailyPool: micros(10_000_000_000n).map((amount) => usdcMicros(amount)),
  }),
);

type Terms = Omit<Market, 'condition' | 'slug' | 'event' | 'yes' | 'no'>;

const terms: fc.Arbitrary<Terms> = fc.record({
  version: fc.constantFrom('v1' as const, 'v2' as const),
  outcomeLabels: fc.record({ yes: fc.string({ minLength: 1 }), no: fc.string({ minLength: 1 }) }),
  tick: fc.constantFrom(...TICKS).map((text) => tick(text)),
  sizeMin: micros(10_000n).map((cents) => shareMicros(cents * 10_000n)),
  fee,
  rewards,
  negRisk: fc.boolean(),
  status,
  end: fc.oneof(fc.constant({ kind: 'unknown' } as const), wholeSeconds),
  gameStart: fc.oneof(fc.constant({ kind: 'none' } as const), wholeSeconds),
  volume24h: micros(10_000_000_000_000n).map((amount) => usdcMicros(amount)),
});

const isOver = ({ status: { kind } }: Market): boolean => kind === 'closed' || kind === 'resolved';

const marketsOf = (event: number, all: readonly Terms[]): readonly Market[] =>
  all.map((one, index) => {
    const digits = `${String(event + 1)}${String(index + 1)}`;
    const padded =
      one.version === 'v2' ? `${digits.padStart(62, 'a')}00` : digits.padStart(64, 'b');
    return {
      ...one,
      condition: conditionId(`0x${padded}`),
      slug: `market-${digits}`,
      event: eventId(`7${String(event)}`),
      yes: tokenId(`1${digits}1`),
      no: tokenId(`1${digits}2`),
    };
  });

const events = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  exclusivity: fc.constantFrom('exclusive' as const, 'independent' as const),
  markets: fc.array(terms, { minLength: 1, maxLength: 4 }),
});

const universes: fc.Arbitrary<Universe> = fc
  .array(events, { minLength: 1, maxLength: 3 })
  .map((drafts) => {
    const groups = drafts.map((draft, index) => {
      const markets = marketsOf(index, draft.markets);
      const event: EventGroup = {
        id: eventId(`7${String(index)}`),
        slug: `event-${String(index)}`,
        category: draft.category,
        exclusivity: draft.exclusivity,
        completeness: 'complete',
        markets: markets.map(({ condition }) => condition),
      };
      return { markets, event };
    });
    return universeOf(
      groups.flatMap(({ markets }) => markets),
      groups.map(({ event }) => event),
    );
  });

const readBack = (universe: Universe): Promise<Result<Universe, VenueError>> => {
  const server = createWireServer({
    venue: { universe, start: NOON, cash: usdc('1'), settings: DEFAULT_SETTINGS },
    chain: 137,
    account: ownAccount(SIGNER),
    tape: [],
  });
  const clock = manualClock();
  const send = sendTo(server, clock.advance);
  const transport = createTransport({ send, clock, deadline: seconds(5) });
  const api = createApi({ transport, clock, base: 'http://wire' });
  const names = [...universe.markets.values()].filter(isOver).map(({ condition }) => condition);
  const report = (): void => undefined;
  return readUniverse({ gamma: api, clob: api, report, pagesMax: 5 }, { names, now: NOON });
};

describe('markets on the wire', () => {
  it('are read as they were rendered', async () => {
    await fc.assert(
      fc.asyncProperty(universes, async (universe) => {
        const read = await readBack(universe);
        expect(read.ok ? comparable(read.value) : read.error).toEqual(comparable(universe));
      }),
      { numRuns: 500 },
    );
  });
});
