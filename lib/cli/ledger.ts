// `keel ledger verify`: are the books what their history adds up to?

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import { dynamoStore } from '../adapters/dynamo/dynamo-store.ts';
import { ensureTable } from '../adapters/dynamo/table.ts';
import { encodeLedger } from '../adapters/dynamo/stored-state.ts';
import { rebuild } from '../accounting/verify.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { startEmbeddedStore } from '../adapters/local/embedded-store.ts';
import { portfolioId } from '../units/ids.ts';
import { complain, EXIT, print } from './output.ts';
import { paperIdentity, storeProblem, TABLE } from './paper-session.ts';
import type { StateStore } from '../ports/state-store.ts';
import type { ExitCode } from './output.ts';

const HELP = `keel ledger verify: rebuild the books from their entries and compare them to the byte

  --portfolio ID     the paper portfolio (as printed at the end of a session)
  --state FOLDER     where the state is kept (default data/state)`;

const failed = (text: string): ExitCode => {
  complain(text);
  return EXIT.failed;
};

const verify = async (store: StateStore): Promise<ExitCode> => {
  const state = await store.peek();
  if (!state.ok) return failed(describeStoreError(state.error));
  if (state.value === null) return failed('There is no such portfolio.');
  const entries = await store.readEntries();
  if (!entries.ok) return failed(describeStoreError(entries.error));
  const stored = new Map(entries.value.map((entry) => [entry.sequence, entry]));
  for (const entry of state.value.outbox) stored.set(entry.sequence, entry);
  const books = rebuild([...stored.values()].toSorted((a, b) => a.sequence - b.sequence));
  if (!books.ok) return failed(`The entries make no books: ${JSON.stringify(books.error)}`);
  const [rebuilt, kept] = [encodeLedger(books.value), encodeLedger(state.value.ledger)];
  if (rebuilt !== kept) return failed(`The books differ.\nrebuilt: ${rebuilt}\nkept:    ${kept}`);
  print(
    `${String(stored.size)} entries rebuild the books to the byte (${String(kept.length)} bytes).`,
  );
  return EXIT.done;
};

const verifyIn = async (folder: string, portfolio: string): Promise<ExitCode> => {
  const home = join(folder, 'store');
  if (!existsSync(home)) return failed(`There is no state in ${folder}.`);
  const started = await startEmbeddedStore(home);
  if (!started.ok) return failed(storeProblem(started.error));
  const { client, stop } = started.value;
  await ensureTable(client, TABLE);
  const identity = paperIdentity(portfolioId(portfolio));
  const code = await verify(dynamoStore({ client, table: TABLE, identity }));
  await stop();
  return code;
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
    return await verifyIn(values.state, values.portfolio);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), '', HELP);
    return EXIT.usage;
  }
};
