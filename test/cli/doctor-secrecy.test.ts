// Whatever the world answers, no output of the doctor shows a key, a secret, a signature or the
// path of the node's address.

import { describe, expect, it } from 'vitest';
import { KEY } from '../adapters/polymarket/signing/keys.ts';
import { json, text } from '../loopback/server.ts';
import { key } from '../config/environments.ts';
import { opened } from './command.ts';
import { AWS_ENV, LIVE_ENV, PAID, PATIENCE, serverOf, venueAt } from './doctor-scene.ts';
import type { Ended } from './command.ts';
import type { Exchange, Reply } from '../loopback/server.ts';
import type { Variables } from './doctor-scene.ts';

const SIGNATURE = `0x${'cd'.repeat(65)}`;
// What somebody who knows all that is in our environment could send back to us.
const OPEN = `https://node.example/v2/${PAID} /v2/${PAID} ${SIGNATURE}`;
const SECRETS = [
  ...[key, KEY, SIGNATURE].map((secret) => secret.slice(2, 30)),
  ...[PAID, 'aws-secret', 'AKIDEXAMPLE'],
];

const echoOf = ({ headers, body }: Exchange): string => `${JSON.stringify(headers)} ${body}`;

const hiding = ({ stdout, stderr }: Ended): void => {
  const told = `${stdout}${stderr}`.toLowerCase();
  for (const secret of SECRETS) expect(told).not.toContain(secret.toLowerCase());
};

const { PRIVATE_KEY: _key, ...KEYLESS } = LIVE_ENV;
const RUNS: readonly Variables[] = [
  LIVE_ENV,
  { ...KEYLESS, KMS_KEY_ID: 'alias/keel' },
  { ...KEYLESS, PRIVATE_KEY_PARAM: '/keel/key' },
  { ...LIVE_ENV, KILL_SWITCH_PARAM: '/keel/kill' },
];

// The keeper of the key knows the key; the venue knows at most what it was sent.
const ANSWERS: readonly (readonly [string, (exchange: Exchange, known: string) => Reply])[] = [
  ['refuse', (exchange, known) => text(403, `${known} ${echoOf(exchange)}`)],
  [
    'reject',
    (exchange, known) => text(400, JSON.stringify({ error: known, echo: echoOf(exchange) })),
  ],
  [
    'fail as AWS does',
    (exchange, known) =>
      text(400, JSON.stringify({ __type: known.slice(0, 66), message: known + echoOf(exchange) })),
  ],
  ['break', (exchange, known) => text(500, `${known} ${echoOf(exchange)}`)],
  ['answer nonsense', (exchange, known) => json({ version: known, Parameter: echoOf(exchange) })],
  [
    'give an open key',
    (_exchange, known) =>
      json({ Parameter: { Type: 'String', Value: known }, KeySpec: known, KeyUsage: known }),
  ],
  [
    'give a key that is none',
    (_exchange, known) => json({ Parameter: { Type: 'SecureString', Value: `${known}0` } }),
  ],
];

describe('the doctor', { timeout: PATIENCE }, () => {
  it.each(ANSWERS)('hides every secret where venue and AWS %s', async (_what, reply) => {
    const venue = await serverOf((exchange) => reply(exchange, OPEN));
    const knowing = await serverOf((exchange) => reply(exchange, `${key} ${OPEN}`));
    const aws = await serverOf((exchange) => reply(exchange, KEY));
    const around = { ...AWS_ENV, AWS_ENDPOINT_URL: aws.url };
    const runs = await Promise.all(
      RUNS.map((env) => {
        // A key that is in no environment was never near the venue.
        const { url } = 'PRIVATE_KEY' in env ? knowing : venue;
        return opened().run(['doctor', '--fix'], { ...env, ...around, ...venueAt(url) });
      }),
    );
    for (const ended of runs) {
      expect(ended.stdout).toContain('Not green');
      expect(ended.code).toBe(1);
      hiding(ended);
    }
    expect(venue.requests.length).toBeGreaterThan(0);
    expect(knowing.requests.length).toBeGreaterThan(0);
    expect(aws.requests.length).toBeGreaterThan(0);
  });

  it.each([
    ['a malformed key', { PRIVATE_KEY: key.slice(0, -1) }],
    ['a node on an open line', { RPC_URL: `http://node.example/v2/${PAID}` }],
    ['a node that is no address', { RPC_URL: `node.example/v2/${PAID}` }],
    ['a key for the funder', { FUNDER_ADDRESS: key }],
    ['a key for a portfolio', { PORTFOLIO_ID: key }],
  ])('hides every secret of a configuration with %s', async (_what, change) => {
    for (const args of [['doctor'], ['doctor', '--json']]) {
      const ended = await opened().run(args, { ...LIVE_ENV, ...change });
      expect(ended.code).toBe(1);
      hiding(ended);
    }
  });
});
