import { describe, expect, it } from 'vitest';
import { chartData } from '../../lib/report/charts-of.ts';
import { sampleReport } from './sample.ts';
import type { MarketLook } from '../../lib/report/report-data.ts';

const look = (minute: number, bid: string | null, shares = '0'): MarketLook => ({
  at: new Date(Date.UTC(2026, 5, 1, 12, minute)).toISOString(),
  bid,
  ask: null,
  fair: null,
  quoteBid: null,
  quoteAsk: null,
  shares,
});

const shown = (looks: readonly MarketLook[]): number | undefined => {
  const size = { cycles: 2, markets: 1, looks: 2, fills: 1, rows: 2 };
  const { bands } = sampleReport({ ...size, bands: ['as-played'] });
  const data = chartData(
    {
      bands: bands.map((band) => ({
        ...band,
        markets: band.markets.map((one) => ({ ...one, looks })),
      })),
    },
    { looksMax: 100, fillsMax: 100 },
  );
  return data.markets['as-played']?.[0]?.price.tracks[0]?.times.length;
};

describe('the chart of a market', () => {
  it('begins and ends with what was known of its price', () => {
    const looks = [
      look(0, null),
      look(1, '0.5'),
      look(2, null),
      look(3, '0.5'),
      look(4, null, '9'),
    ];
    expect(shown(looks)).toBe(3);
  });
  it('shows all looks where no price was ever known', () => {
    expect(shown([look(0, null), look(1, null)])).toBe(2);
  });
});
