// A fault that stops happening is told, in a run that is long enough to meet it.

import { expect, it } from 'vitest';
import { neverHappened } from './expected.ts';

const missingIn = (cycles: number, troubles: readonly string[] = []): readonly string[] =>
  neverHappened(new Map(troubles.map((name) => [name, 1])), cycles)
    .join()
    .replace(/^NEVER HAPPENED in [0-9]+ cycles: /, '')
    .split(', ')
    .filter((name) => name !== '');

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
  expect(neverHappened(new Map(), cycles)).toHaveLength(sentences);
});

it('misses the rarest in the longest runs alone', () => {
  expect(missingIn(59_999)).not.toContain('kms GetPublicKey ...');
  expect(missingIn(60_000)).toContain('kms GetPublicKey ...');
  expect(missingIn(60_000)).toContain('market closes');
});
