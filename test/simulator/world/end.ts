// How an invocation ended, in words that are counted and compared.

import type { Invoked } from './lambda.ts';

/** Names what the function answered, threw, or was killed by. */
export const nameOfEnd = (end: Invoked): string => {
  if (end.kind === 'killed') return `killed by ${end.cause}`;
  if (end.kind === 'threw') return `threw ${end.error.message}`;
  const { answer } = end;
  if (typeof answer !== 'object' || answer === null || !('kind' in answer)) return 'nothing';
  const cause = 'cause' in answer ? ` ${String(answer.cause)}` : '';
  return `${String(answer.kind)}${cause}`;
};
