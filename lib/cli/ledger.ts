// `keel ledger verify`: are the books what their history adds up to?

import { parseArgs } from 'node:util';
import { encodeLedger } from '../adapters/dynamo/stored-state.ts';
import { rebuild } from '../accounting/verify.ts';
import { complain, EXIT, print } from './output.ts';
import { storedEntries } from './stored-history.ts';
import { failed, withStoredPortfolio } from './stored-portfolio.ts';
import type { ExitCode } from './output.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

const HELP = `keel ledger verify: rebuild the books from their entries, and compare them
to the byte

  --portfolio ID     the portfolio (as printed at the end of a session)
  --live             it is a live portfolio
  --state FOLDER     where the state is kept (default data/state)`;

const verify = async ({ store, state }: StoredPortfolio): Promise<ExitCode> => {
  const entries = await storedEntries(store, state);
  if (!entries.ok) return failed(entries.error);
  const books = rebuild(entries.value);
  if (!books.ok) return failed(`The entries make no books: ${JSON.stringify(books.error)}`);
  const [rebuilt, kept] = [encodeLedger(books.value), encodeLedger(state.ledger)];
  if (rebuilt !== kept) return failed(`The books differ.\nrebuilt: ${rebuilt}\nkept:    ${kept}`);
  print(
    `${String(entries.value.length)} entries rebuild the books to the byte ` +
      `(${String(kept.length)} bytes).`,
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
        live: { type: 'boolean', default: false },
        state: { type: 'string', default: 'data/state' },
      },
    });
    const mode = values.live ? 'live' : 'paper';
    const { state: folder, portfolio } = values;
    return await withStoredPortfolio({ folder, mode, portfolio }, verify);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), '', HELP);
    return EXIT.usage;
  }
};
