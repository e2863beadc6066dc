// What a complete exploration consists of: every scenario with every death and every outcome of
// what it places, cancels and sends; and some that go through the rest for all of them: the other
// ways in which the same is said, the venue's catalogue of errors, and what becomes of questions.

import { SCENARIOS } from '../scenarios/all.ts';
import type { Task } from './worker.ts';
import type { Family } from './explore.ts';

const EVERYWHERE: readonly Family[] = ['deaths', 'stalls', 'placing', 'cancelling', 'sending'];
const SERVICES: readonly Family[] = ['later deaths', 'storing', 'switching'];
const MORE: readonly Family[] = ['more placing', 'more cancelling'];

const THOROUGH: ReadonlyMap<string, readonly Family[]> = new Map([
  ['first cycle', [...SERVICES, 'reading']],
  ['quotes that are signed elsewhere', ['later deaths', 'switching']],
  ['moved quotes', MORE],
  ['quotes filled', [...SERVICES, ...MORE, 'reading', 'errors']],
  ['stop', MORE],
  ['merge', [...SERVICES, 'asking']],
  ['two merges', ['later deaths', 'asking']],
  ['redemption', ['later deaths', 'reading']],
  ['flow entry', MORE],
  ['flow exit', ['errors']],
  ['halt', ['later deaths', ...MORE]],
  ['a rule breaks', [...SERVICES]],
  ['a bug', ['later deaths']],
  ['two cycles a minute', ['later deaths']],
  ['fills on paper', [...SERVICES, 'reading']],
]);

/** The tasks of an exploration; `every` leaves out all but every n-th point. */
export const tasksFor = (names: readonly string[], every: number): readonly Task[] =>
  SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name)).flatMap(({ name }) =>
    [...EVERYWHERE, ...(THOROUGH.get(name) ?? [])].map((family) => ({
      scenario: name,
      depth: { families: [family], every },
    })),
  );
