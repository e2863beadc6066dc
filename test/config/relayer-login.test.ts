// The relayer takes one whole login or none.

import { describe, expect, it } from 'vitest';
import { invariant } from '../../lib/units/invariant.ts';
import { liveEnv, liveOf, messagesOf, wallets, without } from './environments.ts';
import type { RelayerLogin } from '../../lib/config/config.ts';
import type { Environment } from '../../lib/config/variable.ts';

const own = { RELAYER_API_KEY: 'key-of-ours', RELAYER_API_KEY_ADDRESS: wallets[3] };
const builder = {
  BUILDER_API_KEY: 'key-of-builder',
  BUILDER_SECRET: 'c2VjcmV0LXRleHQ=',
  BUILDER_PASSPHRASE: 'a-passphrase',
};

const loginOf = (env: Environment): RelayerLogin => {
  const { wallet } = liveOf({ ...liveEnv, ...env });
  invariant(wallet.kind !== 'eoa', 'the wallet is one that the relayer serves');
  return wallet.relayer;
};

describe('the login at the relayer', () => {
  it('may be missing', () => {
    expect(loginOf({})).toEqual({ kind: 'none' });
  });

  it('is a key of its own with its address', () => {
    const login = loginOf(own);
    expect(login).toMatchObject({ kind: 'relayer-key', address: wallets[3] });
    expect(login.kind === 'relayer-key' && login.key.reveal()).toBe('key-of-ours');
  });

  it('is a key of a builder with its secret and passphrase', () => {
    const login = loginOf(builder);
    invariant(login.kind === 'builder', 'the login is a builder');
    expect([login.key, login.secret, login.passphrase].map((each) => each.reveal())).toEqual(
      Object.values(builder),
    );
  });

  it.each(Object.keys(own))('is refused without %s', (name) => {
    const messages = messagesOf({ ...liveEnv, ...without(own, name) });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(`${name}: missing; a login at the relayer needs all`);
  });

  it.each(Object.keys(builder))('is refused without %s', (name) => {
    const messages = messagesOf({ ...liveEnv, ...without(builder, name) });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(`${name}: missing; a login at the relayer needs all`);
  });

  it('is refused when it is two', () => {
    const messages = messagesOf({ ...liveEnv, ...own, ...builder });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('BUILDER_PASSPHRASE are set; the relayer takes one login');
  });

  it('is refused for a key that sends for itself', () => {
    const env = { ...without(liveEnv, 'FUNDER_ADDRESS'), SIGNATURE_TYPE: '0', ...own };
    const messages = messagesOf(env);
    expect(messages).toHaveLength(2);
    expect(messages[0]).toContain('with SIGNATURE_TYPE 0 the key itself sends for itself');
  });

  it.each([
    ['7', false],
    ['8', true],
    ['200', true],
    ['201', false],
  ])('of %s characters is allowed: %s', (length, isAllowed) => {
    const env = { ...liveEnv, ...own, RELAYER_API_KEY: 'k'.repeat(Number(length)) };
    expect(messagesOf(env).length === 0).toBe(isAllowed);
  });

  it('with a blank inside is refused without being shown', () => {
    const messages = messagesOf({ ...liveEnv, ...own, RELAYER_API_KEY: 'two words of it' });
    expect(messages).toHaveLength(1);
    expect(messages[0]).not.toContain('words');
  });
});
