// `keel explain`: why an order was sent or not, as the chain that led to it and on from it; what is
// going on in a market; what one cycle did.

import { hours } from '../units/time.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { askedPortfolio } from './asked-portfolio.ts';
import { explanationText } from './explain-text.ts';
import { find } from './explain-find.ts';
import { pastOf } from './explain-history.ts';
import { EXPLAIN_HELP, parseExplainOptions } from './explain-options.ts';
import { asksForHelp } from './option-parts.ts';
import { complain, EXIT, failed, guarded, print } from './output.ts';
import { withStoredPortfolio } from './stored-portfolio.ts';
import type { ExplainOptions } from './explain-options.ts';
import type { ExitCode } from './output.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

const explained =
  ({ kind, what, hours: span, json }: ExplainOptions) =>
  async (stored: StoredPortfolio): Promise<ExitCode> => {
    const past = await pastOf(stored, hours(span));
    if (!past.ok) return failed(past.error);
    const found = await find(past.value, what, kind);
    if (!found.ok) return failed(found.error);
    // Texts of the venue are among them.
    const output = guarded(redactionFor(process.env));
    if (json) output.print(JSON.stringify(found.value));
    else output.print(...explanationText(found.value));
    return EXIT.done;
  };

const usage = (...lines: readonly string[]): ExitCode => {
  complain(...lines);
  return EXIT.usage;
};

/** Runs the verb `explain`. */
export const explain = async (args: readonly string[]): Promise<ExitCode> => {
  if (asksForHelp(args)) {
    print(EXPLAIN_HELP);
    return EXIT.done;
  }
  const wanted = parseExplainOptions(args);
  if (!wanted.ok) return usage(...wanted.error);
  try {
    const place = await askedPortfolio(wanted.value);
    if (!place.ok) return usage(place.error);
    return await withStoredPortfolio(place.value, explained(wanted.value));
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
};
