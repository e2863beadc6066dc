// The options of the verbs that look at one portfolio: which one is meant, where it is kept, and
// what is wanted of it.

import { parseArgs } from 'node:util';
import { ok } from '../units/result.ts';
import { afterAction, understood } from './option-parts.ts';
import type { Treatment } from './examine.ts';
import type { Part } from './option-parts.ts';

/** The options that name a portfolio, for the parser. */
export const PORTFOLIO_OPTIONS = {
  portfolio: { type: 'string' },
  live: { type: 'boolean', default: false },
  state: { type: 'string' },
} as const;

/** The help on these options. */
export const PORTFOLIO_HELP = `  --portfolio ID     as printed at the end of a session (default
                     PORTFOLIO_ID)
  --live             it is a live portfolio; for the table LIVE_TRADING says so,
                     too
  --state FOLDER     where the state is kept (default data/state); the table on
                     AWS while TABLE_NAME is set`;

/** The portfolio that was asked for. */
export type AskedPortfolio = {
  readonly portfolio: string | undefined;
  readonly live: boolean;
  readonly state: string | undefined;
};

/** What `keel ledger` was asked for. */
export type LedgerOptions = AskedPortfolio & { readonly json: boolean };

/** What `keel session` was asked for: a portfolio of the configured mode. */
export type SessionOptions = Omit<LedgerOptions, 'live'>;

/** What `keel status` was asked for. */
export type StatusOptions = LedgerOptions & { readonly venue: boolean };

/** What `keel report` was asked for. */
export type ReportOptions = LedgerOptions & {
  readonly out: string;
  readonly data: string | undefined;
};

/** What `keel doctor` was asked for. */
export type DoctorOptions = {
  readonly treatment: Treatment;
  readonly output: 'terminal' | 'json';
  readonly portfolio: string | null;
  readonly folder: string | undefined;
};

const LOOKING = { ...PORTFOLIO_OPTIONS, json: { type: 'boolean', default: false } } as const;

const CONFIGURED = {
  portfolio: { type: 'string' },
  state: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Parses the arguments after `keel ledger`. */
export const parseLedgerOptions = (args: readonly string[]): Part<LedgerOptions> =>
  understood(() => {
    const rest = afterAction(args, 'ledger', 'verify');
    if (!rest.ok) return rest;
    const { values } = parseArgs({
      args: [...rest.value],
      options: LOOKING,
    });
    const { portfolio, live, state, json } = values;
    return ok({ portfolio, live, state, json });
  });

/** Parses the arguments after `keel session`. */
export const parseSessionOptions = (args: readonly string[]): Part<SessionOptions> =>
  understood(() => {
    const rest = afterAction(args, 'session', 'reset');
    if (!rest.ok) return rest;
    const { values } = parseArgs({ args: [...rest.value], options: CONFIGURED });
    const { portfolio, state, json } = values;
    return ok({ portfolio, state, json });
  });

/** Parses the arguments after `keel status`. */
export const parseStatusOptions = (args: readonly string[]): Part<StatusOptions> =>
  understood(() => {
    const { values } = parseArgs({
      args: [...args],
      options: { ...LOOKING, venue: { type: 'boolean', default: false } },
    });
    const { portfolio, live, state, json, venue } = values;
    return ok({ portfolio, live, state, json, venue });
  });

/** Parses the arguments after `keel report`. */
export const parseReportOptions = (args: readonly string[]): Part<ReportOptions> =>
  understood(() => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...LOOKING,
        out: { type: 'string', default: 'data/report.html' },
        data: { type: 'string' },
      },
    });
    const { out, json, portfolio, live, state, data } = values;
    return ok({ out, json, portfolio, live, state, data });
  });

/** Parses the arguments after `keel doctor`. */
export const parseDoctorOptions = (args: readonly string[]): Part<DoctorOptions> =>
  understood(() => {
    const { values } = parseArgs({
      args: [...args],
      options: { ...CONFIGURED, fix: { type: 'boolean', default: false } },
    });
    return ok({
      treatment: values.fix ? 'fix' : 'look',
      output: values.json ? 'json' : 'terminal',
      portfolio: values.portfolio ?? null,
      folder: values.state,
    });
  });
