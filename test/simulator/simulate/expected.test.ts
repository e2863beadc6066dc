// A fault that stops happening is told, in a run that is long enough to meet it.

import { expect, it } from 'vitest';
import { NOTHING_PLAYED } from './campaign.ts';
import { neverHappened } from './expected.ts';
import type { CampaignReport } from './campaign.ts';

const counted = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map(names.map((name) => [name, 1]));

const missedBy = (changes: Partial<CampaignReport>): readonly string[] =>
  neverHappened({ ...NOTHING_PLAYED, cycles: 20_000, ...changes })
    .join()
    .replace(/^NEVER HAPPENED in [0-9]+ cycles: /, '')
    .split(', ')
    .filter((name) => name !== '');

const missingIn = (cycles: number, troubles: readonly string[] = []): readonly string[] =>
  missedBy({ cycles, troubles: counted(troubles) });

it.each([
  ['market closes', 'market closes'],
  ['window slow answers', 'window slow answers'],
  ['deploy', 'deploy'],
  ['refusal 400 invalid signature before', 'refusal 400 ...'],
  ['submit dropped after', 'any request: dropped after'],
  ['post 425 retry-after 30', 'any request: 425 ...'],
  ['kms Sign lost after', 'any service: lost after'],
])('%s is missed until it has happened', (trouble, name) => {
  expect(missingIn(20_000)).toContain(name);
  expect(missingIn(20_000, [trouble])).not.toContain(name);
});

it.each([
  ['deploy rolled back', 'deploy'],
  ['window restart, lists empty', 'window restart'],
  ['dynamo UpdateItem 500 after', 'any service: 500'],
])('%s does not stand for %s', (other, name) => {
  expect(missingIn(20_000, [other])).toContain(name);
});

it.each([
  [19_999, 0],
  [20_000, 1],
])('in a run of %i cycles %i sentences tell of what is missing', (cycles, sentences) => {
  expect(neverHappened({ ...NOTHING_PLAYED, cycles })).toHaveLength(sentences);
});

it.each(['MM', 'FF', 'ICC', 'Protect'])('orders of %s are missed until there are some', (name) => {
  expect(missedBy({})).toContain(`orders of ${name}`);
  expect(missedBy({ strategies: counted([name]) })).not.toContain(`orders of ${name}`);
});

it.each(['merge', 'redemption', 'failed fill'])('a %s is missed until there is one', (name) => {
  expect(missedBy({})).toContain(`wallet ${name}`);
  expect(missedBy({ moves: counted([name]) })).not.toContain(`wallet ${name}`);
});

it('misses the rarest in the longest runs alone', () => {
  expect(missingIn(59_999)).not.toContain('kms GetPublicKey ...');
  expect(missingIn(60_000)).toContain('kms GetPublicKey ...');
  expect(missingIn(60_000)).toContain('market closes');
});
