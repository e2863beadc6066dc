import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const path = fileURLToPath(import.meta.resolve('../../../lib/adapters/local/young-space.ts'));

// Values of which the latest stay: what makes the space for short-lived ones grow.
const PROGRAM = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { youngSpaceBound } from ${JSON.stringify(path)};
  const look = process.argv[1] === 'bound' ? youngSpaceBound() : () => undefined;
  const kept = [];
  let most = 0;
  for (let round = 0; round < 3000; round += 1) {
    for (let n = 0; n < 1000; n += 1) kept[(round * 1000 + n) % 300000] = { round, n, more: [n] };
    look();
    const young = getHeapSpaceStatistics().find((one) => one.space_name === 'new_space');
    most = Math.max(most, young.space_size);
  }
  console.log(most);
`;

const largest = (how: 'bound' | 'free'): number =>
  Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM, how], {
      encoding: 'utf8',
    }),
  );

describe('the space for short-lived values', () => {
  it('stays at the size at which it is bound, and grows beyond it by itself', () => {
    expect(largest('bound')).toBeLessThan(40_000_000);
    expect(largest('free')).toBeGreaterThan(60_000_000);
  });
});
