// A few seconds of chaos; the long run is a command, `npm run chaos`.

import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { runChaos } from './run.ts';

const MOVES = [
  'kill -9 of the session',
  'kill -9 of session and store',
  'answers cut in the middle',
];

it('loses nothing by deaths and cut answers', { timeout: 240_000 }, async () => {
  const seed = BigInt(randomInt(2 ** 47));
  console.log(`chaos seed: ${seed.toString()}`);
  const said: string[] = [];
  const report = await runChaos({
    seed,
    seconds: 15,
    moves: MOVES,
    say: (line) => said.push(line),
  });
  expect([...report.violations, ...(report.violations.length > 0 ? report.said : [])]).toEqual([]);
  expect(report.unplannedExits).toBe(0);
  expect(report.rests).toBe(1);
  expect(report.starts).toBeGreaterThan(0);
  expect(report.orders).toBeGreaterThan(0);
});
