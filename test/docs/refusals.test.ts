// The page of codes has every code that can be logged or stored, and no other one.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OUTCOME_WORDS } from '../../lib/cli/explain-codes.ts';
import { COOLDOWN_CAUSES } from '../../lib/domain/risk-state.ts';
import { REJECT_CLASSES } from '../../lib/domain/venue-outcome.ts';
import { REFUSAL_WORDS, REFUSALS_PAGE } from '../../lib/report/refusal-words.ts';
import { isCounted } from '../../lib/risk/reject-streak.ts';
import { present } from '../../lib/units/invariant.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(PROJECT, REFUSALS_PAGE), 'utf8');

const sourceOf = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

// The declaration of a type, from its name to the semicolon at the beginning of a line's end.
const declarationOf = (path: string, name: string): string =>
  present(new RegExp(`export type ${name} =[\\s\\S]*?;\\n\\n`).exec(sourceOf(path))?.[0], name);

const wordsIn = (text: string, word: RegExp): readonly string[] =>
  [...text.matchAll(word)].map(([, found = '']) => found);

const KINDS = /'([A-Z][A-Z_]+)'/g;

const notSent = wordsIn(
  declarationOf('lib/domain/venue-outcome.ts', 'NotSentCause'),
  /'([a-z-]+)'/g,
);
const reads = wordsIn(declarationOf('lib/domain/venue-outcome.ts', 'VenueError'), KINDS);
const stores = wordsIn(declarationOf('lib/ports/state-store.ts', 'StoreError'), KINDS);
const errors = wordsIn(declarationOf('lib/cli/error-document.ts', 'ErrorCode'), KINDS);

const codes = [
  ...Object.keys(REFUSAL_WORDS),
  ...REJECT_CLASSES.map((one) => `REJECTED: ${one}`),
  ...Object.keys(OUTCOME_WORDS).filter((one) => one !== 'REJECTED' && one !== 'NOT_SENT'),
  ...[...notSent, 'not-signed'].map((one) => `NOT_SENT: ${one}`),
  ...reads.map((one) => `READ: ${one}`),
  ...stores,
  'INVARIANT_BROKEN',
  ...errors.map((one) => `ERROR: ${one}`),
];

const entries = wordsIn(page, /^### `(.+)`$/gm);
const entryOf = (code: string): string =>
  present(
    page.split(/^### /m).find((text) => text.startsWith(`\`${code}\``)),
    code,
  );

describe('docs/runbook/refusals.md', () => {
  it('has each code of the sources once, and no other', () => {
    expect([notSent.length, reads.length, stores.length, errors.length]).toEqual([7, 10, 9, 3]);
    expect([...entries].toSorted()).toEqual(codes.toSorted());
  });

  it.each(codes)('%s says what it means, why, and what to do', (code) => {
    expect(entryOf(code)).toMatch(/`\n\n\S[\s\S]+\n- \*\*Why:\*\* \S[\s\S]+\n- \*\*Do:\*\* \S/);
  });

  it('names every cause of a pause', () => {
    const entry = entryOf('COOLDOWN_CACHED');
    for (const cause of COOLDOWN_CAUSES) expect(entry).toContain(`\`${cause}\``);
  });

  it.each(REJECT_CLASSES)('marks %s if it counts for the breaker', (one) => {
    expect(entryOf(`REJECTED: ${one}`).includes('†')).toBe(isCounted(one));
  });

  it('links to pages that are there', () => {
    for (const link of wordsIn(page, /\]\(([^)#]+)\)/g))
      expect(sourceOf(join('docs/runbook', link)).length).toBeGreaterThan(0);
  });
});
