// `keel ledger verify`: are the books what their history adds up to?

import { parseArgs } from 'node:util';
import { encodeLedger } from '../adapters/dynamo/stored-state.ts';
import { rebuild } from '../accounting/verify.ts';
import { askedPortfolio, PORTFOLIO_HELP, PORTFOLIO_OPTIONS } from './asked-portfolio.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, print } from './output.ts';
import { storedEntries } from './stored-history.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import type { AskedPortfolio } from './asked-portfolio.ts';
import type { ExitCode } from './output.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** The help of the verb. */
export const LEDGER_HELP = `keel ledger verify: rebuild the books from their entries and
compare them to the byte

  --json             one object for programs
${PORTFOLIO_HELP}

Exit code 0: they are the same. 1: they differ, or cannot be read. 2: used
wrongly.`;

type Asked = AskedPortfolio & { readonly json: boolean };

const verify =
  ({ json }: Asked) =>
  async ({ store, state, identity }: StoredPortfolio): Promise<ExitCode> => {
    const entries = await storedEntries(store, state);
    if (!entries.ok) return failed(entries.error);
    const books = rebuild(entries.value);
    if (!books.ok) return failed(`The entries make no books: ${JSON.stringify(books.error)}`);
    const [rebuilt, kept] = [encodeLedger(books.value), encodeLedger(state.ledger)];
    if (rebuilt !== kept) return failed(`The books differ.\nrebuilt: ${rebuilt}\nkept:    ${kept}`);
    const [count, bytes] = [entries.value.length, kept.length];
    const { portfolio } = identity;
    print(
      json
        ? JSON.stringify({ portfolio, same: true, entries: count, bytes })
        : `${String(count)} entries rebuild the books to the byte (${String(bytes)} bytes).`,
    );
    return EXIT.done;
  };

const verifyAsked = async (asked: Asked): Promise<ExitCode> => {
  const place = await askedPortfolio(asked);
  if (place.ok) return withStoredPortfolio(place.value, verify(asked));
  complain(place.error);
  return EXIT.usage;
};

/** Runs the verb `ledger`. */
export const ledger = async ([action, ...args]: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp([action, ...args])) {
    print(LEDGER_HELP);
    return EXIT.done;
  }
  if (action !== 'verify') {
    complain(`ledger ${action ?? ''}: allowed is ledger verify`, '', LEDGER_HELP);
    return EXIT.usage;
  }
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...PORTFOLIO_OPTIONS, json: { type: 'boolean', default: false } },
    });
    return await verifyAsked(values);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), '', LEDGER_HELP);
    return EXIT.usage;
  }
};
