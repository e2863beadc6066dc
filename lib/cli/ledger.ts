// `keel ledger verify`: are the books what their history adds up to?

import { parseArgs } from 'node:util';
import { encodeLedger } from '../adapters/dynamo/stored-state.ts';
import { rebuild } from '../accounting/verify.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { complain, EXIT, print } from './output.ts';
import { failed, withStoredPortfolio } from './stored-portfolio.ts';
import type { ExitCode } from './output.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

const HELP = `keel ledger verify: rebuild the books from their entries, and compare them
to the byte

  --portfolio ID     the paper portfolio (as printed at the end of a session)
  --state FOLDER     where the state is kept (default data/state)`;

const verify = async ({ store, state }: StoredPortfolio): Promise<ExitCode> => {
  const entries = await store.readEntries();
  if (!entries.ok) return failed(describeStoreError(entries.error));
  const stored = new Map(entries.value.map((entry) => [entry.sequence, entry]));
  for (const entry of state.outbox) stored.set(entry.sequence, entry);
  const books = rebuild([...stored.values()].toSorted((a, b) => a.sequence - b.sequence));
  if (!books.ok) return failed(`The entries make no books: ${JSON.stringify(books.error)}`);
  const [rebuilt, kept] = [encodeLedger(books.value), encodeLedger(state.ledger)];
  if (rebuilt !== kept) return failed(`The books differ.\nrebuilt: ${rebuilt}\nkept:    ${kept}`);
  print(
    `${String(stored.size)} entries rebuild the books to the byte (${String(kept.length)} bytes).`,
  );
  return EXIT.done;
};

/** Runs the verb `ledger`. */
export const ledger = async ([action, ...args]: readonly string[]): Promise<ExitCode> => {
  if (action === '--help' || args.includes('--help')) {
    print(HELP);
    return EXIT.done;
  }
  if (action !== 'verify') {
    complain(HELP);
    return EXIT.usage;
  }
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        portfolio: { type: 'string', default: 'generated-1' },
        state: { type: 'string', default: 'data/state' },
      },
    });
    return await withStoredPortfolio({ folder: values.state, portfolio: values.portfolio }, verify);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), '', HELP);
    return EXIT.usage;
  }
};
