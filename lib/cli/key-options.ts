// The options of `keel key`. What is wrong with them is said without a word of theirs: somebody may
// have put a key there.

import { parseArgs } from 'node:util';
import { ok } from '../units/result.ts';
import { refused } from './option-parts.ts';
import type { StoreWish } from './key-store.ts';
import type { Part } from './option-parts.ts';

/** What is to be done with a key. */
export type KeyDeed =
  | { readonly kind: 'store'; readonly wish: StoreWish }
  | { readonly kind: 'create' | 'import'; readonly alias: string | null }
  | { readonly kind: 'show' };

/** What `keel key` was asked for. */
export type KeyOptions = { readonly deed: KeyDeed; readonly json: boolean };

const JSON_OPTION = { json: { type: 'boolean', default: false } } as const;

const STORE = {
  param: { type: 'string' },
  secret: { type: 'boolean', default: false },
  overwrite: { type: 'boolean', default: false },
  ...JSON_OPTION,
} as const;

const KMS = {
  kms: { type: 'boolean', default: false },
  alias: { type: 'string' },
  ...JSON_OPTION,
} as const;

const storeOf = (args: readonly string[]): Part<KeyOptions> => {
  const { values } = parseArgs({ args: [...args], options: STORE });
  const { param: parameter, json } = values;
  if (parameter === undefined) return refused('--param NAME says where to.');
  const what = values.secret ? 'secret' : 'private-key';
  const existing = values.overwrite ? 'replace' : 'refuse';
  return ok({ deed: { kind: 'store', wish: { parameter, what, existing } }, json });
};

const ALIAS = /^alias\/[\w/-]{1,250}$/;

// The full name of an alias. Refuses: what KMS would not take.
const aliasOf = (name: string): Part<string> => {
  const alias = name.startsWith('alias/') ? name : `alias/${name}`;
  return ALIAS.test(alias) && !alias.startsWith('alias/aws/')
    ? ok(alias)
    : refused('--alias is not the name of an alias: letters, digits, and - _ /');
};

const inKms = (kind: 'create' | 'import', args: readonly string[]): Part<KeyOptions> => {
  const { values } = parseArgs({ args: [...args], options: KMS });
  const { json } = values;
  if (!values.kms) return refused('--kms says where.');
  const alias = values.alias === undefined ? ok(null) : aliasOf(values.alias);
  return alias.ok ? ok({ deed: { kind, alias: alias.value }, json }) : alias;
};

const showOf = (args: readonly string[]): Part<KeyOptions> => {
  const { values } = parseArgs({ args: [...args], options: JSON_OPTION });
  return ok({ deed: { kind: 'show' }, json: values.json });
};

const keyOptions = (action: string | undefined, args: readonly string[]): Part<KeyOptions> => {
  switch (action) {
    case 'store':
      return storeOf(args);
    case 'create':
    case 'import':
      return inKms(action, args);
    case 'show':
      return showOf(args);
    case undefined:
      return refused('Which one?');
    default:
      return refused('That is not one of its verbs.');
  }
};

/** Parses the arguments after `keel key`. */
export const parseKeyOptions = ([action, ...args]: readonly string[]): Part<KeyOptions> => {
  try {
    return keyOptions(action, args);
  } catch {
    return refused('The options are not understood. A secret is never an option: it is read.');
  }
};
