// A linter that finds no files, or has lost its types, passes. The canaries show that ours looks.

import { join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowed, refused } from './lint-canaries.ts';
import { createTree, projectRoot, removeTree } from './temporary-tree.ts';

const snippets = [
  ...refused.map(({ path, source }) => [path, source] as const),
  ...allowed.map(([, path, source]) => [path, source] as const),
];
const refusals = new Map<string, string>();
let root = '';

beforeAll(async () => {
  root = createTree(Object.fromEntries(snippets));
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: join(projectRoot, 'eslint.config.js'),
  });
  for (const { filePath, messages } of await eslint.lintFiles(['lib']))
    refusals.set(
      filePath,
      messages.map(({ ruleId, message }) => `${ruleId ?? ''}: ${message}`).join('\n'),
    );
});

afterAll(() => {
  removeTree(root);
});

describe('the linter', () => {
  it.each(refused)('$law', ({ path, refusal }) => {
    expect(refusals.get(join(root, path))).toContain(refusal);
  });

  it.each(allowed)('allows %s', (_law, path) => {
    expect(refusals.get(join(root, path))).toBe('');
  });

  it('looks at every snippet', () => {
    expect(refusals.size).toBe(snippets.length);
  });
});
