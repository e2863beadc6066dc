// `keel key`: where the key is kept that signs orders. What is secret comes by standard input and
// is shown by nothing.

import { formatConfigError } from '../config/config-error.ts';
import { parseKeySource } from '../config/wallet.ts';
import { err, ok } from '../units/result.ts';
import { openSigner } from '../wiring/open-signer.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { readEnvironment } from './environment.ts';
import { createInKms, importToKms } from './key-kms.ts';
import { parseKeyOptions } from './key-options.ts';
import { storeSecret } from './key-store.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, guarded, print } from './output.ts';
import type { Result } from '../units/result.ts';
import type { KeyDeed } from './key-options.ts';
import type { KeyTold } from './key-store.ts';
import type { ExitCode } from './output.ts';

/** The help of the verb. */
export const KEY_HELP = `keel key: where the key is kept that signs orders

  key store --param NAME      put a private key into an SSM SecureString
      --secret                another secret: the node's address, a relayer key
      --overwrite             replace what the parameter holds
  key create --kms            make a key in KMS that nobody ever sees
  key import --kms            move an existing private key into KMS
      --alias NAME            name the key in KMS
  key show                    the address of the configured key
      --json                  of each: one object for programs

store and import read the secret from standard input: typed, where it is not
shown, or from a pipe. Nothing of it is ever printed; of a key, its address is.

Exit code 0: done. 1: not done, or not certain. 2: used wrongly.`;

type Told = Result<KeyTold, string>;

const addressTold = (address: string): KeyTold => ({
  facts: { address },
  lines: [`Address: ${address}`],
});

const show = async (): Promise<Told> => {
  const env = await readEnvironment();
  if (!env.ok) return err(env.error.join('\n'));
  const source = parseKeySource(env.value, 'local');
  if (!source.ok) return err(['No key to show.', ...source.error.map(formatConfigError)].join(' '));
  const signer = await openSigner(source.value);
  return signer.ok
    ? ok(addressTold(signer.value.address))
    : err(`The key cannot be used: ${signer.error.detail}`);
};

const done = (deed: KeyDeed): Promise<Told> => {
  switch (deed.kind) {
    case 'store':
      return storeSecret(deed.wish);
    case 'create':
      return createInKms(deed.alias);
    case 'import':
      return importToKms(deed.alias);
    case 'show':
      return show();
  }
};

const usage = (...problems: readonly string[]): ExitCode => {
  complain(...problems);
  return EXIT.usage;
};

/** Runs the verb `key`. */
export const key = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(KEY_HELP);
    return EXIT.done;
  }
  const asked = parseKeyOptions(args);
  if (!asked.ok) return usage(...asked.error);
  const { deed, json } = asked.value;
  const output = guarded(redactionFor(process.env));
  try {
    const told = await done(deed);
    if (!told.ok) output.complain(told.error);
    else if (json) output.print(JSON.stringify(told.value.facts));
    else output.print(...told.value.lines);
    return told.ok ? EXIT.done : EXIT.failed;
  } catch (error) {
    complain(`It broke: ${error instanceof Error ? error.name : 'unknown'}`);
    return EXIT.failed;
  }
};
