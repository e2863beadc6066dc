// The switch in SSM: what it says, and what it means when it says nothing.

import { describe, expect, it } from 'vitest';
import { parameterKillSwitch } from '../../../lib/adapters/ssm/kill-switch-parameter.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { json, text } from '../../loopback/server.ts';
import { startSsm } from './loopback-ssm.ts';
import { awsError } from './ssm-world.ts';
import type { Reply } from '../../loopback/server.ts';
import type { StoredParameter } from './ssm-world.ts';

const NAME = '/keel/default/kill-switch';

const open = async (parameters: Readonly<Record<string, StoredParameter>>, ms = 2_000n) => {
  const ssm = await startSsm(parameters);
  const killSwitch = parameterKillSwitch({
    client: ssm.client,
    name: NAME,
    deadline: durationMs(ms),
  });
  return { ssm, killSwitch };
};

const holding = (Value: string, Type = 'String') => ({ [NAME]: { Type, Value } });

describe('a kill switch in SSM', () => {
  it.each([
    ['off', 'off'],
    ['reduce-only', 'reduce-only'],
    ['halt', 'halt'],
    ['off\n', 'off'],
    ['OFF', 'halt'],
    ['reduce', 'halt'],
    ['reduce_only', 'halt'],
    ['', 'halt'],
    ['on', 'halt'],
    ['off,halt', 'halt'],
  ])('that holds %j says %s', async (value, position) => {
    const { killSwitch } = await open(holding(value));
    expect(await killSwitch.read()).toEqual({ kind: 'read', position, source: NAME });
  });

  it('that is missing says halt', async () => {
    const { killSwitch } = await open({});
    expect(await killSwitch.read()).toEqual({ kind: 'read', position: 'halt', source: NAME });
  });

  it('that is encrypted says halt, since nobody without its key could turn it', async () => {
    const { killSwitch } = await open(holding('off', 'SecureString'));
    expect(await killSwitch.read()).toMatchObject({ kind: 'read', position: 'halt' });
  });

  it('is read anew each time', async () => {
    const { ssm, killSwitch } = await open(holding('off'));
    expect(await killSwitch.read()).toMatchObject({ position: 'off' });
    ssm.world.parameters = holding('halt');
    expect(await killSwitch.read()).toMatchObject({ position: 'halt' });
    ssm.world.parameters = holding('off');
    expect(await killSwitch.read()).toMatchObject({ position: 'off' });
    expect(ssm.requests).toHaveLength(3);
  });

  it.each<[string, Reply, RegExp]>([
    ['throttling', awsError('ThrottlingException'), /Throttling/],
    ['no permission', awsError('AccessDeniedException'), /AccessDenied.*ssm:GetParameter/],
    ['a broken server', awsError('InternalServerError', 500), /InternalServerError/],
    ['no JSON', text(200, 'off'), /\w/],
    ['no parameter in it', json({}), /without a value/],
    ['a closed line', { kind: 'reset' }, /ECONNRESET|TimeoutError/],
  ])('that meets %s was not read', async (_what, reply, words) => {
    const { ssm, killSwitch } = await open(holding('off'));
    ssm.world.fault = () => reply;
    expect(await killSwitch.read()).toEqual({
      kind: 'failed',
      source: NAME,
      detail: expect.stringMatching(words) as unknown,
    });
  });

  it('that does not answer within the deadline was not read, and is read again later', async () => {
    const { ssm, killSwitch } = await open(holding('off'), 150n);
    ssm.world.fault = () => ({ kind: 'silence' });
    expect(await killSwitch.read()).toEqual({
      kind: 'failed',
      source: NAME,
      detail: 'no answer within 150 ms',
    });
    ssm.world.fault = null;
    expect(await killSwitch.read()).toMatchObject({ kind: 'read', position: 'off' });
  });
});
