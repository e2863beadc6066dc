// The variables that say whose money is traded, and whether it is money at all.

import { PRESET_NAMES } from './presets.ts';
import { listKind, wordKind } from './value-kind.ts';
import {
  address,
  credential,
  kmsKey,
  money,
  portfolio,
  privateKey,
  secretName,
} from './value-kinds.ts';
import { secretUrl } from './web-address.ts';
import type { Default, TextDefault, Variable } from './variable.ts';
import type { PresetName } from './presets.ts';

/** The preset of a paper run that names none. */
export const PAPER_PRESET: PresetName = 'balanced';

const NONE: Default = { kind: 'rule', words: '-' };
const text = (value: string): TextDefault => ({ kind: 'text', text: value });

/** The variables of mode, preset and wallet. */
export const ACCOUNT_VARIABLES = {
  strategyPreset: {
    name: 'STRATEGY_PRESET',
    default: { kind: 'rule', words: `paper: \`${PAPER_PRESET}\`; live: required` },
    meaning: 'the preset: limits and strategy parameters',
    value: wordKind(PRESET_NAMES),
    usedBy: 'every run',
  },
  liveTrading: {
    name: 'LIVE_TRADING',
    default: { kind: 'rule', words: 'unset' },
    meaning: 'turns live trading on; unset means paper',
    value: wordKind(['I_UNDERSTAND_THE_RISKS']),
    usedBy: 'every run',
  },
  privateKey: {
    name: 'PRIVATE_KEY',
    default: NONE,
    meaning: 'the key that signs orders; local live runs only, an error on AWS and for `cdk`',
    value: privateKey,
    usedBy: 'live, local',
  },
  privateKeyParam: {
    name: 'PRIVATE_KEY_PARAM',
    default: NONE,
    meaning: 'the SSM SecureString that holds the key',
    value: secretName,
    usedBy: 'live',
  },
  kmsKeyId: {
    name: 'KMS_KEY_ID',
    default: NONE,
    meaning: 'the KMS key that signs orders and never leaves KMS',
    value: kmsKey,
    usedBy: 'live',
  },
  rpcUrl: {
    name: 'RPC_URL',
    default: NONE,
    meaning: 'Polygon JSON-RPC; required live, on AWS by `RPC_URL_PARAM`',
    value: secretUrl,
    usedBy: 'live',
  },
  rpcUrlParam: {
    name: 'RPC_URL_PARAM',
    default: NONE,
    meaning: 'the SSM SecureString that holds `RPC_URL`',
    value: secretName,
    usedBy: 'live',
  },
  targetAddresses: {
    name: 'TARGET_ADDRESSES',
    default: NONE,
    meaning: 'wallets to follow; required live when FF is on; checksummed, deduplicated',
    value: listKind(address),
    usedBy: 'FF',
  },
  signatureType: {
    name: 'SIGNATURE_TYPE',
    default: text('3'),
    meaning: 'the kind of wallet: 0 EOA, 1 proxy, 2 Safe, 3 deposit wallet',
    value: wordKind(['0', '1', '2', '3']),
    usedBy: 'live',
  },
  funderAddress: {
    name: 'FUNDER_ADDRESS',
    default: NONE,
    meaning: 'the wallet that holds the funds; required for types 1, 2 and 3',
    value: address,
    usedBy: 'live',
  },
  relayerApiKey: {
    name: 'RELAYER_API_KEY',
    default: NONE,
    meaning: 'the key with which the relayer merges, redeems and approves for wallets 1, 2 and 3',
    value: credential,
    usedBy: 'live',
  },
  relayerApiKeyParam: {
    name: 'RELAYER_API_KEY_PARAM',
    default: NONE,
    meaning: 'the SSM SecureString that holds `RELAYER_API_KEY`',
    value: secretName,
    usedBy: 'live',
  },
  relayerApiKeyAddress: {
    name: 'RELAYER_API_KEY_ADDRESS',
    default: NONE,
    meaning: 'the address that owns `RELAYER_API_KEY`; required with it',
    value: address,
    usedBy: 'live',
  },
  builderApiKey: {
    name: 'BUILDER_API_KEY',
    default: NONE,
    meaning: 'a builder key for the relayer, in place of `RELAYER_API_KEY`',
    value: credential,
    usedBy: 'live',
  },
  builderApiKeyParam: {
    name: 'BUILDER_API_KEY_PARAM',
    default: NONE,
    meaning: 'the SSM SecureString that holds `BUILDER_API_KEY`',
    value: secretName,
    usedBy: 'live',
  },
  builderSecret: {
    name: 'BUILDER_SECRET',
    default: NONE,
    meaning: 'the secret of `BUILDER_API_KEY`; required with it',
    value: credential,
    usedBy: 'live',
  },
  builderSecretParam: {
    name: 'BUILDER_SECRET_PARAM',
    default: NONE,
    meaning: 'the SSM SecureString that holds `BUILDER_SECRET`',
    value: secretName,
    usedBy: 'live',
  },
  builderPassphrase: {
    name: 'BUILDER_PASSPHRASE',
    default: NONE,
    meaning: 'the passphrase of `BUILDER_API_KEY`; required with it',
    value: credential,
    usedBy: 'live',
  },
  builderPassphraseParam: {
    name: 'BUILDER_PASSPHRASE_PARAM',
    default: NONE,
    meaning: 'the SSM SecureString that holds `BUILDER_PASSPHRASE`',
    value: secretName,
    usedBy: 'live',
  },
  portfolioId: {
    name: 'PORTFOLIO_ID',
    default: text('default'),
    meaning:
      'the key of all state; several portfolios share one table. While it is unset, `keel start` ' +
      'gives each source its own: `generated-<seed>`, `data-<name of the recording>`, `live-data`',
    value: portfolio,
    usedBy: 'every run',
  },
  paperBalance: {
    name: 'PAPER_BALANCE_USD',
    default: text('10000'),
    meaning:
      'the cash a paper portfolio opens with; one that is open already keeps its own, and ' +
      'another amount is refused',
    value: money,
    usedBy: 'paper',
  },
} satisfies Record<string, Variable<unknown>>;
