// `keel ledger verify`: are the books what their history adds up to?

import { parseArgs } from 'node:util';
import { encodeLedger } from '../adapters/dynamo/stored-state.ts';
import { rebuild } from '../accounting/verify.ts';
import { askedPortfolio, PORTFOLIO_HELP, PORTFOLIO_OPTIONS } from './asked-portfolio.ts';
import { complain, EXIT, print } from './output.ts';
import { storedEntries } from './stored-history.ts';
import { failed, withStoredPortfolio } from './stored-portfolio.ts';
import type { AskedPortfolio } from './asked-portfolio.ts';
import type { ExitCode } from './output.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** The help of the verb. */
export const LEDGER_HELP = `keel ledger verify: rebuild the books from their entries and
compare them to the byte

${PORTFOLIO_HELP}`;

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

const verifyAsked = async (asked: AskedPortfolio): Promise<ExitCode> => {
  const place = await askedPortfolio(asked);
  return place.ok ? withStoredPortfolio(place.value, verify) : failed(place.error);
};

/** Runs the verb `ledger`. */
export const ledger = async ([action, ...args]: readonly string[]): Promise<ExitCode> => {
  if (action === '--help' || args.includes('--help')) {
    print(LEDGER_HELP);
    return EXIT.done;
  }
  if (action !== 'verify') {
    complain(LEDGER_HELP);
    return EXIT.usage;
  }
  try {
    const { values } = parseArgs({
      args: [...args],
      options: PORTFOLIO_OPTIONS,
    });
    return await verifyAsked(values);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), '', LEDGER_HELP);
    return EXIT.usage;
  }
};
