// A key from SSM is there, or there is a reason; neither shows it.

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readKeyParameter } from '../../../lib/adapters/ssm/key-parameter.ts';
import { ssmClient } from '../../../lib/adapters/ssm/ssm-parameter.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { json, text } from '../../loopback/server.ts';
import { KEY } from '../polymarket/signing/keys.ts';
import { startSsm } from './loopback-ssm.ts';
import { awsError } from './ssm-world.ts';
import type { SignError } from '../../../lib/domain/venue-outcome.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Secret } from '../../../lib/units/secret.ts';
import type { Reply } from '../../loopback/server.ts';

const NAME = '/keel/default/private-key';
const DIGITS = KEY.slice(2);

const readOf = async (Value: string, Type = 'SecureString'): Promise<Result<Secret, SignError>> => {
  const { client } = await startSsm({ [NAME]: { Type, Value } });
  return readKeyParameter({ client, name: NAME, deadline: durationMs(2_000n) });
};

const failedBy = async (reply: Reply, ms = 2_000n): Promise<Result<Secret, SignError>> => {
  const { client, world } = await startSsm();
  world.fault = () => reply;
  return readKeyParameter({ client, name: NAME, deadline: durationMs(ms) });
};

const expectHidden = (told: unknown): void => {
  for (const text of [inspect(told, { depth: null, showHidden: true }), JSON.stringify(told)])
    expect(text.toLowerCase()).not.toContain(DIGITS.slice(4, 20));
};

describe('a key parameter', () => {
  it.each([
    ['as it is', KEY],
    ['without 0x', DIGITS],
    ['in capitals', `0x${DIGITS.toUpperCase()}`],
    ['with a line break', `${KEY}\n`],
  ])('gives its key %s', async (_what, value) => {
    const key = await readOf(value);
    expect(key.ok && key.value.reveal()).toBe(KEY);
    expectHidden(key);
  });

  it.each(['String', 'StringList', 'SomethingNew'])('is refused when it is a %s', async (type) => {
    const key = await readOf(KEY, type);
    expect(key).toMatchObject({
      ok: false,
      error: {
        kind: 'SIGNER_REFUSED',
        detail: expect.stringContaining(`${NAME} is not a SecureString`) as unknown,
      },
    });
    expectHidden(key);
  });

  it.each([
    ['a digit short', KEY.slice(0, -1)],
    ['a digit long', `${KEY}0`],
    ['no hex', `0x${'g'.repeat(64)}`],
    ['another text', 'legal winner thank year wave sausage worth useful'],
  ])('is refused when it holds %s', async (_what, value) => {
    const key = await readOf(value);
    expect(key).toEqual({
      ok: false,
      error: {
        kind: 'SIGNER_REFUSED',
        detail: `${NAME} does not hold the 64 hex digits of a key`,
      },
    });
    expectHidden(key);
  });

  it('is refused when it is not there', async () => {
    const { client } = await startSsm();
    const parameter = { client, name: NAME, deadline: durationMs(2_000n) };
    expect(await readKeyParameter(parameter)).toEqual({
      ok: false,
      error: {
        kind: 'SIGNER_REFUSED',
        detail: `there is no parameter ${NAME} in this account and region`,
      },
    });
  });

  it.each<[string, Reply, SignError['kind'], RegExp]>([
    ['no permission', awsError('AccessDeniedException'), 'SIGNER_REFUSED', /kms:Decrypt/],
    ['a key of its own gone', awsError('InvalidKeyId'), 'SIGNER_REFUSED', /InvalidKeyId/],
    ['throttling', awsError('ThrottlingException'), 'SIGNER_UNAVAILABLE', /Throttling/],
    ['a broken server', awsError('InternalServerError', 500), 'SIGNER_UNAVAILABLE', /Internal/],
    ['no JSON', text(200, KEY), 'SIGNER_UNAVAILABLE', /:/],
    ['no parameter in it', json({}), 'SIGNER_UNAVAILABLE', /without a value/],
    ['no value in it', json({ Parameter: {} }), 'SIGNER_UNAVAILABLE', /without a value/],
    ['a closed line', { kind: 'reset' }, 'SIGNER_UNAVAILABLE', /ECONNRESET|TimeoutError/],
    ['an error that quotes', awsError(KEY, 400, KEY), 'SIGNER_UNAVAILABLE', /unknown|Error/],
  ])('that meets %s says so', async (...row) => {
    const [, reply, kind, words] = row;
    const key = await failedBy(reply);
    expect(key).toMatchObject({
      ok: false,
      error: { kind, detail: expect.stringMatching(words) as unknown },
    });
    expectHidden(key);
  });

  it.each<Reply>([{ kind: 'silence' }, { kind: 'stall' }])(
    'that meets $kind gives up at the deadline',
    async (reply) => {
      expect(await failedBy(reply, 150n)).toMatchObject({
        ok: false,
        error: { kind: 'SIGNER_UNAVAILABLE' },
      });
    },
  );

  it('is asked for decrypted', async () => {
    const { client, requests } = await startSsm({ [NAME]: { Type: 'SecureString', Value: KEY } });
    await readKeyParameter({ client, name: NAME, deadline: durationMs(2_000n) });
    expect(requests.map(({ body }): unknown => JSON.parse(body))).toEqual([
      { Name: NAME, WithDecryption: true },
    ]);
  });

  it('is read by a client from the environment, which asks nothing yet', () => {
    const client = ssmClient();
    client.destroy();
    expect(client.config).toMatchObject({ serviceId: 'SSM' });
  });
});
