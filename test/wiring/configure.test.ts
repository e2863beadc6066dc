// A run is configured from variables and from the parameters they name, or it is told all that is
// missing.

import { describe, expect, it } from 'vitest';
import { configure } from '../../lib/wiring/configure.ts';
import { redactionFor } from '../../lib/wiring/redaction.ts';
import { startSsm } from '../adapters/ssm/loopback-ssm.ts';
import { awsError } from '../adapters/ssm/ssm-world.ts';
import { liveEnv, node, without } from '../config/environments.ts';
import type { StoredParameter } from '../adapters/ssm/ssm-world.ts';

const env = { ...without(liveEnv, 'RPC_URL'), RPC_URL_PARAM: '/keel/main/rpc-url' };
const secure = (Value: string): StoredParameter => ({ Type: 'SecureString', Value });

const open = async (parameters: Readonly<Record<string, StoredParameter>>) => {
  const ssm = await startSsm(parameters);
  return { ...ssm, configured: () => configure(env, 'local', () => ssm.client) };
};

describe('a run that names a parameter', () => {
  it('gets what the parameter holds, and a redaction that knows it', async () => {
    const { configured } = await open({ '/keel/main/rpc-url': secure(`${node}\n`) });
    const run = await configured();
    expect(run.ok && run.value.config.mode === 'live' && run.value.config.rpcUrl.reveal()).toBe(
      node,
    );
    const hidden = redactionFor(run.ok ? run.value.env : {})(`at ${node}`);
    expect(hidden).not.toContain('aVeryPaidApiKey123');
  });

  it.each<[string, Readonly<Record<string, StoredParameter>>, string]>([
    ['is not there', {}, 'there is no parameter /keel/main/rpc-url'],
    ['lies open', { '/keel/main/rpc-url': { Type: 'String', Value: node } }, 'not a SecureString'],
    ['holds no URL', { '/keel/main/rpc-url': secure('aVeryPaidApiKey123') }, 'is not a URL'],
  ])('is refused by name when it %s', async (_what, parameters, words) => {
    const { configured } = await open(parameters);
    const run = await configured();
    expect(run.ok ? [] : run.error).toEqual([expect.stringMatching(/^RPC_URL_PARAM: /)]);
    expect(run.ok ? '' : run.error.join()).toContain(words);
    expect(JSON.stringify(run)).not.toContain('aVeryPaidApiKey123');
  });

  it('is configured later when SSM did not answer at first', async () => {
    const { configured, world } = await open({ '/keel/main/rpc-url': secure(node) });
    world.fault = () => awsError('ThrottlingException');
    expect(await configured()).toMatchObject({
      ok: false,
      error: [expect.stringContaining('ThrottlingException')],
    });
    world.fault = null;
    expect(await configured()).toMatchObject({ ok: true });
  });

  it('is told its mistakes before SSM is asked for anything', async () => {
    const { client, requests } = await open({});
    const run = await configure({ ...env, CYCLE_SECONDS: '4' }, 'local', () => client);
    expect(run.ok ? [] : run.error).toEqual([expect.stringContaining('CYCLE_SECONDS')]);
    expect(requests).toEqual([]);
  });

  it('asks SSM for nothing where nothing is named', async () => {
    const { client, requests } = await open({});
    expect(await configure(liveEnv, 'local', () => client)).toMatchObject({ ok: true });
    expect(requests).toEqual([]);
  });
});
