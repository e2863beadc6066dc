// A live run signs with exactly one key, and knows which wallet holds the funds. Two keys are as
// wrong as none: nobody could say which of them trades.

import { err, ok } from '../units/result.ts';
import { errorOf, read, readOrDefault, required } from './variable.ts';
import { RELAYER_VARIABLES, parseRelayerLogin } from './relayer-login.ts';
import { VARIABLES } from './variables.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { KeySource, Purpose, RelayerLogin, Wallet } from './config.ts';
import type { Environment, Part, Setting } from './variable.ts';

const mapSetting = <T, U>(setting: Setting<T>, make: (value: T) => U): Setting<U> =>
  setting.kind === 'set' ? { kind: 'set', value: make(setting.value) } : setting;

const keySources = (env: Environment): readonly (readonly [string, Setting<KeySource>])[] => {
  const { privateKey, privateKeyParam, kmsKeyId } = VARIABLES;
  return [
    [privateKey.name, mapSetting(read(env, privateKey), (key) => ({ kind: 'private-key', key }))],
    [
      privateKeyParam.name,
      mapSetting(read(env, privateKeyParam), (parameter) => ({ kind: 'ssm', parameter })),
    ],
    [kmsKeyId.name, mapSetting(read(env, kmsKeyId), (keyId) => ({ kind: 'kms', keyId }))],
  ];
};

/** Parses where the one key is. */
export const parseKeySource = (env: Environment, purpose: Purpose): Part<KeySource> => {
  const given = keySources(env).filter(([, setting]) => setting.kind !== 'unset');
  const [first, ...others] = given;
  if (first === undefined) {
    const usual = purpose === 'local' ? VARIABLES.privateKey : VARIABLES.privateKeyParam;
    const names = keySources(env).map(([name]) => name);
    return err([errorOf(usual, 'MISSING', `missing; live needs one of ${names.join(', ')}`)]);
  }
  if (others.length > 0) {
    const names = given.map(([name]) => name).join(' and ');
    return err([
      errorOf(VARIABLES.privateKey, 'CONFLICT', `${names} are set; a key has one place`),
    ]);
  }
  return first[1].kind === 'set' ? ok(first[1].value) : err([]);
};

const FUNDED = { '1': 'proxy', '2': 'safe', '3': 'deposit' } as const;

type Holder =
  | { readonly kind: 'eoa' }
  | {
      readonly kind: 'proxy' | 'safe' | 'deposit';
      readonly funder: WalletAddress;
      readonly relayer: RelayerLogin;
    };

const parseEoa = (env: Environment): Part<Holder> => {
  const { signatureType, funderAddress } = VARIABLES;
  const type = `${signatureType.name} 0`;
  const errors = [funderAddress, ...RELAYER_VARIABLES].flatMap((variable) => {
    const why = variable === funderAddress ? 'holds the funds' : 'sends for itself';
    const problem = `set, but with ${type} the key itself ${why}`;
    return read(env, variable).kind === 'unset' ? [] : [errorOf(variable, 'CONFLICT', problem)];
  });
  return errors.length === 0 ? ok({ kind: 'eoa' }) : err(errors);
};

const parseHolder = (env: Environment): Part<Holder> => {
  const { signatureType, funderAddress } = VARIABLES;
  if (read(env, signatureType).kind === 'faulty') return err([]);
  const type = readOrDefault(env, signatureType);
  if (type === '0') return parseEoa(env);
  const funder = required(env, funderAddress, `live needs it for ${signatureType.name} ${type}`);
  const relayer = parseRelayerLogin(env);
  if (funder.ok && relayer.ok)
    return ok({ kind: FUNDED[type], funder: funder.value, relayer: relayer.value });
  return err([...(funder.ok ? [] : funder.error), ...(relayer.ok ? [] : relayer.error)]);
};

/** Parses the wallet of a live run. */
export const parseWallet = (env: Environment, purpose: Purpose): Part<Wallet> => {
  const key = parseKeySource(env, purpose);
  const holder = parseHolder(env);
  if (key.ok && holder.ok) return ok({ ...holder.value, key: key.value });
  return err([...(key.ok ? [] : key.error), ...(holder.ok ? [] : holder.error)]);
};
