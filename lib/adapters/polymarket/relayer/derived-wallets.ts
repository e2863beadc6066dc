// The wallet that belongs to a key, where its address follows from the key alone. A funder that is
// not that wallet would take no command of the key.

import { AbiCoder } from 'ethers/abi';
import { getCreate2Address } from 'ethers/address';
import { keccak256 } from 'ethers/crypto';
import { concat, toBeHex, zeroPadValue } from 'ethers/utils';
import { CONTRACTS } from '../../../domain/contracts.ts';
import { walletAddress } from '../../../units/ids.ts';
import type { WalletAddress } from '../../../units/ids.ts';

// Source: @polymarket/builder-relayer-client 0.0.10, constants and derive.ts, read 2026-11-28.
const SAFE_CODE_HASH = '0x2bce2127ff07fb632d16c8347c4ebf501f4841168bed00d9e6ef715ddb6fcecf';
const PROXY_CODE_HASH = '0xd21df8dc65880a8606f09fe0ce3df9b8869287ab0b058be05aa9e8af6330a00b';

const encoded = (types: readonly string[], values: readonly string[]): string =>
  AbiCoder.defaultAbiCoder().encode(types, values);

/** The Safe of a key. */
export const safeOf = (owner: WalletAddress): WalletAddress => {
  const salt = keccak256(encoded(['address'], [owner]));
  return walletAddress(getCreate2Address(CONTRACTS.safeFactory, salt, SAFE_CODE_HASH));
};

/** The proxy wallet of a key. */
export const proxyOf = (owner: WalletAddress): WalletAddress => {
  const salt = keccak256(owner);
  return walletAddress(getCreate2Address(CONTRACTS.proxyFactory, salt, PROXY_CODE_HASH));
};

// The code of a clone, around the address of what it clones and the arguments behind it.
const CLONE = {
  plain: {
    prefix: 0x61003d3d8160233d3973n,
    middle: '0x60095155f3363d3d373d3d363d7f360894a13ba1a3210667c828492db98dca3e2076',
    end: '0xcc3735a920a3ca505d382bbc545af43d6000803e6038573d6000fd5b3d6000f3',
  },
  beacon: {
    prefix: 0x6100523d8160233d3973n,
    middle: concat([
      '0x60195155f3363d3d373d3d363d602036600436635c60da',
      '0x1b60e01b36527fa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6c',
    ]),
    end: '0xb3582b35133d50545afa5036515af43d6000803e604d573d6000fd5b3d6000f3',
  },
} as const;

/**
 * The deposit wallet of a key: those of before the beacon are plain clones of an implementation,
 * later ones point to the beacon that the factory names.
 */
export const depositWalletOf = (
  owner: WalletAddress,
  kind: keyof typeof CLONE,
  original: string,
): WalletAddress => {
  const factory = CONTRACTS.depositWalletFactory;
  const parameters = encoded(['address', 'bytes32'], [factory, zeroPadValue(owner, 32)]);
  const { prefix, middle, end } = CLONE[kind];
  const length = BigInt((parameters.length - 2) / 2);
  const head = toBeHex(prefix + (length << 56n), 10);
  const code = concat([head, original, middle, end, parameters]);
  return walletAddress(getCreate2Address(factory, keccak256(parameters), keccak256(code)));
};
