// `keel key`: where the key is kept that signs orders. What is secret comes by standard input and
// is shown by nothing.

import { parseArgs } from 'node:util';
import { formatConfigError } from '../config/config-error.ts';
import { parseKeySource } from '../config/wallet.ts';
import { err, ok } from '../units/result.ts';
import { openSigner } from '../wiring/open-signer.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { readEnvironment } from './environment.ts';
import { aliasOf, createInKms, importToKms } from './key-kms.ts';
import { storeSecret } from './key-store.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, guarded, print } from './output.ts';
import type { Result } from '../units/result.ts';
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
type Act = () => Promise<Told>;

const addressTold = (address: string): KeyTold => ({
  facts: { address },
  lines: [`Address: ${address}`],
});

const show: Act = async () => {
  const env = await readEnvironment();
  if (!env.ok) return err(env.error.join('\n'));
  const source = parseKeySource(env.value, 'local');
  if (!source.ok) return err(['No key to show.', ...source.error.map(formatConfigError)].join(' '));
  const signer = await openSigner(source.value);
  return signer.ok
    ? ok(addressTold(signer.value.address))
    : err(`The key cannot be used: ${signer.error.detail}`);
};

const JSON_OPTION = { json: { type: 'boolean', default: false } } as const;

const STORE = {
  param: { type: 'string' },
  secret: { type: 'boolean', default: false },
  overwrite: { type: 'boolean', default: false },
  ...JSON_OPTION,
} as const;

const storeAsked = (args: readonly string[]): Result<Act, string> => {
  const { values } = parseArgs({ args: [...args], options: STORE });
  const { param: parameter } = values;
  if (parameter === undefined) return err('--param NAME says where to.');
  const what = values.secret ? 'secret' : 'private-key';
  const existing = values.overwrite ? 'replace' : 'refuse';
  return ok(() => storeSecret({ parameter, what, existing }));
};

const KMS = {
  kms: { type: 'boolean', default: false },
  alias: { type: 'string' },
  ...JSON_OPTION,
} as const;

const kmsAsked = (
  args: readonly string[],
  act: (alias: string | null) => Promise<Told>,
): Result<Act, string> => {
  const { values } = parseArgs({ args: [...args], options: KMS });
  if (!values.kms) return err('--kms says where.');
  if (values.alias === undefined) return ok(() => act(null));
  const alias = aliasOf(values.alias);
  return alias.ok ? ok(() => act(alias.value)) : alias;
};

const asked = (action: string | undefined, args: readonly string[]): Result<Act, string> => {
  switch (action) {
    case 'store':
      return storeAsked(args);
    case 'create':
      return kmsAsked(args, createInKms);
    case 'import':
      return kmsAsked(args, importToKms);
    case 'show':
      parseArgs({ args: [...args], options: JSON_OPTION });
      return ok(show);
    case undefined:
      return err('Which one?');
    default:
      return err('That is not one of its verbs.');
  }
};

const usage = (problem: string): ExitCode => {
  complain(problem, '', KEY_HELP);
  return EXIT.usage;
};

// What is wrong with arguments is said without them: somebody may have put a key there.
const WRONG = 'The options are not understood. A secret is never an option: it is read.';

const wishOf = (args: readonly string[]): Result<Act, string> => {
  try {
    const [action, ...rest] = args;
    return asked(action, rest);
  } catch {
    return err(WRONG);
  }
};

/** Runs the verb `key`. */
export const key = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(KEY_HELP);
    return EXIT.done;
  }
  const wish = wishOf(args);
  if (!wish.ok) return usage(wish.error);
  const output = guarded(redactionFor(process.env));
  try {
    const done = await wish.value();
    if (!done.ok) output.complain(done.error);
    else if (args.includes('--json')) output.print(JSON.stringify(done.value.facts));
    else output.print(...done.value.lines);
    return done.ok ? EXIT.done : EXIT.failed;
  } catch (error) {
    complain(`It broke: ${error instanceof Error ? error.name : 'unknown'}`);
    return EXIT.failed;
  }
};
