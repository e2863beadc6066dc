// The worked examples of the page on strategies are what the strategies compute.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../lib/config/presets.ts';
import { blockOf, EXAMPLES } from './strategy-examples.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(PROJECT, 'docs/strategies.md'), 'utf8');

const { parameters } = PRESETS.balanced;
const PARAMETERS = new Set(
  [parameters.fair, parameters.icc, parameters.protect, parameters.mm, parameters.ff].flatMap(
    (part) => Object.keys(part),
  ),
);

// Words in code that are no parameters: of formulas, of other files, of commands.
const OTHER =
  /^(m|m < shrinkBelow|q_y|q_n|C|R_y|R_n|r - x|code|balanced|keel.*|npm.*|.*\/.*|exp.*)$/;

describe('docs/strategies.md', () => {
  it.each(Object.keys(EXAMPLES))('shows the numbers of the example %s', (name) => {
    expect(page).toContain(blockOf(name));
  });

  it('has no example that is not computed', () => {
    const names = [...page.matchAll(/example=(\w+)/g)].map(([, name]) => name);
    expect(names).toHaveLength(Object.keys(EXAMPLES).length);
    expect(new Set(names)).toEqual(new Set(Object.keys(EXAMPLES)));
  });

  it('names parameters as the configuration does', () => {
    const words = [...page.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(
      ([, word = '']) => word,
    );
    const unknown = words.filter((word) => !OTHER.test(word) && !PARAMETERS.has(word));
    expect(unknown.filter((word) => /^[a-z][A-Za-z0-9]+$/.test(word))).toEqual([]);
    expect(words.filter((word) => PARAMETERS.has(word)).length).toBeGreaterThan(30);
  });
});
