// What no cycle expects is a bug: everything is cancelled, the log says so without a secret, and
// AWS counts an error. The next invocation begins anew.

import { describe, expect, it, vi } from 'vitest';
import { openAwsWorld } from './aws-world.ts';
import { cyclesOf, scheduled } from './surroundings.ts';
import { result } from './said.ts';

const deadline = { getRemainingTimeInMillis: () => 18_000 };

describe('a bug in a cycle', () => {
  it('cancels everything, and is thrown without a secret', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 3);
    expect(world.server.venue.openOrders().length).toBeGreaterThan(0);
    for (const [name, value] of Object.entries(world.env)) vi.stubEnv(name, value);
    const { createCycleFunction } = await import('../../functions/cycle/cycle-function.ts');
    const secret = world.ssm.parameters['/keel/main/rpc-url']?.Value ?? '';
    expect(secret).toContain('/rpc');
    const lines: string[] = [];
    const { invoke, telemetry } = createCycleFunction(world.env, (line) => {
      if (line.includes('Cycle #')) throw new TypeError(`no such thing at ${secret}`);
      lines.push(line);
    });
    const thrown: unknown = await invoke(deadline).catch((error: unknown) => error);
    telemetry.flush();
    vi.unstubAllEnvs();
    expect(String(thrown)).toContain('The cycle broke by TypeError: no such thing at (secret)');
    expect(lines.join('\n')).toContain('all orders cancelled, none rests');
    expect(lines.join('\n')).toContain('"CycleSaved":0');
    expect(`${String(thrown)}${lines.join('\n')}`).not.toContain(secret);
    expect(world.server.venue.openOrders()).toEqual([]);
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 5 }));
  });
});
