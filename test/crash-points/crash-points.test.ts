// Some of the crash points, in the seconds that a test may take: all of them are a command,
// `npm run crash-points`.

import { describe, expect, it } from 'vitest';
import { usdc } from '../../lib/units/usdc.ts';
import { soakUniverse } from '../soak/world.ts';
import { createExplorer, explore } from './explore/explore.ts';
import { findingText } from './explore/telling.ts';
import { answerTo } from './outcomes/moving.ts';
import { booksDiffer } from './play/play.ts';
import { SCENARIOS } from './scenarios/all.ts';
import { QUIET, scenario } from './stage/scenario.ts';
import type { Depth } from './explore/explore.ts';
import type { Scenario } from './stage/scenario.ts';

const PATIENCE = 120_000;

const named = (name: string): Scenario => {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no such scenario: ${name}`);
  return found;
};

const brokenIn = async (name: string, depth: Depth): Promise<readonly string[]> =>
  (await explore(named(name), depth)).findings.flatMap(findingText);

describe('a cycle that dies, stands still or is answered in any way', () => {
  it.each([
    ['quotes filled', { families: ['deaths'], follow: 'its death', every: 23 }],
    ['merge', { families: ['deaths', 'sending'], follow: 'everything', every: 61 }],
    ['first quotes', { families: ['stalls', 'placing'], follow: 'everything', every: 27 }],
    ['fills on paper', { families: ['deaths'], follow: 'its death', every: 29 }],
  ] as const)(
    'loses nothing, and two cycles later knows the truth: %s',
    async (name, depth) => {
      expect(await brokenIn(name, depth)).toEqual([]);
    },
    PATIENCE,
  );
});

// A dollar goes without a trace: there is nothing that the books could know of it. The cycle
// right after the opening would open them anew.
const robbed = scenario({
  name: 'robbed',
  universe: soakUniverse(1),
  before: [QUIET, QUIET],
  then: ({ world }) => world.server.venue.transfer(usdc('-1')),
});

describe('the explorer', () => {
  it(
    'tells of books that differ from those of the venue',
    async () => {
      const { findings } = await explore(robbed, { families: [], follow: 'its death', every: 1 });
      expect(findings.flatMap(findingText)).toContain('VIOLATION in robbed: unharmed');
      expect(findings.flatMap(({ broken }) => broken).join()).toMatch(/G5.*cash is 1000000000/);
    },
    PATIENCE,
  );

  it(
    'tells of books that differ from those of the run without a crash',
    async () => {
      const { unharmed } = await createExplorer(named('quotes filled'));
      expect(booksDiffer(unharmed, unharmed)).toEqual([]);
      const other = { ...unharmed, balances: unharmed.balances.replace('0.48', '0.49') };
      expect(booksDiffer({ ...other, history: '' }, unharmed).join()).toMatch(/without it only/);
      expect(booksDiffer({ ...other, venue: 'another one' }, unharmed)).toEqual([]);
    },
    PATIENCE,
  );

  it('answers a call of the node by the number of the call', () => {
    const { body } = answerTo({ body: '{"id":7}' }, { result: null });
    expect(JSON.parse(body)).toEqual({ jsonrpc: '2.0', id: 7, result: null });
  });

  it('has a scenario of its own name for each story', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(20);
  });
});
