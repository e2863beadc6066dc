import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { digestOfCode } from '../../lib/cli/code-digest.ts';

it('a digest of code changes with each file that it leads to, and with no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-code-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const root = write('a.ts', "import { b } from './b.ts';\nimport fs from 'node:fs';\n");
  write('b.ts', "export { c } from './c.ts';\n");
  write('c.ts', "import { b } from './b.ts';\n");
  write('apart.ts', '1');
  const before = digestOfCode([root]);
  write('apart.ts', '2');
  expect(digestOfCode([root])).toBe(before);
  write('c.ts', "import { b } from './b.ts'; // changed\n");
  expect(digestOfCode([root])).not.toBe(before);
  expect(digestOfCode([root, join(folder, 'apart.ts')])).not.toBe(digestOfCode([root]));
});
