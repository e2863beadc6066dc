// `keel ledger verify`: are the books what their history adds up to?

import { parseArgs } from 'node:util';
import { encodeLedger } from '../adapters/dynamo/stored-state.ts';
import { rebuild } from '../accounting/verify.ts';
import { readOr } from '../config/variable.ts';
import { VARIABLES } from '../config/variables.ts';
import { readEnvironment } from './environment.ts';
import { complain, EXIT, print } from './output.ts';
import { portfolioNamed } from './portfolio-name.ts';
import { statePlaceOf } from './state-place.ts';
import { storedEntries } from './stored-history.ts';
import { failed, withStoredPortfolio } from './stored-portfolio.ts';
import type { Environment } from '../config/variable.ts';
import type { ExitCode } from './output.ts';
import type { StatePlace } from './state-place.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

const HELP = `keel ledger verify: rebuild the books from their entries, and compare them
to the byte

  --portfolio ID     the portfolio (as printed at the end of a session; default
                     PORTFOLIO_ID)
  --live             it is a live portfolio; for the table LIVE_TRADING says so,
                     too
  --state FOLDER     where the state is kept (default data/state); the table on
                     AWS while TABLE_NAME is set`;

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

type Asked = {
  readonly portfolio?: string | undefined;
  readonly live: boolean;
  readonly state?: string | undefined;
};

// The variables of a portfolio on AWS say what its functions trade. A folder of this machine may
// hold portfolios of both modes beside each other, whatever the variables say.
const isMeantLive = (env: Environment, { kind }: StatePlace): boolean =>
  kind === 'table' && readOr(env, VARIABLES.liveTrading, undefined) !== undefined;

const verifyAsked = async ({ portfolio, live, state }: Asked): Promise<ExitCode> => {
  const env = await readEnvironment();
  if (!env.ok) return failed(env.error.join('\n'));
  const place = statePlaceOf(env.value, state);
  if (!place.ok) return failed(place.error);
  const mode = live || isMeantLive(env.value, place.value) ? 'live' : 'paper';
  const stored = { place: place.value, mode } as const;
  const named = portfolio ?? portfolioNamed(env.value, stored);
  return withStoredPortfolio({ ...stored, portfolio: named }, verify);
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
        portfolio: { type: 'string' },
        live: { type: 'boolean', default: false },
        state: { type: 'string' },
      },
    });
    return await verifyAsked(values);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), '', HELP);
    return EXIT.usage;
  }
};
