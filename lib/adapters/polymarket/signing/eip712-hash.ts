// The three hashes of typed data. The library throws on what it cannot encode and quotes it, so its
// words stop here: what was to be signed does not belong into a log.

import { keccak256 } from 'ethers/crypto';
import { TypedDataEncoder } from 'ethers/hash';
import { concat } from 'ethers/utils';
import { err, ok } from '../../../units/result.ts';
import type { SignError } from '../../../domain/venue-outcome.ts';
import type { TypedData, TypedStructs } from '../../../ports/signer.ts';
import type { Result } from '../../../units/result.ts';

/** Hashes of typed data, each 32 bytes as 0x and hex. */
export type TypedDataHash = {
  readonly domainSeparator: string;
  readonly structHash: string;
  /** What is signed. */
  readonly digest: string;
};

const newEncoder = (structs: TypedStructs): TypedDataEncoder =>
  TypedDataEncoder.from(
    Object.fromEntries(Object.entries(structs).map(([name, fields]) => [name, [...fields]])),
  );

// There are few domains and few kinds of structs, and preparing them takes as long as hashing does.
// Structs are remembered by their object: who signs often keeps it.
const separators = new Map<string, string>();
const encoders = new WeakMap<TypedStructs, TypedDataEncoder>();

const separatorOf = (domain: TypedData['domain']): string => {
  const name = JSON.stringify(domain);
  const separator = separators.get(name) ?? TypedDataEncoder.hashDomain(domain);
  separators.set(name, separator);
  return separator;
};

const encoderOf = (structs: TypedStructs): TypedDataEncoder => {
  const encoder = encoders.get(structs) ?? newEncoder(structs);
  encoders.set(structs, encoder);
  return encoder;
};

/**
 * Hashes typed data.
 * Refuses: values that do not fit the types of their fields.
 * Source: EIP-712, https://eips.ethereum.org/EIPS/eip-712.
 */
export const hashTypedData = (data: TypedData): Result<TypedDataHash, SignError> => {
  try {
    const domainSeparator = separatorOf(data.domain);
    const structHash = encoderOf(data.structs).hash(data.message);
    const digest = keccak256(concat(['0x1901', domainSeparator, structHash]));
    return ok({ domainSeparator, structHash, digest });
  } catch {
    return err({ kind: 'SIGNER_REFUSED', detail: 'a value does not fit the type of its field' });
  }
};
