// The style is itself a test: what no other tool holds is counted here, and the count is zero.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { styleFaults } from './style-faults.ts';
import { projectRoot } from './temporary-tree.ts';

const opening = '// Why.\n';
const documented = `${opening}/** One. */\nexport const a = 1;\n`;
const undocumented = `${opening}export const a = 1;\n`;

describe('the style of a file', () => {
  it.each([
    ['a file without an opening comment', 'lib/a.ts', 'const a = 1;\n', 1],
    ['a test, whose names say it, without one', 'test/a.test.ts', 'const a = 1;\n', 0],
    ['an export with a docstring', 'lib/a.ts', documented, 0],
    ['an export without a docstring', 'lib/a.ts', undocumented, 1],
    ['an export without a docstring in a test', 'test/a.ts', undocumented, 0],
    ['an empty word as a name', 'lib/cycle/util.ts', opening, 1],
    ['an empty word in a name', 'lib/cycle/order-helpers.ts', opening, 1],
    ['an empty word in the name of a test', 'test/cycle/market-info.test.ts', opening, 1],
    ['a longer word that holds an empty one', 'lib/domain/utility.ts', opening, 0],
    ['the risk manager', 'lib/risk/risk-manager.ts', opening, 0],
    ['another manager', 'lib/risk/order-manager.ts', opening, 1],
    ['the Data API', 'lib/adapters/polymarket/data-api.ts', opening, 0],
  ])('%s', (_law, ...[path, source, faults]) => {
    expect(styleFaults(path, source)).toHaveLength(faults);
  });
});

describe('the style of the project', () => {
  const paths = globSync('{lib,functions,cdk,test}/**/*.ts', { cwd: projectRoot });

  it('looks at the product and at its tests', () => {
    expect(paths.some((path) => path.startsWith('lib/'))).toBe(true);
    expect(paths.some((path) => path.startsWith('test/'))).toBe(true);
  });

  it('has no fault', () => {
    const faults = paths.flatMap((path) =>
      styleFaults(path, readFileSync(join(projectRoot, path), 'utf8')),
    );
    expect(faults).toEqual([]);
  });
});
