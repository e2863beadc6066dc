// Keys from standard input to where they are kept, and no word of them anywhere else.

import { computeAddress } from 'ethers/transaction';
import { describe, expect, it } from 'vitest';
import { startSsm } from '../adapters/ssm/loopback-ssm.ts';
import { awsError } from '../adapters/ssm/ssm-world.ts';
import { KEY } from '../adapters/polymarket/signing/keys.ts';
import { key as OTHER } from '../config/environments.ts';
import { text } from '../loopback/server.ts';
import { opened, PATIENCE_MS } from './command.ts';
import { AWS_ENV } from './doctor-scene.ts';
import { KEY_ID, startKmsKeys } from './kms-keys.ts';
import type { SsmWorld } from '../adapters/ssm/ssm-world.ts';
import type { Ended } from './command.ts';
import type { Variables } from './doctor-scene.ts';

const NAME = '/keel/main/private-key';
const ADDRESS = computeAddress(KEY);
const NODE = 'https://polygon.node.example/v2/aVeryPaidApiKey123';

const expectHidden = ({ stdout, stderr }: Ended): void => {
  const told = `${stdout}${stderr}`.toLowerCase();
  for (const secret of [KEY.slice(2), KEY.slice(10, 40), NODE, 'aVeryPaid', 'aws-secret'])
    expect(told).not.toContain(secret.toLowerCase());
};

// As an operator pipes a secret in; no argument ever holds it.
const piped = async (secret: string, args: string, env: Variables): Promise<Ended> => {
  const variables = Object.entries({ ...AWS_ENV, ...env })
    .map(([name, value]) => `${name}='${value}'`)
    .join(' ');
  const ended = await opened().shell(`printf '${secret}' | ${variables} $KEEL ${args}`);
  expectHidden(ended);
  return ended;
};

const ssmWith = async (
  parameters: SsmWorld['parameters'] = {},
): Promise<{ readonly world: SsmWorld; readonly env: Variables }> => {
  const { world, url } = await startSsm(parameters);
  return { world, env: { AWS_ENDPOINT_URL_SSM: url } };
};

