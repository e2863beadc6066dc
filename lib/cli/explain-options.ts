// The options of `keel explain`. Every refusal says where to read on.

import { parseArgs } from 'node:util';
import { err, ok } from '../units/result.ts';
import { understoodAtOnce } from './option-parts.ts';
import { PORTFOLIO_HELP, PORTFOLIO_OPTIONS } from './portfolio-options.ts';
import type { Result } from '../units/result.ts';
import type { Part } from './option-parts.ts';
import type { AskedPortfolio } from './portfolio-options.ts';

const KINDS = ['order', 'market', 'cycle'] as const;

/** What a word may be the name of. */
export type Kind = (typeof KINDS)[number];

/** What `keel explain` was asked for. */
export type ExplainOptions = AskedPortfolio & {
  /** What it is that is named; null where the name says so itself. */
  readonly kind: Kind | null;
  readonly what: string;
  readonly hours: number;
  readonly json: boolean;
};

const HOURS = 24;
const HOURS_MAX = 720;
const SPAN = `${String(HOURS)}, at most ${String(HOURS_MAX)}`;

/** What `keel explain --help` prints. */
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

const isKind = (word: string): word is Kind => KINDS.some((kind) => kind === word);

const optionsOf = (args: readonly string[]): Result<ExplainOptions, string> => {
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

/** Parses the arguments after `keel explain`. */
export const parseExplainOptions = (args: readonly string[]): Part<ExplainOptions> =>
  understoodAtOnce(() => optionsOf(args));
