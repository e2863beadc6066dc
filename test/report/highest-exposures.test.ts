// The highest exposure of each kind of scope over a run.

import { describe, expect, it } from 'vitest';
import { highestExposures } from '../../lib/report/highest-exposures.ts';
import { played } from './played.ts';
import type { WorstExposures } from '../../lib/domain/cycle-record.ts';

const of = (name: string, exposure: string): WorstExposures => ({
  category: null,
  event: null,
  market: { name, exposure },
});

describe('the highest exposure', () => {
  it.each([
    ['9.999999', 'first'],
    ['10', 'first'],
    ['10.000001', 'second'],
  ])('of 10 and then %s is that of the %s', (exposure, name) => {
    const looked = highestExposures();
    looked.add('noon', of('first', '10'));
    looked.add('one', of('second', exposure));
    const { market } = looked.highest();
    expect([market?.name, market?.at]).toEqual([name, name === 'first' ? 'noon' : 'one']);
  });

  it('stays where a record says nothing', () => {
    const looked = highestExposures();
    looked.add('noon', of('first', '10'));
    const once = looked.highest();
    looked.add('one', { category: null, event: null, market: null });
    expect(looked.highest()).toEqual(once);
  });

  it('of a band is the highest that any of its records names', async () => {
    const { band, records } = await played();
    const { market, at } = records
      .map(({ worstExposures, at: moment }) => ({ market: worstExposures.market, at: moment }))
      .reduce((most, one) =>
        Number(one.market?.exposure ?? 0) > Number(most.market?.exposure ?? 0) ? one : most,
      );
    expect(band.highestExposures.market).toEqual({ ...market, at });
  });
});