describe('keel key store', { timeout: PATIENCE_MS }, () => {
  it.each([
    ['as it is', KEY],
    ['without 0x, with a line break', `${KEY.slice(2)}\\n`],
    ['in capitals', `0x${KEY.slice(2).toUpperCase()}`],
  ])('stores a key %s, encrypted, and shows its address only', async (_how, secret) => {
    const { world, env } = await ssmWith();
    const { code, stdout, stderr } = await piped(secret, `key store --param ${NAME}`, env);
    expect(stdout).toBe(`${NAME} holds the key of ${ADDRESS}, encrypted.\n`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(world.parameters[NAME]).toEqual({ Type: 'SecureString', Value: KEY });
  });

  it('replaces what is there only when that is asked for', async () => {
    const { world, env } = await ssmWith({ [NAME]: { Type: 'SecureString', Value: OTHER } });
    const refused = await piped(KEY, `key store --param ${NAME}`, env);
    expect(refused.stderr).toContain(`${NAME} was not stored: ParameterAlreadyExists`);
    expect([refused.code, world.parameters[NAME]?.Value]).toEqual([1, OTHER]);
    expect((await piped(KEY, `key store --param ${NAME} --overwrite`, env)).code).toBe(0);
    expect(world.parameters[NAME]?.Value).toBe(KEY);
  });

  it('puts no key into a parameter that lies open', async () => {
    const { world, env } = await ssmWith({ [NAME]: { Type: 'String', Value: 'x' } });
    expect((await piped(KEY, `key store --param ${NAME} --overwrite`, env)).code).toBe(1);
    expect(world.parameters[NAME]?.Value).toBe('x');
  });

  it.each([
    ['a digit short', KEY.slice(0, -1)],
    ['nothing', ''],
    ['zero', `0x${'0'.repeat(64)}`],
    ['a phrase', 'legal winner thank year wave sausage worth useful'],
    ['too much', 'f'.repeat(9_000)],
  ])('refuses %s', async (_what, secret) => {
    const { world, env } = await ssmWith();
    const { code, stdout } = await piped(secret, `key store --param ${NAME}`, env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(world.parameters).toEqual({});
  });

  it('stores another secret and shows nothing of it', async () => {
    const { world, env } = await ssmWith();
    const { code, stdout } = await piped(NODE, 'key store --param /keel/rpc --secret', env);
    expect(stdout).toBe('/keel/rpc holds the secret, encrypted.\n');
    expect(code).toBe(0);
    expect(world.parameters['/keel/rpc']).toEqual({ Type: 'SecureString', Value: NODE });
  });

  it.each([
    ['echoes', () => text(400, `{"__type":"ValidationException","message":"${KEY} ${NODE}"}`)],
    ['names it', () => awsError(KEY, 400, KEY)],
    ['denies', () => awsError('AccessDeniedException')],
  ])('shows nothing where SSM %s', async (_what, reply) => {
    const { world, env } = await ssmWith();
    world.fault = reply;
    const { code, stderr } = await piped(KEY, `key store --param ${NAME}`, env);
    expect(stderr).toContain(`${NAME} was not stored`);
    expect(code).toBe(1);
  });

  it('says so when what was stored cannot be read back', async () => {
    const { world, env } = await ssmWith();
    world.fault = ({ headers }) =>
      headers['x-amz-target'] === 'AmazonSSM.GetParameter'
        ? awsError('AccessDeniedException')
        : null;
    const { code, stderr } = await piped(KEY, `key store --param ${NAME}`, env);
    expect(stderr).toContain('was stored, but it cannot be read back');
    expect(code).toBe(1);
  });
});

describe('keel key in KMS', { timeout: PATIENCE_MS }, () => {
  it('makes a key and shows its id and address', async () => {
    const { keys, url } = await startKmsKeys(KEY);
    const env = { AWS_ENDPOINT_URL_KMS: url };
    const { code, stdout } = await piped('', 'key create --kms --alias keel-main', env);
    expect(stdout).toContain(`Key: ${KEY_ID}\nAddress: ${ADDRESS}\n`);
    expect(stdout).toContain('Alias: alias/keel-main');
    expect(code).toBe(0);
    expect(keys).toMatchObject({ origin: 'AWS_KMS', alias: 'alias/keel-main' });
  });

  it('takes a key in, encrypted on its way, with the same address', async () => {
    const { keys, url, requests } = await startKmsKeys(OTHER);
    const { code, stdout } = await piped(KEY, 'key import --kms', { AWS_ENDPOINT_URL_KMS: url });
    expect(stdout).toContain(`Key: ${KEY_ID}\nAddress: ${ADDRESS}\n`);
    expect([code, keys.origin, keys.key]).toEqual([0, 'EXTERNAL', KEY]);
    const sent = requests.map(({ body }) => body).join();
    expect(sent).not.toContain(KEY.slice(2));
    expect(sent).not.toContain(Buffer.from(KEY.slice(2), 'hex').toString('base64').slice(0, 20));
  });

  it('notices when KMS has another key than the one that was read', async () => {
    const { keys, url } = await startKmsKeys(OTHER);
    keys.fault = (target) => {
      if (target !== 'ImportKeyMaterial') return null;
      keys.key = OTHER;
      return text(200, '{}');
    };
    const { code, stderr } = await piped(KEY, 'key import --kms', { AWS_ENDPOINT_URL_KMS: url });
    expect(stderr).toContain(`and what was read is the key of ${ADDRESS}`);
    expect(stderr).toContain(`schedule-key-deletion --key-id ${KEY_ID}`);
    expect(code).toBe(1);
  });

  it('makes nothing in KMS before a key was read', async () => {
    const { keys, url } = await startKmsKeys(OTHER);
    const { code } = await piped('no key', 'key import --kms', { AWS_ENDPOINT_URL_KMS: url });
    expect([code, keys.origin]).toEqual([1, null]);
  });

  it.each(['CreateKey', 'GetParametersForImport', 'ImportKeyMaterial', 'CreateAlias'])(
    'shows nothing where %s fails and quotes',
    async (call) => {
      const { keys, url } = await startKmsKeys(OTHER);
      keys.fault = (target) =>
        target === call ? awsError('LimitExceededException', 400, KEY) : null;
      const env = { AWS_ENDPOINT_URL_KMS: url };
      const { code, stderr } = await piped(KEY, 'key import --kms --alias keel', env);
      expect(stderr).toContain(`KMS ${call}: LimitExceededException`);
      expect(code).toBe(1);
    },
  );
});

describe('keel key show', { timeout: PATIENCE_MS }, () => {
  it('shows the address of a key of this machine, and of one in SSM', async () => {
    const { env } = await ssmWith({ [NAME]: { Type: 'SecureString', Value: KEY } });
    for (const place of [{ PRIVATE_KEY: KEY }, { ...env, PRIVATE_KEY_PARAM: NAME }]) {
      const { code, stdout } = await piped('', 'key show', place);
      expect({ code, stdout }).toEqual({ code: 0, stdout: `Address: ${ADDRESS}\n` });
    }
  });

  it.each<[string, Variables]>([
    ['no key', {}],
    ['two keys', { PRIVATE_KEY: KEY, PRIVATE_KEY_PARAM: NAME }],
    ['a faulty key', { PRIVATE_KEY: KEY.slice(0, -1) }],
  ])('shows none where there is %s', async (_what, env) => {
    const { code, stdout, stderr } = await piped('', 'key show', env);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('No key to show.');
  });
});

describe('keel key used wrongly', { timeout: PATIENCE_MS }, () => {
  it.each([
    'key',
    'key steal',
    'key store',
    `key store ${KEY}`,
    `key store --key ${KEY} --param ${NAME}`,
    `key ${KEY}`,
    'key create',
    'key create --kms --alias "a b"',
    'key create --kms --alias alias/aws/x',
    'key show --all',
  ])('%s says so, and quotes no argument', async (args) => {
    const { code, stdout } = await piped('', args, {});
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('takes no key for the name of a parameter', async () => {
    const { code } = await piped(KEY, `key store --param ${KEY.slice(2)}`, {});
    expect(code).toBe(1);
  });
});
