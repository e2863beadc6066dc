// Secrets of a function stand in encrypted parameters; the environment only says where.

import { describe, expect, it } from 'vitest';
import {
  SECRET_VARIABLES,
  readSecrets,
  secretsNamedIn,
  standInsFor,
} from '../../lib/config/secret-parameters.ts';
import { parseConfig } from '../../lib/config/parse-config.ts';
import { err, ok } from '../../lib/units/result.ts';
import { secretOf } from '../../lib/units/secret.ts';
import { errorsOf, liveEnv, liveOf, messagesOf, node, wallets, without } from './environments.ts';
import type { Environment } from '../../lib/config/variable.ts';

const plain = {
  RPC_URL: node,
  RELAYER_API_KEY: 'key-of-the-relayer',
  BUILDER_API_KEY: 'key-of-the-builder',
  BUILDER_SECRET: 'secret-of-the-builder',
  BUILDER_PASSPHRASE: 'phrase-of-the-builder',
} as const;
const names = Object.keys(plain);
const parameterOf = (name: string): string => `/keel/${name.toLowerCase()}`;
const named = Object.fromEntries(names.map((name) => [`${name}_PARAM`, parameterOf(name)]));

const remote: Environment = {
  ...without(liveEnv, 'PRIVATE_KEY', 'RPC_URL'),
  PRIVATE_KEY_PARAM: '/keel/private_key',
  RPC_URL_PARAM: '/keel/rpc_url',
  KILL_SWITCH_PARAM: '/keel/kill-switch',
};
const builder = {
  BUILDER_API_KEY_PARAM: '/keel/b1',
  BUILDER_SECRET_PARAM: '/keel/b2',
  BUILDER_PASSPHRASE_PARAM: '/keel/b3',
};
const allTexts = Object.values(plain);

describe('the secret variables', () => {
  it('are all secrets but the key, each with a parameter', () => {
    expect(SECRET_VARIABLES.map((each) => each.plain.name)).toEqual(names);
    expect(SECRET_VARIABLES.map((each) => each.parameter.name)).toEqual(Object.keys(named));
  });

  it.each(names)('%s is refused in the open on AWS and at synthesis', (name) => {
    for (const purpose of ['aws', 'deploy'] as const) {
      const env = { KILL_SWITCH_PARAM: '/keel/kill-switch', [name]: plain[name as 'RPC_URL'] };
      expect(errorsOf(env, purpose)).toMatchObject([{ kind: 'NOT_ALLOWED_HERE', variable: name }]);
      expect(messagesOf(env, purpose).join()).toContain(`use ${name}_PARAM there`);
    }
  });

  it.each(names)('%s has one place', (name) => {
    const env = { [name]: plain[name as 'RPC_URL'], [`${name}_PARAM`]: '/keel/other' };
    const [message, ...others] = messagesOf(env);
    expect(others).toEqual([]);
    expect(message).toContain(`${name} and ${name}_PARAM are set; a secret has one place`);
    expect(message).not.toContain(plain[name as 'RPC_URL']);
  });
});

describe('a stack', () => {
  it('is configured by names alone, with what the schema says about the rest', () => {
    const config = liveOf({ ...remote, ...builder }, 'deploy');
    expect(config).toMatchObject({ mode: 'live', wallet: { relayer: { kind: 'builder' } } });
  });

  it('misses a node by the name of its parameter', () => {
    expect(errorsOf(without(remote, 'RPC_URL_PARAM'), 'deploy')).toMatchObject([
      { kind: 'MISSING', variable: 'RPC_URL_PARAM' },
    ]);
  });

  it.each(Object.keys(builder))('misses %s of a login', (name) => {
    expect(errorsOf({ ...remote, ...without(builder, name) }, 'deploy')).toMatchObject([
      { kind: 'MISSING', variable: name },
    ]);
  });

  it('refuses two logins at the relayer', () => {
    const own = { RELAYER_API_KEY_PARAM: '/keel/r', RELAYER_API_KEY_ADDRESS: wallets[3] };
    expect(errorsOf({ ...remote, ...builder, ...own }, 'deploy')).toMatchObject([
      { kind: 'CONFLICT', variable: 'RELAYER_API_KEY_PARAM' },
    ]);
  });
});

describe('a run', () => {
  it('takes what the parameters hold as if it stood in the variables', () => {
    const secrets = { RPC_URL: node, BUILDER_API_KEY: plain.BUILDER_API_KEY };
    const rest = { BUILDER_SECRET: plain.BUILDER_SECRET, BUILDER_PASSPHRASE: 'p'.repeat(8) };
    const { rpcUrl, wallet } = liveOf({ ...remote, ...builder }, 'aws', { ...secrets, ...rest });
    expect(rpcUrl.reveal()).toBe(node);
    expect(wallet).toMatchObject({ relayer: { kind: 'builder' } });
  });

  it('is told by the parameter when that holds nothing of use, and never what it holds', () => {
    const parsed = parseConfig(remote, 'aws', { RPC_URL: 'node.example/v2/PaidKey' });
    expect(parsed).toMatchObject({ ok: false, error: [{ variable: 'RPC_URL_PARAM' }] });
    expect(JSON.stringify(parsed)).not.toContain('PaidKey');
  });

  it('reads no secret on paper, which has no use for one', () => {
    expect(secretsNamedIn(without({ ...remote, ...named }, 'LIVE_TRADING'))).toEqual([]);
    expect(secretsNamedIn({ ...remote, ...named }).map(({ parameter }) => parameter)).toEqual(
      names.map(parameterOf),
    );
  });
});

describe('the secrets that an environment names', () => {
  const env = { ...remote, ...named };
  const texts = new Map(names.map((name) => [parameterOf(name), plain[name as 'RPC_URL']]));
  const found = (parameter: string) => Promise.resolve(ok(secretOf(texts.get(parameter) ?? '')));

  it('are read, each for its variable', async () => {
    expect(await readSecrets(env, found)).toEqual({ ok: true, value: plain });
  });

  it('that cannot be read are all named, and the others not shown', async () => {
    const read = await readSecrets(env, (parameter) =>
      parameter.includes('builder')
        ? Promise.resolve(err(`${parameter}: denied`))
        : found(parameter),
    );
    expect(read).toEqual({
      ok: false,
      error: [
        'BUILDER_API_KEY_PARAM: /keel/builder_api_key: denied',
        'BUILDER_SECRET_PARAM: /keel/builder_secret: denied',
        'BUILDER_PASSPHRASE_PARAM: /keel/builder_passphrase: denied',
      ],
    });
    const told = JSON.stringify(read);
    expect(allTexts.filter((text) => told.includes(text))).toEqual([]);
  });

  it('are stood in for only where one is named', () => {
    expect(Object.keys(standInsFor({ RPC_URL_PARAM: '/keel/rpc' }))).toEqual(['RPC_URL']);
    expect(standInsFor({})).toEqual({});
  });
});
