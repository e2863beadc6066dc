import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const path = fileURLToPath(import.meta.resolve('../../../lib/adapters/local/compile-late.ts'));

// Says whether a function that was called so often has the best machine code: the seventh bit of
// what V8 says of it.
const PROGRAM = `
  import { compileLate } from ${JSON.stringify(path)};
  const [, how, calls] = process.argv;
  if (how === 'late') compileLate();
  const mixed = (n) => {
    let sum = n;
    for (const part of [1, 2, 3, n]) sum = (sum * 31 + part) % 1009;
    return sum;
  };
  for (let n = 0; n < Number(calls); n += 1) mixed(n);
  console.log((%GetOptimizationStatus(mixed) & 64) > 0 ? 'best' : 'simple');
`;

const OPTIONS = ['--allow-natives-syntax', '--no-concurrent-recompilation', '--input-type=module'];

const codeAfter = (how: 'late' | 'usual', calls: number): string =>
  execFileSync(process.execPath, [...OPTIONS, '-e', PROGRAM, how, String(calls)], {
    encoding: 'utf8',
  }).trim();

describe('the code of a long computation', () => {
  it('stays simple for what is called some thousand times', () => {
    expect(codeAfter('late', 20_000)).toBe('simple');
    expect(codeAfter('usual', 20_000)).toBe('best');
  });

  it('is the best for what is called all the time', () => {
    expect(codeAfter('late', 500_000)).toBe('best');
  });
});
