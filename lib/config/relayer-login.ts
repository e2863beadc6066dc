// The relayer takes one of two logins, each of which comes in parts. A part without the others is a
// mistake, and so are both at once: nobody could say which of them is meant.

import { err, ok } from '../units/result.ts';
import { errorOf, read, required } from './variable.ts';
import { VARIABLES } from './variables.ts';
import type { RelayerLogin } from './config.ts';
import type { Environment, Part, Variable } from './variable.ts';

const { relayerApiKey, relayerApiKeyAddress, builderApiKey, builderSecret, builderPassphrase } =
  VARIABLES;
const OWN = [relayerApiKey, relayerApiKeyAddress] as const;
const BUILDER = [builderApiKey, builderSecret, builderPassphrase] as const;

/** Every variable that a login at the relayer consists of. */
export const RELAYER_VARIABLES: readonly Variable<unknown>[] = [...OWN, ...BUILDER];

const errorsOf = (...parts: readonly Part<unknown>[]) =>
  parts.flatMap((part) => (part.ok ? [] : part.error));

const WHOLE = 'a login at the relayer needs all of its parts';

const parseOwn = (env: Environment): Part<RelayerLogin> => {
  const key = required(env, relayerApiKey, WHOLE);
  const address = required(env, relayerApiKeyAddress, WHOLE);
  return key.ok && address.ok
    ? ok({ kind: 'relayer-key', key: key.value, address: address.value })
    : err(errorsOf(key, address));
};

const parseBuilder = (env: Environment): Part<RelayerLogin> => {
  const key = required(env, builderApiKey, WHOLE);
  const secret = required(env, builderSecret, WHOLE);
  const passphrase = required(env, builderPassphrase, WHOLE);
  return key.ok && secret.ok && passphrase.ok
    ? ok({
        kind: 'builder',
        key: key.value,
        secret: secret.value,
        passphrase: passphrase.value,
      })
    : err(errorsOf(key, secret, passphrase));
};

/** Parses the login at the relayer, which a live run may do without. */
export const parseRelayerLogin = (env: Environment): Part<RelayerLogin> => {
  const isSet = (variable: Variable<unknown>): boolean => read(env, variable).kind !== 'unset';
  const [hasOwn, hasBuilder] = [OWN.some(isSet), BUILDER.some(isSet)];
  if (hasOwn && hasBuilder) {
    const names = RELAYER_VARIABLES.filter(isSet).map(({ name }) => name);
    const problem = `${names.join(' and ')} are set; the relayer takes one login`;
    return err([errorOf(relayerApiKey, 'CONFLICT', problem)]);
  }
  if (hasOwn) return parseOwn(env);
  return hasBuilder ? parseBuilder(env) : ok({ kind: 'none' });
};
