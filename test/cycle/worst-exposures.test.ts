// Which scopes a record names as those that may lose most.

import { describe, expect, it } from 'vitest';
import { worstExposures } from '../../lib/cycle/worst-exposures.ts';
import { conditionId, eventId } from '../../lib/units/ids.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { played } from '../report/played.ts';

const NOTHING = { byMarket: new Map(), byEvent: new Map(), byCategory: new Map() };

describe('the worst exposures of a record', () => {
  it('are those of the scopes that may lose most, by the names that people know', async () => {
    const { universe } = await played();
    const [first, second] = [...universe.markets.values()];
    if (first === undefined || second === undefined) throw new Error('there are two markets');
    const exposures = {
      total: usdc('9'),
      byMarket: new Map([
        [first.condition, usdc('3')],
        [second.condition, usdc('3.000001')],
      ]),
      byEvent: new Map([[second.event, usdc('4')]]),
      byCategory: new Map([
        ['weather', usdc('5')],
        ['crypto', usdc('5')],
      ]),
    };
    expect(worstExposures(exposures, universe)).toEqual({
      category: { name: 'weather', exposure: '5' },
      event: { name: universe.events.get(second.event)?.slug, exposure: '4' },
      market: { name: second.slug, exposure: '3.000001' },
    });
  });

  it('go by their ids where nobody knows their names', async () => {
    const { universe } = await played();
    const exposures = {
      ...NOTHING,
      total: usdc('1'),
      byMarket: new Map([[conditionId(`0x${'f'.repeat(64)}`), usdc('1')]]),
      byEvent: new Map([[eventId('nobody'), usdc('1')]]),
    };
    expect(worstExposures(exposures, universe)).toEqual({
      category: null,
      event: { name: 'nobody', exposure: '1' },
      market: { name: `0x${'f'.repeat(64)}`, exposure: '1' },
    });
  });

  it('are none where nothing is at stake', async () => {
    const { universe } = await played();
    const exposures = { ...NOTHING, total: ZERO_USDC, byCategory: new Map([['a', ZERO_USDC]]) };
    expect(worstExposures(exposures, universe)).toEqual({
      category: null,
      event: null,
      market: null,
    });
  });

  it('are never above what is at stake all together', async () => {
    const { records } = await played();
    const told = records.filter(({ worstExposures: { market } }) => market !== null);
    expect(told.length).toBeGreaterThan(records.length / 2);
    for (const { exposure, worstExposures: worst } of told) {
      const [market, event, category] = [worst.market, worst.event, worst.category].map((one) =>
        Number(one?.exposure),
      );
      expect(category).toBeLessThanOrEqual(Number(exposure));
      expect(event).toBeLessThanOrEqual(category ?? NaN);
      expect(market).toBeGreaterThan(0);
    }
  });
});
