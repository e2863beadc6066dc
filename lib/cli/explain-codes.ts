// The code of a result as a record has it, and where the runbook tells of it.

import { REFUSALS_PAGE, wordsFor } from '../report/refusal-words.ts';
import { refusalCode } from '../domain/refusal-code.ts';

/** Results that are no refusals of ours, in a sentence each. */
export const OUTCOME_WORDS = {
  REJECTED: 'The venue refused it for good.',
  NO_FILL: 'Nothing stood in the book within its limit; nothing is left of it.',
  DELAYED: 'The venue holds it back; until its outcome is read it counts as resting.',
  NOT_SENT: 'It was approved and did not leave this machine, or the venue took nothing.',
  UNKNOWN: 'Whether it is at the venue is not known; until a read proves it, it counts as resting.',
} as const;

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(OUTCOME_WORDS));

const OUTCOME = /^(REJECTED|NOT_SENT): (?:class|cause)=([a-z-]+)|^(NO_FILL|DELAYED|UNKNOWN)\b/;

/** The code as the runbook has it: a refusal's, an outcome's with its class, or the result. */
export const codeOf = (result: string): string => {
  const refusal = refusalCode(result);
  if (refusal !== null) return refusal;
  const [, kind, detail, plain] = OUTCOME.exec(result) ?? [];
  if (plain !== undefined) return plain;
  return kind === undefined || detail === undefined ? result : `${kind}: ${detail}`;
};

/** What a code means, and where to read what to do. */
export const meaningOf = (code: string): string => {
  const words = WORDS.get(/^[A-Z_]+/.exec(code)?.[0] ?? '') ?? wordsFor(code);
  return `${words} What to do: ${REFUSALS_PAGE}, ${code}.`;
};
