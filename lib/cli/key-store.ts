// `keel key store`: puts a key or another secret into an encrypted parameter, and looks whether it
// is there. What it is shows nowhere; of a key, the address does.

import { rawKeySigner } from '../adapters/polymarket/signing/raw-key-signer.ts';
import { putParameter } from '../adapters/ssm/put-parameter.ts';
import { readParameter, ssmClient } from '../adapters/ssm/ssm-parameter.ts';
import { parameterName, privateKey } from '../config/value-kinds.ts';
import { err, ok } from '../units/result.ts';
import { seconds } from '../units/time.ts';
import { readSecret } from './read-secret.ts';
import type { SsmParameter } from '../adapters/ssm/ssm-parameter.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';
import type { Secret } from '../units/secret.ts';

/** What is to be stored where. */
export type StoreWish = {
  readonly parameter: string;
  readonly what: 'private-key' | 'secret';
  readonly existing: 'replace' | 'refuse';
};

const DEADLINE: DurationMs = seconds(10);

/** What was done with a key, for programs and for people. Nothing secret is in either. */
export type KeyTold = {
  readonly facts: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
};

/** A private key that was read and understood, and whose address it is. */
export type ReadKey = { readonly key: Secret; readonly address: string };

/** Reads a private key. Refuses: what is none, without a word of it. */
export const readPrivateKey = async (): Promise<Result<ReadKey, string>> => {
  const read = await readSecret('Private key');
  if (!read.ok) return read;
  const key = privateKey.parse(read.value.reveal().trim());
  if (!key.ok) return err('What was read is not a private key: 64 hex digits, maybe after 0x.');
  const signer = rawKeySigner(key.value);
  return signer.ok ? ok({ key: key.value, address: signer.value.address }) : err('No such key.');
};

// A standard parameter holds 4 KB.
const SECRET = /^[\x20-\x7e]{1,4096}$/;

const readOther = async (): Promise<Result<Secret, string>> => {
  const read = await readSecret('Secret');
  if (!read.ok) return read;
  return SECRET.test(read.value.reveal())
    ? read
    : err('What was read is not one line of 1 to 4096 printable characters.');
};

const written = async (
  parameter: SsmParameter,
  secret: Secret,
  existing: StoreWish['existing'],
): Promise<Result<null, string>> => {
  const { name } = parameter;
  const value = secret.reveal();
  const put = await putParameter(parameter, { value, type: 'SecureString', existing });
  if (!put.ok) return err(`${name} was not stored: ${put.error}`);
  const back = await readParameter(parameter, 'decrypt');
  if (back.kind === 'denied' || back.kind === 'failed')
    return err(`${name} was stored, but it cannot be read back: ${back.cause}`);
  const isThere = back.kind === 'found' && back.value === value && back.type === 'SecureString';
  return isThere ? ok(null) : err(`${name} was stored, but it holds something else`);
};

const storeKey = async (
  parameter: SsmParameter,
  wish: StoreWish,
): Promise<Result<KeyTold, string>> => {
  const read = await readPrivateKey();
  if (!read.ok) return read;
  const done = await written(parameter, read.value.key, wish.existing);
  if (!done.ok) return done;
  const { parameter: name } = wish;
  const { address } = read.value;
  const lines = [`${name} holds the key of ${address}, encrypted.`];
  return ok({ facts: { parameter: name, address }, lines });
};

const storeOther = async (
  parameter: SsmParameter,
  wish: StoreWish,
): Promise<Result<KeyTold, string>> => {
  const read = await readOther();
  if (!read.ok) return read;
  const done = await written(parameter, read.value, wish.existing);
  if (!done.ok) return done;
  const { parameter: name } = wish;
  return ok({ facts: { parameter: name }, lines: [`${name} holds the secret, encrypted.`] });
};

/** Stores what is read. Gives what to tell of it. */
export const storeSecret = async (wish: StoreWish): Promise<Result<KeyTold, string>> => {
  const name = parameterName.parse(wish.parameter);
  if (!name.ok) return err(`--param ${name.error.problem}. Allowed: ${parameterName.allowed}.`);
  const parameter = { client: ssmClient(), name: name.value, deadline: DEADLINE };
  return wish.what === 'private-key' ? storeKey(parameter, wish) : storeOther(parameter, wish);
};
