// The environment is used or refused, all of it, at once.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../lib/config/parse-config.ts';
import { ALL_VARIABLES } from '../../lib/config/variables.ts';
import { often } from '../units/arbitraries.ts';
import {
  errorsOf,
  key,
  liveEnv,
  liveOf,
  messagesOf,
  node,
  wallets,
  without,
} from './environments.ts';
import { contradictions, liveMistakes, numberMistakes, wordMistakes } from './mistakes.ts';
import type { Environment } from '../../lib/config/variable.ts';

const mistakes = [...numberMistakes, ...wordMistakes, ...contradictions, ...liveMistakes].map(
  ([law, env, variable, ...words]) => ({ law, env, variable, words }),
);

describe('a mistake', () => {
  it.each(mistakes)('$law in $variable is the only error', ({ env, variable, words }) => {
    const [message = '', ...others] = messagesOf(env);
    expect(others).toEqual([]);
    expect(message.startsWith(`${variable}: `)).toBe(true);
    expect(words.filter((word) => !message.includes(word))).toEqual([]);
  });

  it('of every variable is among those shown', () => {
    const shown = new Set(mistakes.map(({ variable }) => variable));
    const missing = ALL_VARIABLES.map(({ name }) => name).filter((name) => !shown.has(name));
    // Any text may be the folder of recordings.
    expect(missing).toEqual(['RECORDINGS_DIR']);
  });

  it('reads as one line with variable, fault and what is allowed', () => {
    expect(messagesOf({ MAX_EXPOSURE_USD: '2,000' })).toEqual([
      'MAX_EXPOSURE_USD: "2,000" has thousands separators; write 2000. ' +
        'Allowed: dollars above 0, at most 100000000, with at most 6 decimals and no separators.',
    ]);
  });
});

describe('many mistakes', () => {
  const independent = [...numberMistakes, ...wordMistakes];
  const byVariable = new Map(independent.map(([, env, variable]) => [variable, env]));
  const all = Object.assign({}, ...byVariable.values()) as Environment;

  it('are reported all at once, each once', () => {
    const variables = errorsOf(all).map(({ variable }) => variable);
    expect(variables.toSorted()).toEqual([...byVariable.keys()].toSorted());
  });

  it('of a live run are reported together with what it lacks and with unknown names', () => {
    const env = {
      ...without(liveEnv, 'RPC_URL', 'TARGET_ADDRESSES'),
      CYCLE_SECONDS: '1',
      MARKET: 'a',
    };
    const kinds = errorsOf(env).map(({ variable, kind }) => `${variable} ${kind}`);
    expect(kinds.toSorted()).toEqual([
      'CYCLE_SECONDS OUT_OF_RANGE',
      'MARKET UNKNOWN_NAME',
      'RPC_URL MISSING',
      'TARGET_ADDRESSES MISSING',
    ]);
  });

  it.each([
    ['a total', { MAX_EXPOSURE_USD: '2,000', MAX_EXPOSURE_PER_MARKET_USD: '1000' }],
    ['a cycle', { CYCLE_SECONDS: 'x', MOVE_WINDOW_SECONDS: '20' }],
    ['a wallet type', { ...without(liveEnv, 'FUNDER_ADDRESS'), SIGNATURE_TYPE: 'x' }],
    ['a key', { ...liveEnv, PRIVATE_KEY: 'x' }],
    ['a preset', { ...without(liveEnv, 'TARGET_ADDRESSES'), STRATEGY_PRESET: 'x' }],
    ['a node', { ...liveEnv, RPC_URL: 'x' }],
  ])('do not follow from one: %s that is faulty is no other error', (_what, env) => {
    expect(errorsOf(env)).toHaveLength(1);
  });
});

describe('the place of a run', () => {
  const remote = {
    ...without(liveEnv, 'PRIVATE_KEY', 'RPC_URL'),
    PRIVATE_KEY_PARAM: '/keel/key',
    RPC_URL_PARAM: '/keel/node',
  };
  const onAws = { ...remote, KILL_SWITCH_PARAM: '/keel/switch' };
  const secrets = { RPC_URL: node };

  it.each(['aws', 'deploy'] as const)('%s refuses a private key, on paper too', (purpose) => {
    const env = { PRIVATE_KEY: key, KILL_SWITCH_PARAM: '/keel/switch' };
    expect(errorsOf(env, purpose)).toMatchObject([
      { kind: 'NOT_ALLOWED_HERE', variable: 'PRIVATE_KEY' },
    ]);
  });

  it('local admits a private key that paper never sees', () => {
    const parsed = parseConfig({ PRIVATE_KEY: key }, 'local');
    expect(parsed).toMatchObject({ ok: true, value: { mode: 'paper' } });
    expect(parsed.ok && 'wallet' in parsed.value).toBe(false);
  });

  it('aws needs the parameter of the kill switch', () => {
    expect(errorsOf(remote, 'aws', secrets)).toMatchObject([
      { kind: 'MISSING', variable: 'KILL_SWITCH_PARAM' },
    ]);
    expect(liveOf(onAws, 'aws', secrets).killSwitches).toEqual([
      { kind: 'parameter', name: '/keel/switch' },
    ]);
  });

  it('aws refuses a kill switch file, which nobody could reach', () => {
    expect(errorsOf({ ...onAws, KILL_SWITCH_FILE: 'data/KILL' }, 'aws', secrets)).toMatchObject([
      { kind: 'NOT_ALLOWED_HERE', variable: 'KILL_SWITCH_FILE' },
    ]);
  });

  it('aws asks for the name of a key, not for the key', () => {
    expect(errorsOf(without(onAws, 'PRIVATE_KEY_PARAM'), 'aws', secrets)).toMatchObject([
      { kind: 'MISSING', variable: 'PRIVATE_KEY_PARAM' },
    ]);
  });
});

describe('garbage', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[-+$0-9.,e% _]{0,12}$/),
    fc.constantFrom('', '0', key, wallets[0], 'a,b', 'true', 'https://a.example'),
  );
  const anyName = fc.oneof(
    fc.constantFrom(...ALL_VARIABLES.map(({ name }) => name)),
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'toString'),
  );
  const anyEnv = fc.dictionary(anyName, fc.option(anyText, { nil: undefined }));
  const anyPurpose = fc.constantFrom('local', 'aws', 'deploy');

  it('in any variable is a result, never a throw', () => {
    fc.assert(
      fc.property(anyEnv, anyPurpose, fc.boolean(), (env, purpose, isLive) => {
        const parsed = parseConfig(isLive ? { ...liveEnv, ...env } : env, purpose);
        expect(parsed.ok || parsed.error.length > 0).toBe(true);
      }),
      often,
    );
  });

  it('is never reported twice', () => {
    fc.assert(
      fc.property(anyEnv, (env) => {
        const messages = messagesOf(env);
        expect(new Set(messages).size).toBe(messages.length);
      }),
    );
  });
});
