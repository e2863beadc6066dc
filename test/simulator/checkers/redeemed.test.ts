// The redemption of an outcome that has lost realizes a gain, as a merge does.

import { describe, expect, it } from 'vitest';
import { universeOf } from '../../../lib/domain/market.ts';
import { present } from '../../../lib/units/invariant.ts';
import { price } from '../../../lib/units/price.ts';
import { shares } from '../../../lib/units/shares.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { CAPS, FILL } from './fill-history.ts';
import { capped } from './g3-capped.ts';
import { BID, MARKET, minute, openOrderOf, said, sent, venueWith } from './histories.ts';
import { bookingOf, savesOf } from './saves.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Universe } from '../../../lib/domain/market.ts';

const NO = { token: MARKET.no, outcome: 'NO', price: price('0.5') } as const;
const { condition } = MARKET;

const exclusive = (): Universe => {
  const { markets, events } = venueWith({}).universe();
  const { event } = MARKET;
  const outcomes = [...markets.values()].map((market) => ({ ...market, event }));
  const one = present(events.get(event), 'of an event');
  const conditions = outcomes.map((market) => market.condition);
  return universeOf(outcomes, [
    { ...one, exclusivity: 'exclusive', completeness: 'complete', markets: conditions },
  ]);
};

// Of two outcomes one wins. Four shares that the first one loses cost two dollars: if the second
// one wins, their gain of two is set against its losses, which may then be six.
describe('once a lost outcome was redeemed', () => {
  const universe = exclusive();
  const second = present([...universe.markets.values()][1], 'two outcomes');
  const HELD: Fill = { ...FILL, ...NO, size: shares('4') };
  const redemption: Activity = {
    kind: 'redemption',
    at: epochMs(6n),
    key: 'r',
    condition,
    token: MARKET.no,
    size: shares('4'),
    payout: usdc('4'),
  };
  const BOOKED = bookingOf({ kind: 'redemption', token: MARKET.no });
  const sight = () => {
    let resting = '12';
    const venue = venueWith({
      universe: () => universe,
      fills: () => [HELD],
      activity: () => [redemption],
      openOrders: () => [
        {
          ...openOrderOf({ ...BID, price: '0.5', size: resting }),
          condition: second.condition,
          token: second.no,
          outcome: 'NO',
        },
      ],
    });
    const checker = capped({ ...CAPS, market: 10_000_000n });
    said(checker, savesOf(7, 4), venue);
    return {
      at: (at: number) => said(checker, [minute(at)], venue),
      book: () => said(checker, [BOOKED], venue),
      send: () => said(checker, [sent(8, [])], venue),
      rest: (more: string) => {
        resting = more;
      },
    };
  };

  // Simulated section 185154881563137.
  it('a bid that fitted with its gain may rest on, and may not grow', () => {
    const seen = sight();
    expect(seen.at(7)).toEqual([]);
    expect(seen.book()).toEqual([]);
    expect(seen.at(8)).toEqual([]);
    seen.rest('12.1');
    expect(seen.at(9)).toHaveLength(3);
  });

  it('a bid that is cancelled leaves no room for another one as large', () => {
    const seen = sight();
    expect(seen.book()).toEqual([]);
    seen.rest('8');
    expect(seen.send()).toEqual([]);
    seen.rest('12');
    expect(seen.at(9)).toHaveLength(3);
  });

  it('nothing is allowed where the bid fits without it', () => {
    const seen = sight();
    seen.rest('8');
    expect(seen.book()).toEqual([]);
    seen.rest('8.1');
    expect(seen.at(8)).toHaveLength(3);
  });
});
