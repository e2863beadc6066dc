// The built asset runs complete cycles: invoked with the schedule's event, over real HTTP to the
// venue, on the API of DynamoDB, with its parameters from SSM.

import { describe, expect, it } from 'vitest';
import { openAwsWorld } from './aws-world.ts';
import { KEY, cyclesOf, scheduled } from './surroundings.ts';
import { metricLines, savedMetrics, seriesIn } from './said.ts';

describe.each(['live', 'paper'] as const)('the built cycle function, %s', (mode) => {
  it('runs cycle after cycle and places orders', async () => {
    const world = await openAwsWorld(mode);
    const lambda = await world.lambda();
    const ends = await cyclesOf(lambda, 5);
    expect(ends).toEqual(
      [1, 2, 3, 4, 5].map((cycle) => ({
        kind: 'result',
        value: { kind: 'saved', cycles: 1, cycle },
      })),
    );
    const { cycle, intents } = await world.state();
    expect(cycle).toBe(5);
    expect(intents.length).toBeGreaterThan(0);
    const said = lambda.lines.join('\n');
    expect(said).toMatch(/MM BUY submitted/);
    expect(said).toContain('"CycleSaved"');
    expect(said).not.toContain(KEY.slice(2, 40));
  });

  it('runs several cycles in one invocation as long as time is left', async () => {
    const world = await openAwsWorld(mode);
    const lambda = await world.lambda();
    // A cycle every 5 s, each with 22 s to the end: at 0 s and 5 s, and none at 10 s.
    const end = await lambda.invoke(scheduled(), 29_000);
    expect(end).toEqual({ kind: 'result', value: { kind: 'saved', cycles: 2, cycle: 2 } });
    expect(savedMetrics(lambda)).toEqual([1, 1]);
  });

  it('writes one metric line a cycle, with no more than 24 series', async () => {
    const world = await openAwsWorld(mode);
    const lambda = await world.lambda();
    await cyclesOf(lambda, 3);
    const lines = metricLines(lambda);
    expect(lines).toHaveLength(3);
    const declared = new Set(lines.flatMap((line) => seriesIn(line)));
    expect(declared.size).toBeGreaterThan(10);
    expect(declared.size).toBeLessThanOrEqual(24);
  });
});
