// `keel explain`: why an order was sent or not, as the chain that led to it and on from it; what is
// going on in a market; what one cycle did.

import { parseArgs } from 'node:util';
import { err, ok } from '../units/result.ts';
import { hours } from '../units/time.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { askedPortfolio } from './asked-portfolio.ts';
import { PORTFOLIO_HELP, PORTFOLIO_OPTIONS } from './portfolio-options.ts';
import { explanationText } from './explain-text.ts';
import { find, KINDS } from './explain-find.ts';
import { pastOf } from './explain-history.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, endWhenUnread, EXIT, failed, guarded, print } from './output.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import type { Result } from '../units/result.ts';
import type { AskedPortfolio } from './portfolio-options.ts';
import type { Kind } from './explain-find.ts';
import type { ExitCode } from './output.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

const HOURS = 24;
const HOURS_MAX = 720;

const SPAN = `${String(HOURS)}, at most ${String(HOURS_MAX)}`;

/** The help of the verb. */
export const EXPLAIN_HELP = `keel explain: why an order was sent or not, what is going on in a
market, or what one cycle did, as the chain from market data to the books

  keel explain last             the latest cycle; a number or a time in UTC
                                (2026-01-01T12:00:00Z) names another one
  keel explain 0x12ab34         an order by its id or the beginning of it, or a
                                market by its condition id
  keel explain SLUG             a market by its name, or a part of it
  keel explain order|market|cycle WHAT
                                says which of them is meant

  --hours N          how far to look back from the last cycle for markets and
                     beginnings of ids (default ${SPAN}: records are
                     kept for 30 days)
  --json             one object for programs
${PORTFOLIO_HELP}

It only reads what was stored. What is not recorded is said to be so. Codes are
explained in docs/runbook/refusals.md.

Exit code 0: explained. 1: not found, or it could not be read. 2: used wrongly.`;

type Asked = AskedPortfolio & {
  readonly kind: Kind | null;
  readonly what: string;
  readonly hours: number;
  readonly json: boolean;
};

const isKind = (word: string): word is Kind => KINDS.some((kind) => kind === word);

const asked = (args: readonly string[]): Result<Asked, string> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      ...PORTFOLIO_OPTIONS,
      hours: { type: 'string', default: String(HOURS) },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [first = '', second] = positionals;
  const kind = isKind(first) ? first : null;
  const what = kind === null ? first : (second ?? '');
  const span = /^\d{1,3}$/.test(values.hours) ? Number(values.hours) : 0;
  if (what === '') return err('What is to be explained? An order, a market or a cycle.');
  if (positionals.length > (kind === null ? 1 : 2))
    return err(`${positionals.join(' ')}: one thing can be explained at a time`);
  if (span < 1 || span > HOURS_MAX)
    return err(`--hours ${values.hours}: allowed is a whole number from 1 to ${String(HOURS_MAX)}`);
  const { portfolio, live, state, json } = values;
  return ok({ portfolio, live, state, kind, what, hours: span, json });
};

const explained =
  ({ kind, what, hours: span, json }: Asked) =>
  async (stored: StoredPortfolio): Promise<ExitCode> => {
    const past = await pastOf(stored, hours(span));
    if (!past.ok) return failed(past.error);
    const found = await find(past.value, what, kind);
    if (!found.ok) return failed(found.error);
    endWhenUnread();
    // Texts of the venue are among them.
    const output = guarded(redactionFor(process.env));
    if (json) output.print(JSON.stringify(found.value));
    else output.print(...explanationText(found.value));
    return EXIT.done;
  };

/** Runs the verb `explain`. */
export const explain = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(EXPLAIN_HELP);
    return EXIT.done;
  }
  try {
    const wanted = asked(args);
    const place = wanted.ok ? await askedPortfolio(wanted.value) : wanted;
    if (wanted.ok && place.ok)
      return await withStoredPortfolio(place.value, explained(wanted.value));
    complain(place.ok ? '' : place.error, '', 'keel explain --help explains the options.');
    return EXIT.usage;
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), '', EXPLAIN_HELP);
    return EXIT.usage;
  }
};
