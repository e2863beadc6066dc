import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const path = fileURLToPath(import.meta.resolve('../../../lib/adapters/local/heap-bound.ts'));

// Values of which the latest stay: what makes both spaces grow. What was allowed before a space was
// bound may still come, so that the second half counts.
const PROGRAM = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { heapBound } from ${JSON.stringify(path)};
  const look = process.argv[1] === 'bound' ? heapBound() : () => undefined;
  const kept = [];
  const most = { new_space: 0, old_space: 0 };
  for (let round = 0; round < 6000; round += 1) {
    for (let n = 0; n < 1000; n += 1) kept[(round * 1000 + n) % 300000] = { round, n, more: [n] };
    look();
    for (const { space_name: name, space_size: size } of getHeapSpaceStatistics())
      if (round > 3000 && name in most) most[name] = Math.max(most[name], size);
  }
  console.log(JSON.stringify(most));
`;

type Sizes = { readonly new_space: number; readonly old_space: number };

const largest = (how: 'bound' | 'free', ...options: readonly string[]): Sizes => {
  const args = [...options, '--input-type=module', '-e', PROGRAM, how];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Sizes;
};

describe('the heap of a long computation', () => {
  it('keeps the space for short-lived values at the size at which it is bound', () => {
    expect(largest('bound').new_space).toBeLessThan(40_000_000);
    expect(largest('free').new_space).toBeGreaterThan(60_000_000);
  });

  // With little space for short-lived values all of them come to the other one.
  it('keeps the space for long-lived values close to what is in use', () => {
    expect(largest('bound', '--max-semi-space-size=2').old_space).toBeLessThan(130_000_000);
    expect(largest('free', '--max-semi-space-size=2').old_space).toBeGreaterThan(150_000_000);
  });
});
