// What a complete exploration consists of: every scenario with every death and every outcome of
// what it places, cancels and sends; and some that go through the rest for all of them: the other
// ways in which the same is said, the venue's catalogue of errors, and what becomes of questions.

import { SCENARIOS } from '../scenarios/all.ts';
import type { Task } from './worker.ts';
import type { Depth, Family } from './explore.ts';

const EVERYWHERE: readonly Family[] = [
  'deaths',
  'stalls',
  'placing',
  'cancelling',
  'sending',
  'handing',
];
const SERVICES: readonly Family[] = ['later deaths', 'late answers', 'storing', 'switching'];
const MORE: readonly Family[] = ['more placing', 'more cancelling'];

const THOROUGH: ReadonlyMap<string, readonly Family[]> = new Map([
  ['first cycle', [...SERVICES, 'reading']],
  ['quotes that are signed elsewhere', ['later deaths', 'switching']],
  ['moved quotes', MORE],
  ['quotes filled', ['later deaths', 'late answers', 'errors']],
  ['merge', [...SERVICES, 'asking']],
  ['merge that is signed elsewhere', ['later deaths']],
  ['redemption', ['late answers']],
  ['redemption of both outcomes', ['much later deaths']],
  ['merge by relayer', ['later deaths', 'late answers', 'asking']],
  ['flow entry', MORE],
  ['halt', ['later deaths', ...MORE]],
  ['halt beside many orders by hand', ['much later deaths']],
  ['fills without a listing', ['later deaths', 'late answers']],
  ['a purchase without a listing', ['reading']],
  ['a rule breaks', ['later deaths', 'storing']],
  ['a bug', ['later deaths']],
  ['two cycles a minute', ['later deaths']],
  ['fills on paper', [...SERVICES, 'reading']],
]);

// Here all that may follow on an outcome is looked at. What the other scenarios place, cancel and
// send is like what one of these does, so that there an outcome is crossed with the death that
// hides it.
const FOLLOWED: ReadonlyMap<string, readonly Family[]> = new Map([
  ['first quotes', ['placing']],
  ['moved quotes', ['cancelling']],
  ['merge', ['sending']],
  ['two merges', ['sending']],
  ['merge by relayer', ['handing']],
  ['flow exit', ['placing']],
  ['halt', ['cancelling']],
  ['a breaker is tested', ['placing']],
]);

const depthOf = (name: string, family: Family): Omit<Depth, 'every'> => ({
  families: [family],
  follow: FOLLOWED.get(name)?.includes(family) === true ? 'everything' : 'its death',
});

/** The tasks of an exploration; `every` leaves out all but every n-th point. */
export const tasksFor = (names: readonly string[], every: number): readonly Task[] =>
  SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name)).flatMap(({ name }) =>
    [...EVERYWHERE, ...(THOROUGH.get(name) ?? [])].map((family) => ({
      scenario: name,
      depth: { ...depthOf(name, family), every },
    })),
  );
