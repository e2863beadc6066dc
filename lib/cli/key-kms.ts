// `keel key create` and `keel key import`: a key in KMS, which signs there and never leaves.

import { createKey, importKey, nameKey } from '../adapters/kms/make-key.ts';
import { kmsClient, openKmsSigner } from '../adapters/kms/kms-signer.ts';
import { waitUnless } from '../adapters/local/waiting.ts';
import { err, ok } from '../units/result.ts';
import { seconds } from '../units/time.ts';
import { readPrivateKey } from './key-store.ts';
import type { KmsAccess } from '../adapters/kms/make-key.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';
import type { KeyTold, ReadKey } from './key-store.ts';

const DEADLINE: DurationMs = seconds(10);

const access = (): KmsAccess => ({ client: kmsClient(), deadline: DEADLINE });

// A key that was just made or imported is there for others a moment later.
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;

const addressOf = async (kms: KmsAccess, keyId: string): Promise<Result<string, string>> => {
  for (let attempt = 1; ; attempt += 1) {
    const signer = await openKmsSigner({ ...kms, keyId });
    if (signer.ok) return ok(signer.value.address);
    if (attempt === ATTEMPTS) return err(signer.error.detail);
    await waitUnless(() => false, PAUSE_MS);
  }
};

const named = async (
  kms: KmsAccess,
  id: string,
  alias: string | null,
): Promise<Result<readonly string[], string>> => {
  if (alias === null) return ok([]);
  const done = await nameKey(kms, id, alias);
  return done.ok ? ok([`Alias: ${alias}`]) : err(`The key ${id} has no alias: ${done.error}`);
};

const toldOf = (key: string, address: string, named: readonly string[]): KeyTold => ({
  facts: { key, address },
  lines: [
    `Key: ${key}`,
    `Address: ${address}`,
    `Set KMS_KEY_ID=${key} to trade with it.`,
    ...named,
  ],
});

/** Makes a key that nobody ever sees. */
export const createInKms = async (alias: string | null): Promise<Result<KeyTold, string>> => {
  const kms = access();
  const made = await createKey(kms, 'AWS_KMS');
  if (!made.ok) return made;
  const id = made.value;
  const address = await addressOf(kms, id);
  if (!address.ok) return err(`The key ${id} was made, but: ${address.error}`);
  const name = await named(kms, id, alias);
  if (!name.ok) return name;
  const told = toldOf(id, address.value, name.value);
  const warning = 'It cannot be copied: whoever deletes it loses what its address holds.';
  return ok({ ...told, lines: [...told.lines, warning] });
};

const checkedImport = async (
  kms: KmsAccess,
  id: string,
  { key, address: wanted }: ReadKey,
): Promise<Result<null, string>> => {
  const done = await importKey(kms, id, key);
  if (!done.ok) return done;
  const address = await addressOf(kms, id);
  if (!address.ok) return address;
  return address.value === wanted
    ? ok(null)
    : err(`KMS has a key of ${address.value}, and what was read is the key of ${wanted}`);
};

/** Moves an existing key into KMS. Nothing is made there before a key was read. */
export const importToKms = async (alias: string | null): Promise<Result<KeyTold, string>> => {
  const read = await readPrivateKey();
  if (!read.ok) return read;
  const kms = access();
  const made = await createKey(kms, 'EXTERNAL');
  if (!made.ok) return made;
  const id = made.value;
  const moved = await checkedImport(kms, id, read.value);
  if (!moved.ok)
    return err(
      `${moved.error}\nThe key ${id} was made for it and is of no use: aws kms ` +
        `schedule-key-deletion --key-id ${id} --pending-window-in-days 7`,
    );
  const name = await named(kms, id, alias);
  if (!name.ok) return name;
  return ok(toldOf(id, read.value.address, name.value));
};
