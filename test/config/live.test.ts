// A live configuration holds one key, the wallet it trades for and nothing left to guess.

import { describe, expect, it } from 'vitest';
import { usdc } from '../../lib/units/usdc.ts';
import { key, liveEnv, liveOf, messagesOf, node, wallets, without } from './environments.ts';

describe('a live environment', () => {
  it('is a deposit wallet with its key, its node and its targets', () => {
    const config = liveOf({ ...liveEnv, TARGET_ADDRESSES: `${wallets[2]}, ${wallets[0]}` });
    expect(config).toMatchObject({
      mode: 'live',
      preset: 'balanced',
      wallet: { kind: 'deposit', funder: wallets[1], key: { kind: 'private-key' } },
      approvals: 'manual',
      targets: [wallets[2], wallets[0]],
    });
    expect(config.rpcUrl.reveal()).toBe(node);
    expect(config.wallet.key.kind === 'private-key' && config.wallet.key.key.reveal()).toBe(key);
    expect('openingCash' in config).toBe(false);
  });

  it.each([
    ['1', 'proxy'],
    ['2', 'safe'],
    ['3', 'deposit'],
  ])('with signature type %s holds its funds in a %s wallet', (type, kind) => {
    const { wallet } = liveOf({ ...liveEnv, SIGNATURE_TYPE: type });
    expect(wallet).toMatchObject({ kind, funder: wallets[1] });
  });

  it('with signature type 0 needs no funder', () => {
    const env = { ...without(liveEnv, 'FUNDER_ADDRESS'), SIGNATURE_TYPE: '0' };
    expect(liveOf(env).wallet).toMatchObject({ kind: 'eoa' });
  });

  it.each([
    [{ PRIVATE_KEY_PARAM: '/keel/key' }, { kind: 'ssm', parameter: '/keel/key' }],
    [{ KMS_KEY_ID: 'alias/keel' }, { kind: 'kms', keyId: 'alias/keel' }],
    [
      { KMS_KEY_ID: '1234abcd-12ab-34cd-56ef-1234567890ab' },
      { kind: 'kms', keyId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
    ],
    [
      { KMS_KEY_ID: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
      {
        kind: 'kms',
        keyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
      },
    ],
  ])('takes its key from %j', (place, source) => {
    expect(liveOf({ ...without(liveEnv, 'PRIVATE_KEY'), ...place }).wallet.key).toEqual(source);
  });

  it('takes a key without 0x and in capitals', () => {
    const { wallet } = liveOf({ ...liveEnv, PRIVATE_KEY: key.slice(2).toUpperCase() });
    expect(wallet.key.kind === 'private-key' && wallet.key.key.reveal()).toBe(key);
  });

  it('follows nobody on the conservative preset, whose FF is off', () => {
    const env = { ...without(liveEnv, 'TARGET_ADDRESSES'), STRATEGY_PRESET: 'conservative' };
    expect(liveOf(env)).toMatchObject({ targets: [], parameters: { ff: { mode: 'off' } } });
  });

  it('sets approvals by itself only when told', () => {
    expect(liveOf({ ...liveEnv, APPROVALS_AUTO: 'true' }).approvals).toBe('automatic');
    expect(liveOf({ ...liveEnv, APPROVALS_AUTO: 'false' }).approvals).toBe('manual');
  });

  it('lets the contracts take all, or an amount that was told', () => {
    expect(liveOf(liveEnv).allowance).toEqual({ kind: 'maximal' });
    const amount = usdc('250.5');
    const bounded = { ...liveEnv, APPROVALS_USD: '250.5', MAX_EXPOSURE_USD: '250.5' };
    expect(liveOf(bounded).allowance).toEqual({ kind: 'exact', amount });
  });

  it.each([
    ['99.999999', 'refused'],
    ['100', 'taken'],
    ['100.000001', 'taken'],
  ])('with $%s to be taken, where $100 may be at risk, is %s', (amount, end) => {
    const env = { ...liveEnv, APPROVALS_USD: amount, MAX_EXPOSURE_USD: '100' };
    const problem = `${amount} is below MAX_EXPOSURE_USD, which is 100, so that it would never be`;
    expect(messagesOf(env)).toEqual(
      end === 'taken' ? [] : [expect.stringContaining(`APPROVALS_USD: ${problem} enough`)],
    );
  });

  it('measures what may be taken by its preset where nothing else is told', () => {
    const messages = messagesOf({ ...liveEnv, APPROVALS_USD: '1' });
    expect(messages).toEqual([expect.stringContaining('1 is below MAX_EXPOSURE_USD, which is')]);
  });

  it('says nothing of what may be taken where the exposure is faulty, or on paper', () => {
    const faulty = { ...liveEnv, APPROVALS_USD: '1', MAX_EXPOSURE_USD: '1,000' };
    expect(messagesOf(faulty)).toEqual([expect.stringContaining('MAX_EXPOSURE_USD: ')]);
    expect(messagesOf({ APPROVALS_USD: '1' })).toEqual([]);
  });

  it('checksums and deduplicates the wallets it follows', () => {
    const spellings = [
      wallets[0],
      wallets[0].toLowerCase(),
      `0x${wallets[0].slice(2).toUpperCase()}`,
    ];
    const { targets } = liveOf({ ...liveEnv, TARGET_ADDRESSES: spellings.join(' , ') });
    expect(targets).toEqual([wallets[0]]);
  });
});
