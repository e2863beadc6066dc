// What the report of a portfolio says of the market that it is in.

import { describe, expect, it } from 'vitest';
import { portfolioData } from '../../lib/cli/portfolio-report.ts';
import { growingReport } from '../../lib/report/growing.ts';
import { portfolioId } from '../../lib/units/ids.ts';
import { epochMs } from '../../lib/units/time.ts';
import { lookedUpIdentity } from '../../lib/wiring/identities.ts';
import { tapeOfVenue } from '../../lib/wiring/paper-venue-state.ts';
import { played } from '../report/played.ts';
import type { PortfolioMarket } from '../../lib/cli/portfolio-report.ts';

const NEVER = { from: epochMs(0n), to: epochMs(0n) };

const identityIn = async (market: PortfolioMarket): Promise<string> => {
  const { limits } = await played();
  const identity = lookedUpIdentity(portfolioId('rain'), 'paper');
  const said = { settings: [], command: 'keel report', place: 'here', doubts: [] };
  const facts = { identity, market, ...said };
  const grown = growingReport({ mode: 'paper', limits }).finish({
    kind: 'from-record',
    ledger: { lots: new Map() },
  });
  return portfolioData(facts, grown, NEVER).source.identity;
};

describe('the identity of a report', () => {
  it.each([
    [{ kind: 'tape', tape: { name: 'a', identity: 'b:1' } }, '; tape "a", digest b:1'],
    [{ kind: 'unknown', why: 'it is not stored' }, '; tape unknown: it is not stored'],
    [{ kind: 'venue' }, '; no tape: the venue itself'],
  ] as const)('says of %j what is known of its tape', async (market, words) => {
    expect(await identityIn(market)).toContain(words);
  });
});

describe('a kept venue', () => {
  it('names its tape, and a damaged one says that it is', () => {
    const kept = { tape: 'a', identity: 'b:1', openingCash: '100', venue: '' };
    const text = JSON.stringify(kept);
    expect(tapeOfVenue(text)).toEqual({ ok: true, value: { name: 'a', identity: 'b:1' } });
    expect(tapeOfVenue('{}')).toMatchObject({ ok: false });
  });
});
