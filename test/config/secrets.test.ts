// A secret is shown by nothing that prints: no error, no JSON, no inspection, no message.

import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_VARIABLES } from '../../lib/config/variables.ts';
import { key, liveEnv, liveOf, messagesOf, node } from './environments.ts';

const secrets = [key, key.slice(2), node, 'aVeryPaidApiKey123'];

// Amounts are bigints, which JSON does not know.
const asText = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));

describe('a live configuration', () => {
  const config = liveOf(liveEnv);

  it.each([
    ['JSON', asText(config)],
    ['inspection', inspect(config, { depth: 20, showHidden: true })],
    ['raw inspection', inspect(config, { depth: 20, customInspect: false })],
  ])('shows no secret in %s', (_how, text) => {
    expect(text).toContain('balanced');
    expect(secrets.filter((each) => text.includes(each))).toEqual([]);
  });
});

describe('an error', () => {
  it.each([
    ['a key with a digit missing', { PRIVATE_KEY: key.slice(0, -1) }, key.slice(10, 40)],
    ['a key in quotes', { PRIVATE_KEY: `"${key}"` }, key.slice(10, 40)],
    ['a seed phrase as key', { PRIVATE_KEY: 'test test test junk' }, 'junk'],
    ['a node without protocol', { RPC_URL: 'node.example/v2/PaidKey' }, 'PaidKey'],
    ['a node on an open line', { RPC_URL: 'http://node.example/v2/PaidKey' }, 'PaidKey'],
    ['a node for its parameter', { RPC_URL_PARAM: node }, 'aVeryPaidApiKey123'],
    ['words for the parameter of a key', { PRIVATE_KEY_PARAM: 'junk junk' }, 'junk'],
    ['a key for the funder', { FUNDER_ADDRESS: key }, key.slice(10, 40)],
    ['a key for a market', { MARKETS: `a-b,${key}0` }, key.slice(10, 40)],
    ['a key for a portfolio', { PORTFOLIO_ID: key }, key.slice(10, 40)],
    [
      'a seed phrase for the funder',
      { FUNDER_ADDRESS: 'abandon ability able about above absent absorb abstract' },
      'abstract',
    ],
    ['a password in a URL', { CLOB_URL: 'https://me:PassWord@a.example' }, 'PassWord'],
    ['two keys', { ...liveEnv, PRIVATE_KEY_PARAM: '/keel/key' }, key.slice(10, 40)],
  ])('of %s does not show it', (_mistake, env, secret) => {
    const messages = messagesOf(env);
    expect(messages).toHaveLength(1);
    expect(messages.join('\n')).not.toContain(secret);
  });

  it('of a secret variable shows nothing of its value', () => {
    const anySecret = fc.string({ minLength: 12 }).filter((text) => !/\s{3}/.test(text));
    const secretNames = ALL_VARIABLES.filter(({ value }) => value.secrecy === 'secret');
    expect(secretNames.map(({ name }) => name)).toEqual([
      'PRIVATE_KEY',
      'RPC_URL',
      'RELAYER_API_KEY',
      'BUILDER_API_KEY',
      'BUILDER_SECRET',
      'BUILDER_PASSPHRASE',
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...secretNames), anySecret, ({ name }, text) => {
        expect(messagesOf({ [name]: text }).join('\n')).not.toContain(text);
      }),
    );
  });

  it('of any variable shows no private key', () => {
    const digits = fc.stringMatching(/^[0-9a-f]{64}$/);
    fc.assert(
      fc.property(fc.constantFrom(...ALL_VARIABLES), digits, ({ name }, text) => {
        const shown = messagesOf({ [name]: `0x${text}`, [`${name}S`]: text }).join('\n');
        expect(shown).not.toContain(text.slice(4, 24));
      }),
    );
  });
});
