// `keel ledger verify`: are the books what their history adds up to?

import { encodeLedger } from '../adapters/dynamo/stored-state.ts';
import { rebuild } from '../accounting/verify.ts';
import { askedPortfolio } from './asked-portfolio.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, print } from './output.ts';
import { parseLedgerOptions, PORTFOLIO_HELP } from './portfolio-options.ts';
import { storedEntries } from './stored-history.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import type { ExitCode } from './output.ts';
import type { LedgerOptions } from './portfolio-options.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

/** The help of the verb. */
export const LEDGER_HELP = `keel ledger verify: rebuild the books from their entries and
compare them to the byte

  --json             one object for programs
${PORTFOLIO_HELP}

Exit code 0: they are the same. 1: they differ, or cannot be read. 2: used
wrongly.`;

const verify =
  ({ json }: LedgerOptions) =>
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

const verifyAsked = async (asked: LedgerOptions): Promise<ExitCode> => {
  const place = await askedPortfolio(asked);
  if (place.ok) return withStoredPortfolio(place.value, verify(asked));
  complain(place.error);
  return EXIT.usage;
};

const usage = (...errors: readonly string[]): ExitCode => {
  complain(...errors);
  return EXIT.usage;
};

/** Runs the verb `ledger`. */
export const ledger = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(LEDGER_HELP);
    return EXIT.done;
  }
  const asked = parseLedgerOptions(args);
  if (!asked.ok) return usage(...asked.error);
  try {
    return await verifyAsked(asked.value);
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
