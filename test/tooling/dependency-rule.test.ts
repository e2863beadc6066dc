// A tool that looked at nothing would pass. The canaries show that the dependency rule fails for
// every row of the architecture's table, and the last test that it sees the whole product.

import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as z from 'zod/mini';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { halfACycle, illegal, legal } from './dependency-canaries.ts';
import type { Import } from './dependency-canaries.ts';
import { createTree, projectRoot, removeTree } from './temporary-tree.ts';

const isFile = (path: string): boolean => path.endsWith('.ts');
const specifier = ({ from, to }: Import): string => {
  if (!isFile(to)) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
};

const sourcesOf = (imports: readonly Import[], absent: readonly string[]) => {
  const sources: Record<string, string> = {};
  for (const { to } of imports)
    if (isFile(to) && !absent.includes(to)) sources[to] = 'export {};\n';
  for (const { from } of imports) sources[from] = '';
  for (const line of imports)
    sources[line.from] = `${sources[line.from] ?? ''}import type {} from '${specifier(line)}';\n`;
  return sources;
};

const Report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
    ),
  }),
});

const runRule = (root: string, ...options: readonly string[]) => {
  const config = join(projectRoot, '.dependency-cruiser.cjs');
  const command = join(projectRoot, 'node_modules/.bin/depcruise');
  const files = '{lib,functions,cdk,test}/**/*.ts';
  return spawnSync(process.execPath, [command, '--config', config, ...options, files], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
};

const cruise = (root: string) =>
  z.parse(Report, JSON.parse(runRule(root, '--output-type', 'json').stdout)).summary;

const roots: string[] = [];
const cruiseTree = (imports: readonly Import[], absent: readonly string[] = []) => {
  const root = createTree(sourcesOf(imports, absent));
  roots.push(root);
  return cruise(root);
};
const packageOf = (path: string): string => /node_modules\/([^/]+)/.exec(path)?.[1] ?? path;
const line = (from: string, to: string, rule: string): string => `${from} -> ${to} (${rule})`;

describe('the dependency rule', () => {
  const refusals: string[] = [];

  beforeAll(() => {
    const { violations } = cruiseTree([...illegal, halfACycle], ['lib/cli/absent.ts']);
    for (const { from, to, rule } of violations)
      refusals.push(line(from, packageOf(to), rule.name));
  });

  afterAll(() => {
    roots.forEach(removeTree);
  });

  it.each(illegal)('$rule refuses $from -> $to', ({ rule, from, to }) => {
    const reported = to.replace('node:', '').replace('lib/cli/absent', './absent');
    expect(refusals).toContain(line(from, reported, rule));
  });

  it('passes every import that the table allows', () => {
    const files = legal.flatMap(({ from, to }) => [from, to]).filter((to) => to.startsWith('lib/'));
    const command = files.map((to) => ({ from: 'lib/cli/keel.ts', to }));
    expect(cruiseTree([...legal, ...command]).violations).toEqual([]);
  });

  it('refuses a file that neither the command nor a function reaches', () => {
    const { violations } = cruiseTree([
      { from: 'lib/cli/keel.ts', to: 'lib/cycle/run.ts' },
      { from: 'functions/cycle/handler.ts', to: 'lib/adapters/ssm/switch.ts' },
      { from: 'test/risk/gate.test.ts', to: 'lib/risk/gate.ts' },
    ]);
    expect(violations.map(({ to, rule }) => `${rule.name}: ${to}`)).toEqual([
      'no-dead-module: lib/risk/gate.ts',
    ]);
  });

  it('fails the command that CI runs', () => {
    const root = createTree({ 'lib/risk/gate.ts': "import 'node:fs';\n", 'test/a.ts': '' });
    roots.push(root);
    expect(runRule(root)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('error pure-core: lib/risk/gate.ts') as unknown,
    });
  });

  it('sees every file of the product', () => {
    const files = globSync('{lib,functions}/**/*.ts', { cwd: projectRoot });
    expect(files.length).toBeGreaterThan(0);
    expect(cruise(projectRoot).totalCruised).toBeGreaterThanOrEqual(files.length);
  }, 120_000);
});
