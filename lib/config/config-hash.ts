// One digest of everything that decides what a live run trades. A doctor's record is for one such
// digest: who changes a limit, a target or the wallet has not been examined yet. Secrets are no
// part of it, and neither is what only decides how a run is stopped or paid for on chain.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { configHash } from '../units/ids.ts';
import { invariant } from '../units/invariant.ts';
import type { ConfigHash, WalletAddress } from '../units/ids.ts';
import type { LiveConfig } from './config.ts';

/** Whose money is traded, by which key, on which chain. */
export type TradedAccount = {
  readonly wallet: WalletAddress;
  readonly signer: WalletAddress;
  readonly chainId: number;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

// Each value has one text: the names of a record are sorted, and amounts are whole numbers of their
// unit. Anything else, like a secret or a map, is refused rather than left out.
const textOf = (value: unknown): string => {
  if (typeof value === 'bigint') return `${value.toString()}n`;
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (isRecord(value)) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${name}:${textOf(value[name])}`).join(',')}}`;
  }
  invariant(typeof value !== 'object' && typeof value !== 'function', 'a setting is plain');
  return JSON.stringify(value);
};

/**
 * The digest of a live configuration and its account. What a later version adds to a configuration
 * is part of it, so that a new version needs a new record, too.
 */
export const digestOfConfig = (config: LiveConfig, account: TradedAccount): ConfigHash => {
  const { killSwitches: _killSwitches, portfolio: _portfolio, ...others } = config;
  const { rpcUrl: _rpcUrl, approvals: _approvals, wallet, targets, ...traded } = others;
  const whole = { ...traded, account, walletKind: wallet.kind, targets: targets.toSorted() };
  return configHash(bytesToHex(sha256(utf8ToBytes(textOf(whole)))));
};
