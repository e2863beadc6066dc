// What the markets of a statement are called. The books do not say, but a record that is kept does:
// that of the cycle which saw the latest move, or one soon after it.

import { after, epochMs, minutes, msOfDuration, msOfEpoch } from '../units/time.ts';
import { namesIn } from '../wiring/market-names.ts';
import { anchorOf, recordsBetween, RECORDS_KEPT } from './explain-history.ts';
import type { StatementLine } from '../accounting/statement.ts';
import type { MarketNames } from '../wiring/market-names.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

// A move is read within minutes of having happened, unless the venue could not be read.
const SEEN_WITHIN = minutes(15);

/**
 * Finds the names of the markets of a statement, the latest move of each first. One that no kept
 * record names, or whose record cannot be read, is left out: the amounts do not depend on it.
 */
export const statementNames = async (
  stored: Pick<StoredPortfolio, 'store' | 'state'>,
  lines: readonly StatementLine[],
): Promise<MarketNames> => {
  const kept = epochMs(msOfEpoch(anchorOf(stored)) - msOfDuration(RECORDS_KEPT));
  const names = new Map<string, string>();
  const asked = new Set<string>();
  for (const { entry, lots } of lines.toReversed()) {
    const unnamed = lots.map(({ condition }) => condition).filter((one) => !asked.has(one));
    for (const condition of unnamed) asked.add(condition);
    if (entry.at < kept || unnamed.every((one) => names.has(one))) continue;
    const records = await recordsBetween(stored, entry.at, after(entry.at, SEEN_WITHIN));
    if (records.ok)
      for (const [condition, name] of namesIn(records.value)) names.set(condition, name);
  }
  return names;
};
